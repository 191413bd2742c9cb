"""Taking somebody in: stored, decided, assigned, and open to whoever took her in."""

from datetime import date

import pytest

from kit.days import Period
from kit.ranges import as_period
from routing.enums import AccessReason, AssignmentOrigin, Occasion, StatusKind
from routing.intake.actions import take_in
from routing.models import AccessGrant, Applicant, Assignment, Case, CurrentDecision, Decision
from routing.permissions import visible_applicants
from routing.problems import NumberTaken
from routing.queries import record_of
from routing.record import ApplicantRecord, MemberRecord, PersonRecord, PregnancyRecord, StatusRecord
from routing.rules.codes import OpenPoint, Relation
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

pytestmark = pytest.mark.django_db

MIA = MemberRecord(Relation.CHILD, date(2017, 6, 5), "Mia", "Sommer")


def test_the_desk_of_the_first_decision_becomes_responsible() -> None:
    applicant = make_applicant(by=caseworker("placement"), record=record(members=(MIA,)))

    assignment = Assignment.objects.get(applicant=applicant)
    assert assignment.desk_id == "ifk_aez"
    assert assignment.origin == AssignmentOrigin.FIRST_DECISION
    assert as_period(assignment.period) == Period(TODAY)
    assert assignment.decision == applicant.current.decision


def test_a_caseworker_of_that_desk_keeps_the_case() -> None:
    by = caseworker("ifk_aez")

    applicant = make_applicant(by=by, record=record(members=(MIA,)))

    assert Assignment.objects.get(applicant=applicant).caseworker == by


def test_a_caseworker_of_another_desk_does_not() -> None:
    applicant = make_applicant(by=caseworker("u25"), record=record(members=(MIA,)))

    assert Assignment.objects.get(applicant=applicant).caseworker is None


def test_the_case_is_open_from_the_day_on() -> None:
    by = caseworker()

    applicant = make_applicant(by=by)

    case = Case.objects.get(applicant=applicant)
    assert (as_period(case.period), case.opened_by, case.opened_at) == (Period(TODAY), by, NOW)


def test_the_decision_is_stored_whole() -> None:
    by = caseworker()

    make_applicant(by=by, record=record(members=(MIA,)))

    decision = Decision.objects.get()
    assert (decision.occasion, decision.on, decision.decided_at, decision.decided_by) == (
        Occasion.TAKEN_IN,
        TODAY,
        NOW,
        by,
    )
    assert (decision.rule, decision.basis, decision.open_points) == (6, "household", [OpenPoint.NEVER_ASSESSED])
    assert decision.holds_until == date(2035, 6, 4)
    assert [line["number"] for line in decision.trace] == [1, 2, 3, 4, 5, 6, 7]
    assert decision.facts["members"][0]["born"] == "2017-06-05"
    assert decision.policy[0]["u25_age"] == 25
    assert "IFK AEZ" in decision.reason


def test_the_day_of_the_next_review_is_the_first_on_which_the_answer_changes() -> None:
    applicant = make_applicant(by=caseworker(), record=record(members=(MIA,)))

    assert CurrentDecision.objects.get(applicant=applicant).review_on == date(2035, 6, 5)


def test_an_answer_for_ever_needs_no_review() -> None:
    applicant = make_applicant(by=caseworker())

    assert CurrentDecision.objects.get(applicant=applicant).review_on is None


def test_what_was_entered_is_read_back_alike() -> None:
    entered = ApplicantRecord(
        person=PersonRecord(
            "335A100001", "33502//0000101", "Çelik", "Gülşen", date(1991, 3, 14), "w", city="Hagen", email="a@b.example"
        ),
        members=(MIA,),
        statuses=(StatusRecord(StatusKind.SECTION_10, Period(date(2026, 1, 1), date(2026, 9, 1))),),
        pregnancies=(PregnancyRecord(date(2026, 8, 1), TODAY, None, expected_single_parent=True),),
    )

    stored = record_of(take_in(record=entered, by=caseworker(), on=TODAY, at=NOW))

    assert stored.person == entered.person
    assert [(member.birth_date, member.first_name) for member in stored.members] == [(MIA.birth_date, "Mia")]
    assert [(status.kind, status.period) for status in stored.statuses] == [
        (StatusKind.SECTION_10, entered.statuses[0].period)
    ]
    assert stored.pregnancies[0].due_date == date(2026, 8, 1)


def test_whoever_took_her_in_may_look_for_the_rest_of_the_day() -> None:
    by = caseworker("u25")

    applicant = make_applicant(by=by, record=record(members=(MIA,)))

    assert AccessGrant.objects.get().reason == AccessReason.TAKEN_IN
    assert applicant in visible_applicants(by, TODAY)
    assert applicant not in visible_applicants(by, date(2026, 3, 3))


def test_a_number_that_is_taken_is_refused_and_nothing_is_stored() -> None:
    by = caseworker()
    make_applicant(by=by, record=record(customer_number="335A100001"))

    with pytest.raises(NumberTaken, match="Diese Kundennummer ist schon vergeben"):
        make_applicant(by=by, record=record(customer_number="335A100001", last_name="Winter"))

    assert [applicant.last_name for applicant in Applicant.objects.all()] == ["Sommer"]
    assert Case.objects.count() == 1
