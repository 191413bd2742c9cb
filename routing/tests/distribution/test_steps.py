"""A plan planned, changed, applied as a whole or not at all, and discarded."""

from collections import Counter
from datetime import timedelta

import pytest

from kit.days import Period
from kit.ranges import as_range
from kit.refusals import ActionRefused
from routing.assignment.actions import close_case
from routing.assignment.chronology import chronology
from routing.distribution.actions import (
    CasesFailed,
    apply_distribution,
    choose_person,
    discard_distribution,
    plan_distribution,
    take_out,
)
from routing.distribution.question import Wanted
from routing.enums import ClosingReason, DistributionOccasion, DistributionScope
from routing.models import Assignment, DistributionRun
from routing.tests.distribution.office import DESK, applied, case_of, cases_of, caseworkers, planned
from staff.models import Desk, Staffing, User
from tests.factories import FIRST_DAY, NOW, TODAY, caseworker, team_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaving() -> User:
    return caseworker(DESK, last_name="Abel")


@pytest.fixture
def staying() -> list[User]:
    return [caseworker(DESK, last_name="Berg"), caseworker(DESK, last_name="Celik")]


@pytest.fixture
def lead() -> User:
    return team_lead(DESK)


def test_a_plan_changes_nothing(leaving: User, staying: list[User], lead: User) -> None:
    cases = cases_of(leaving, leaving, 4)

    run = planned(lead, staying, givers=[leaving])

    assert caseworkers(cases) == [leaving.pk] * 4
    assert Counter(run.items.values_list("chosen", flat=True)) == {staying[0].pk: 2, staying[1].pk: 2}
    assert [(each.places, each.kept) for each in run.receivers.all()] == [(130, 0), (130, 0)]


def test_the_cases_of_a_household_go_to_one_person_and_to_whom_they_have_already(
    leaving: User, staying: list[User], lead: User
) -> None:
    case_of(staying[1], leaving, bg_number="33502//0000042")
    household = cases_of(leaving, leaving, 2, bg_number="33502//0000042")
    cases_of(leaving, leaving, 3)

    run = planned(lead, staying, givers=[leaving])

    assert set(run.items.filter(applicant__in=household).values_list("chosen", flat=True)) == {staying[1].pk}


def test_what_is_applied_is_theirs_from_today_and_stands_in_the_chronology(
    leaving: User, staying: list[User], lead: User
) -> None:
    cases = cases_of(leaving, leaving, 2)
    applied(planned(lead, staying[:1], givers=[leaving]), lead)

    assert caseworkers(cases) == [staying[0].pk] * 2
    told = {each.title: each.details for each in chronology(cases[0], cases[0].assignments.all(), [], [])}
    assert told[f"Zuständig ab 02.03.2026: {Desk.objects.get(pk=DESK)}, M. Berg"] == ("Anlass: Verteilung",)


def test_what_is_distributed_without_anybody_gets_a_caseworker(staying: list[User], lead: User) -> None:
    cases = cases_of(None, staying[0], 3)
    applied(planned(lead, staying, occasion=DistributionOccasion.FIRST), lead)
    assert set(caseworkers(cases)) == {each.pk for each in staying}


def test_a_case_that_stays_with_its_person_keeps_its_assignment(staying: list[User], lead: User) -> None:
    case = case_of(staying[0], staying[0])
    before = Assignment.objects.get(applicant=case)
    applied(planned(lead, staying, scope=DistributionScope.ALL), lead)
    assert Assignment.objects.get(applicant=case).assigned_at == before.assigned_at
    assert Assignment.objects.get(applicant=case).origin == before.origin


def test_one_case_that_fails_its_check_keeps_all_from_being_given(
    leaving: User, staying: list[User], lead: User
) -> None:
    cases = cases_of(leaving, leaving, 4)
    run = planned(lead, staying, givers=[leaving])
    close_case(applicant=cases[2], reason=ClosingReason.WORK, by=leaving, on=TODAY + timedelta(days=1), at=NOW)

    with pytest.raises(CasesFailed, match="Nichts ist geändert: Ein Fall ist nicht mehr so") as refused:
        applied(run, lead)

    assert [(each.item.applicant, each.why) for each in refused.value.failures] == [
        (cases[2], "Der Fall ist inzwischen geschlossen. Nehmen Sie ihn aus dem Plan.")
    ]
    assert caseworkers(cases) == [leaving.pk, leaving.pk, None, leaving.pk]
    run.refresh_from_db()
    assert (run.state, run.applied_at) == ("planned", None)

    take_out(run=run, applicants=[cases[2].key], by=lead)
    applied(run, lead)
    assert leaving.pk not in caseworkers(cases)


def test_every_case_that_fails_is_named_with_its_own_sentence(leaving: User, staying: list[User], lead: User) -> None:
    elsewhere, taken, served = cases_of(leaving, leaving, 3)
    run = planned(lead, staying, givers=[leaving])
    Assignment.objects.filter(applicant=elsewhere).update(desk="u25", caseworker=None)
    Assignment.objects.filter(applicant=taken).update(caseworker=staying[1])
    run.items.filter(applicant=served).update(chosen=staying[0])
    Staffing.objects.filter(user=staying[0]).update(period=as_range(Period(FIRST_DAY, TODAY)))

    with pytest.raises(CasesFailed) as refused:
        applied(run, lead)

    assert {each.item.applicant: each.why for each in refused.value.failures} == {
        elsewhere: "Der Fall ist inzwischen bei der Stelle IFK U25. Nehmen Sie ihn aus dem Plan.",
        taken: "Inzwischen betreut ihn M. Celik. Nehmen Sie ihn aus dem Plan, oder planen Sie neu.",
        served: "M. Berg besetzt die Stelle nicht mehr. Geben Sie ihn jemand anderem.",
    }


def test_another_person_is_chosen_for_a_case_and_for_its_whole_household(
    leaving: User, staying: list[User], lead: User
) -> None:
    one, other = cases_of(leaving, leaving, 2, bg_number="33502//0000042")
    run = planned(lead, staying, givers=[leaving])
    run.items.update(chosen=staying[0])

    assert choose_person(run=run, applicants=[one.key], person=staying[1].pk, whole_households=False, by=lead) == 1
    assert run.items.get(applicant=other).chosen == staying[0]
    assert choose_person(run=run, applicants=[one.key], person=staying[1].pk, whole_households=True, by=lead) == 1
    assert run.items.get(applicant=other).chosen == staying[1]


def test_nobody_is_chosen_who_does_not_receive(leaving: User, staying: list[User], lead: User) -> None:
    (case,) = cases_of(leaving, leaving, 1)
    run = planned(lead, staying[:1], givers=[leaving])
    with pytest.raises(ActionRefused, match="in diesem Plan Fälle erhält"):
        choose_person(run=run, applicants=[case.key], person=staying[1].pk, whole_households=False, by=lead)


def test_a_case_that_is_taken_out_stays_and_counts_as_kept(staying: list[User], lead: User) -> None:
    case, _ = cases_of(staying[0], staying[0], 2)
    run = planned(lead, staying, scope=DistributionScope.ALL)
    assert take_out(run=run, applicants=[case.key], by=lead) == 1
    assert run.receivers.get(person=staying[0]).kept == 1
    assert run.items.count() == 1


def test_a_plan_of_another_day_is_not_applied(leaving: User, staying: list[User], lead: User) -> None:
    cases_of(leaving, leaving, 1)
    run = planned(lead, staying, givers=[leaving])
    with pytest.raises(ActionRefused, match="von einem anderen Tag"):
        apply_distribution(run=run, by=lead, on=TODAY + timedelta(days=1), at=NOW)


def test_an_empty_plan_is_not_applied(leaving: User, staying: list[User], lead: User) -> None:
    (case,) = cases_of(leaving, leaving, 1)
    run = planned(lead, staying, givers=[leaving])
    take_out(run=run, applicants=[case.key], by=lead)
    with pytest.raises(ActionRefused, match="kein Fall mehr"):
        applied(run, lead)


def test_a_plan_is_applied_once_and_not_changed_afterwards(leaving: User, staying: list[User], lead: User) -> None:
    (case,) = cases_of(leaving, leaving, 1)
    run = applied(planned(lead, staying, givers=[leaving]), lead)
    said = "inzwischen angewendet"
    for again in (
        lambda: applied(run, lead),
        lambda: discard_distribution(run=run, by=lead, at=NOW),
        lambda: take_out(run=run, applicants=[case.key], by=lead),
        lambda: choose_person(run=run, applicants=[case.key], person=staying[0].pk, whole_households=False, by=lead),
    ):
        with pytest.raises(ActionRefused, match=said):
            again()


def test_a_plan_in_the_place_of_an_older_one_discards_it(leaving: User, staying: list[User], lead: User) -> None:
    cases_of(leaving, leaving, 1)
    old = planned(lead, staying, givers=[leaving])
    wanted = Wanted(old.desk, DistributionOccasion.LEAVING, DistributionScope.OF_PEOPLE, [leaving.pk], [staying[0].pk])
    plan_distribution(wanted=wanted, by=lead, on=TODAY, at=NOW, instead_of=old)
    old.refresh_from_db()
    assert (old.state, old.discarded_by) == ("discarded", lead)


def test_without_cases_or_people_there_is_no_plan(staying: list[User], lead: User) -> None:
    with pytest.raises(ActionRefused, match="kein Fall"):
        planned(lead, staying)
    with pytest.raises(ActionRefused, match="mindestens eine Person"):
        planned(lead, [caseworker("u25")])
    assert not DistributionRun.objects.exists()


def test_only_the_lead_of_the_team_distributes(leaving: User, staying: list[User], lead: User) -> None:
    (case,) = cases_of(leaving, leaving, 1)
    run = planned(lead, staying, givers=[leaving])
    for nobody in (leaving, team_lead("u25")):
        for forbidden in (
            lambda by=nobody: planned(by, staying, givers=[leaving]),
            lambda by=nobody: applied(run, by),
            lambda by=nobody: discard_distribution(run=run, by=by, at=NOW),
            lambda by=nobody: take_out(run=run, applicants=[case.key], by=by),
            lambda by=nobody: choose_person(
                run=run, applicants=[case.key], person=staying[0].pk, whole_households=False, by=by
            ),
        ):
            with pytest.raises(ActionRefused, match="nur die Teamleitung"):
                forbidden()
