"""The first load: everybody is new, and present responsibility comes as it stands."""

from datetime import date

import pytest

from kit.ranges import as_period
from routing.enums import AssignmentOrigin, EntryOutcome, ImportState
from routing.models import Applicant, Assignment, Case, Decision, HouseholdMember, Transfer
from routing.tests.caseload.office import Stock, applied, apply_run, checked, entry, outcomes, stock, uploads
from routing.tests.files.building import Member, Person, applicants, household
from tests.factories import TODAY, caseworker, team_lead

pytestmark = pytest.mark.django_db


def test_the_dry_run_writes_no_applicant() -> None:
    run = checked(team_lead(), uploads(applicants(Person())))
    assert run.state == ImportState.READY
    assert outcomes(run) == {"335A100001": EntryOutcome.NEW}
    assert not Applicant.objects.exists()


def test_applying_stores_person_household_case_decision_and_desk() -> None:
    run = applied(team_lead(), uploads(applicants(Person()), household(Member())))
    assert run.state == ImportState.APPLIED
    applicant = Applicant.objects.get(customer_number="335A100001")
    assert (applicant.last_name, applicant.birth_date) == ("Albers", date(1991, 3, 14))
    assert HouseholdMember.objects.get(applicant=applicant).birth_date == date(2015, 5, 20)
    assignment = Assignment.objects.get(applicant=applicant)
    assert (assignment.desk_id, assignment.origin) == ("ifk_aez", AssignmentOrigin.FIRST_DECISION)
    assert as_period(Case.objects.get(applicant=applicant).period).start == TODAY
    assert Decision.objects.get(applicant=applicant).desk_id == "ifk_aez"


def test_who_is_responsible_today_stays_so_although_the_rules_say_otherwise() -> None:
    kim = caseworker("placement", username="kim")
    lists = uploads(
        applicants(Person()), household(Member()), stock(Stock(stelle="placement", ifk="kim", seit="01.02.2024"))
    )
    run = applied(team_lead(), lists)
    assignment = Assignment.objects.get(applicant__customer_number="335A100001")
    assert (assignment.desk_id, assignment.caseworker) == ("placement", kim)
    assert as_period(assignment.period).start == date(2024, 2, 1)
    assert assignment.origin == AssignmentOrigin.AS_IT_STANDS
    assert (entry(run).seat_id, entry(run).desk_after_id) == ("placement", "ifk_aez")
    transfer = Transfer.objects.get(applicant=assignment.applicant)
    assert (transfer.state, transfer.source_id, transfer.target_id) == ("proposed", "placement", "ifk_aez")


def test_the_same_lists_again_change_nothing() -> None:
    lead = team_lead()
    lists = (applicants(Person(telefon="02331 1"), Person("335A100002")), household(Member()))
    applied(lead, uploads(*lists))
    before = list(Decision.objects.values_list("pk"))
    run = checked(lead, uploads(*lists))
    assert (outcomes(run), run.counts) == ({}, {"read": 2, "unchanged": 2})
    again = apply_run(run, lead)
    assert again.state == ImportState.APPLIED
    assert list(Decision.objects.values_list("pk")) == before
    assert set(Applicant.objects.values_list("revision", flat=True)) == {1}
