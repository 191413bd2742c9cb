"""Every step for one and for many: few statements for one, no more for many, and refusals that stop nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kit.days import ONE_DAY, Period
from kit.refusals import ActionRefused, ChangedMeanwhile
from routing.acts import Act
from routing.assignment.actions import Closing, close_case, close_cases, take_over_case
from routing.assignment.choosing import Choice
from routing.assignment.openings import open_new_case
from routing.enums import ClosingReason, Occasion, StatusKind
from routing.handover.actions import (
    Acceptance,
    Initiation,
    accept,
    accept_many,
    initiate,
    initiate_many,
    note_first_contact,
    note_first_contacts,
)
from routing.intake.actions import Change, Entry, change, change_many, take_in, take_in_many
from routing.models import Applicant, Assignment, Case, Decision, Transfer
from routing.problems import NumberTaken
from routing.queries import record_of
from routing.record import ApplicantRecord, AssessmentRecord, MemberRecord, PregnancyRecord, StatusRecord
from routing.rules.codes import Relation
from routing.tests.handover.transfers import accepted, initiated, proposed
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 16
CHILD = MemberRecord(Relation.CHILD, date(2017, 6, 5), "Mia", "Sommer")


def statements(step: Callable[[], object]) -> int:
    """How many statements it sends, savepoints included."""
    with CaptureQueriesContext(connection) as queries:
        step()
    return len(queries)


def whole_record() -> ApplicantRecord:
    """A record with something in each of its parts."""
    return replace(
        record(members=(CHILD,)),
        statuses=(StatusRecord(StatusKind.REHABILITATION, Period(date(2026, 1, 1))),),
        pregnancies=(PregnancyRecord(date(2026, 8, 1)),),
        assessments=(AssessmentRecord(Period(date(2026, 2, 1)), criteria_met=False),),
    )


def act(by: User) -> Act:
    return Act(by, TODAY, NOW)


def taking_in(by: User) -> Callable[[], object]:
    new = whole_record()
    return lambda: take_in(record=new, by=by, on=TODAY, at=NOW)


def changing_a_telephone(by: User) -> Callable[[], object]:
    applicant = make_applicant(by=by, record=whole_record())
    new = record_of(applicant)
    new = replace(new, person=replace(new.person, telephone="02331 1"))
    return lambda: change(applicant=applicant, revision=1, record=new, by=by, on=TODAY, at=NOW)


def initiating(by: User) -> Callable[[], object]:
    transfer = proposed(by)
    return lambda: initiate(transfer=transfer, note="", by=by, on=TODAY, at=NOW)


def accepting(by: User) -> Callable[[], object]:
    transfer, marten = initiated(by), caseworker("placement")
    return lambda: accept(transfer=transfer, choice=Choice(marten), effective_on=TODAY, by=marten, on=TODAY, at=NOW)


def noting_the_first_contact(by: User) -> Callable[[], object]:
    marten = caseworker("placement")
    transfer = accepted(by, marten, TODAY)
    return lambda: note_first_contact(transfer=transfer, by=marten, on=TODAY, at=NOW)


def taking_over(by: User) -> Callable[[], object]:
    applicant = make_applicant(by=caseworker("u25"), record=record(members=(CHILD,)))
    return lambda: take_over_case(applicant=applicant, by=by, on=TODAY, at=NOW)


def closing(by: User) -> Callable[[], object]:
    applicant = make_applicant(by=by)
    return lambda: close_case(applicant=applicant, reason=ClosingReason.WORK, by=by, on=TODAY, at=NOW)


def reopening(by: User) -> Callable[[], object]:
    applicant = make_applicant(by=by)
    close_case(applicant=applicant, reason=ClosingReason.WORK, by=by, on=TODAY, at=NOW)
    return lambda: open_new_case(applicant=applicant, occasion=Occasion.REOPENED, by=by, on=TODAY, at=NOW)


@pytest.mark.parametrize(
    "made",
    [
        taking_in,
        changing_a_telephone,
        initiating,
        accepting,
        noting_the_first_contact,
        taking_over,
        closing,
        reopening,
    ],
)
def test_a_single_step_sends_few_statements(made: Callable[[User], Callable[[], object]]) -> None:
    step = made(caseworker("ifk_aez"))

    assert statements(step) <= MOST_STATEMENTS


def single_parents(by: User, count: int) -> list[Applicant]:
    return take_in_many(entries=[Entry(record(members=(CHILD,)), act(by)) for _ in range(count)])


def with_partner(applicant: Applicant, by: User) -> Change:
    stored = record_of(applicant)
    partner = MemberRecord(Relation.PARTNER, date(1985, 5, 5), "Jan", moved_in=date(2026, 2, 20))
    return Change(applicant.pk, applicant.revision, replace(stored, members=(*stored.members, partner)), act(by))


def of_each_step(count: int) -> list[int]:
    """How many statements each step takes for so many applicants at once, from taking in to closing."""
    keller, marten = caseworker("ifk_aez"), caseworker("placement")
    entries = [Entry(record(members=(CHILD,)), act(keller)) for _ in range(count)]
    counted = [statements(lambda: take_in_many(entries=entries))]
    applicants = list(Applicant.objects.order_by("-pk")[:count])
    changes = [with_partner(applicant, keller) for applicant in applicants]
    counted.append(statements(lambda: change_many(changes=changes)))
    transfers = list(Transfer.objects.filter(applicant__in=applicants))
    initiations = [Initiation(transfer, "", act(keller)) for transfer in transfers]
    counted.append(statements(lambda: initiate_many(initiations=initiations)))
    acceptances = [Acceptance(transfer, Choice(marten), TODAY, act(marten)) for transfer in transfers]
    counted.append(statements(lambda: accept_many(acceptances=acceptances)))
    contacts = [(transfer, act(marten)) for transfer in transfers]
    counted.append(statements(lambda: note_first_contacts(transfers=contacts)))
    closings = [Closing(applicant.pk, ClosingReason.WORK, act(marten)) for applicant in applicants]
    counted.append(statements(lambda: close_cases(closings=closings)))
    assert Case.objects.filter(applicant__in=applicants, closing_reason=ClosingReason.WORK).count() == count
    return counted


def test_many_take_no_more_statements_than_a_few() -> None:
    assert of_each_step(20) == of_each_step(2)


def test_one_that_is_refused_keeps_no_other_from_being_handed_over() -> None:
    keller, stranger = caseworker("ifk_aez"), caseworker("u25")
    applicants = single_parents(keller, 3)
    change_many(changes=[with_partner(applicant, keller) for applicant in applicants])
    first, second, third = Transfer.objects.order_by("pk")

    outcomes = initiate_many(
        initiations=[
            Initiation(first, "eins", act(keller)),
            Initiation(second, "zwei", act(stranger)),
            Initiation(third, "drei", act(keller)),
        ],
    )

    assert [type(outcome) for outcome in outcomes] == [Transfer, ActionRefused, Transfer]
    assert [*Transfer.objects.order_by("pk").values_list("state", "note")] == [
        ("initiated", "eins"),
        ("proposed", ""),
        ("initiated", "drei"),
    ]


def test_each_is_accepted_by_whom_and_from_when_it_was_said() -> None:
    keller, marten, juric = caseworker("ifk_aez"), caseworker("placement"), caseworker("placement")
    applicants = single_parents(keller, 2)
    change_many(changes=[with_partner(applicant, keller) for applicant in applicants])
    first, second = Transfer.objects.order_by("pk")
    initiate_many(initiations=[Initiation(each, "", act(keller)) for each in (first, second)])
    tomorrow = TODAY + ONE_DAY

    accept_many(
        acceptances=[
            Acceptance(first, Choice(marten), TODAY, act(marten)),
            Acceptance(second, Choice(juric), tomorrow, act(juric)),
        ]
    )

    standing = Assignment.objects.filter(period__upper_inf=True).order_by("applicant")
    assert [*standing.values_list("desk", "caseworker")] == [("placement", marten.pk), ("ifk_aez", keller.pk)]
    assert [*Transfer.objects.order_by("pk").values_list("state", "caseworker", "effective_on")] == [
        ("completed", marten.pk, TODAY),
        ("accepted", juric.pk, tomorrow),
    ]


def test_of_many_taken_in_one_with_a_number_that_is_taken_keeps_all_out() -> None:
    by = caseworker()
    taken = make_applicant(by=by)

    with pytest.raises(NumberTaken):
        take_in_many(entries=[Entry(record(), act(by)), Entry(record(customer_number=taken.customer_number), act(by))])

    assert Applicant.objects.get() == taken


def test_of_many_changes_one_on_an_older_version_keeps_all_from_being_stored() -> None:
    by = caseworker()
    first, second = single_parents(by, 2)
    stale = with_partner(second, by)._replace(revision=7)

    with pytest.raises(ChangedMeanwhile):
        change_many(changes=[with_partner(first, by), stale])

    assert [len(record_of(each).members) for each in (first, second)] == [1, 1]
    assert Decision.objects.count() == 2


def test_the_history_of_many_names_who_did_it() -> None:
    by = caseworker()
    single_parents(by, 2)

    event: Any = apps.get_model("routing", "ApplicantEvent")
    assert [row.pgh_context["user"] for row in event.objects.all()] == [by.pk, by.pk]


def test_the_history_of_several_people_at_once_names_nobody_wrongly() -> None:
    keller, marten = caseworker(), caseworker("placement")
    take_in_many(entries=[Entry(record(), act(keller)), Entry(record(), act(marten))])

    event: Any = apps.get_model("routing", "ApplicantEvent")
    assert [row.pgh_context for row in event.objects.all()] == [None, None]
