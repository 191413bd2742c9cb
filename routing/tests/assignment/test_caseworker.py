"""Another caseworker of the same desk: by the caseworker herself or the team lead, for a reason."""

from datetime import timedelta

import pytest
from django.apps import apps

from kit.days import Period
from kit.ranges import as_period
from kit.refusals import ActionRefused
from routing.assignment.actions import close_case
from routing.assignment.caseworker import change_caseworker
from routing.assignment.choosing import Choice
from routing.enums import AssignmentOrigin, ClosingReason, ColleagueReason
from routing.models import Applicant, Assignment, Transfer
from routing.tests.handover.office import mother_of_a_minor
from routing.tests.handover.transfers import proposed
from staff.models import User
from staff.roles import Role
from tests.factories import NOW, TODAY, account, caseworker, team_lead

pytestmark = pytest.mark.django_db

NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def keller() -> User:
    return caseworker("ifk_aez")


def give(applicant: Applicant, to: User, by: User) -> Assignment:
    return change_caseworker(
        applicant=applicant, choice=Choice(to), reason=ColleagueReason.WORKLOAD, by=by, on=NEXT_WEEK, at=NOW
    )


@pytest.mark.parametrize("who", ["herself", "lead"])
def test_the_caseworker_and_her_team_lead_give_a_case_to_a_colleague(keller: User, who: str) -> None:
    mother, aydin = mother_of_a_minor(keller), caseworker("ifk_aez")

    assignment = give(mother, aydin, keller if who == "herself" else team_lead("ifk_aez"))

    rows = Assignment.objects.filter(applicant=mother).order_by("period")
    assert [(row.desk_id, row.caseworker, as_period(row.period)) for row in rows] == [
        ("ifk_aez", keller, Period(TODAY, NEXT_WEEK)),
        ("ifk_aez", aydin, Period(NEXT_WEEK)),
    ]
    assert (assignment.origin, assignment.reason) == (AssignmentOrigin.COLLEAGUE, ColleagueReason.WORKLOAD)


def test_nobody_else_does(keller: User) -> None:
    mother, aydin = mother_of_a_minor(keller), caseworker("ifk_aez")
    others = {role: account(role) for role in Role if role not in {"caseworker", "team_lead"}}
    for by in (aydin, caseworker("placement"), team_lead("placement"), *others.values()):
        with pytest.raises(ActionRefused, match="Das können nur die zuständige IFK und die Teamleitung"):
            give(mother, aydin, by)


def test_the_new_person_works_at_the_desk_and_is_another_one(keller: User) -> None:
    mother = mother_of_a_minor(keller)
    for person in (caseworker("placement"), caseworker("ifk_aez", is_active=False), team_lead("ifk_aez")):
        with pytest.raises(ActionRefused, match="Wählen Sie eine IFK der Stelle IFK AEZ"):
            give(mother, person, keller)
    with pytest.raises(ActionRefused, match="betreut den Fall schon"):
        give(mother, keller, keller)


def test_a_closed_case_has_no_caseworker_to_change(keller: User) -> None:
    mother = mother_of_a_minor(keller)
    close_case(applicant=mother, reason=ClosingReason.WORK, by=keller, on=TODAY, at=NOW)
    with pytest.raises(ActionRefused, match="geschlossen"):
        give(mother, caseworker("ifk_aez"), keller)


def test_a_team_lead_gives_a_case_without_caseworker_to_somebody(keller: User) -> None:
    mother = mother_of_a_minor(team_lead("ifk_aez"))
    assert give(mother, keller, team_lead("ifk_aez")).caseworker == keller


def test_a_hand_over_goes_on_with_the_new_caseworker(keller: User) -> None:
    transfer, aydin = proposed(keller), caseworker("ifk_aez")

    give(transfer.applicant, aydin, keller)

    assert Transfer.objects.get(applicant=transfer.applicant).state == "proposed"


def test_the_history_names_who_changed_it(keller: User) -> None:
    give(mother_of_a_minor(keller), caseworker("ifk_aez"), keller)
    event = apps.get_model("routing", "AssignmentEvent")._default_manager.latest("pgh_id")
    assert (event.reason, event.pgh_context["user"]) == ("workload", keller.pk)
