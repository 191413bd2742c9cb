"""What somebody entered and the list contradicts: decided by the rule of the field, or asked, answered, remembered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kit.days import Period
from kit.refusals import ActionRefused
from routing.caseload.runs import answer_questions, has_new_answers, request_apply
from routing.enums import EntryOutcome, ImportState
from routing.fields import FieldRule, ImportField
from routing.models import ImportQuestion
from routing.record import ApplicantRecord, MemberRecord, PregnancyRecord, StatusRecord
from routing.rules.codes import Relation
from routing.tests.caseload.office import (
    LATER,
    NEXT_WEEK,
    THEN,
    Member,
    Person,
    again,
    answer_all,
    applicant,
    applicants,
    applied,
    apply_run,
    checked,
    corrected,
    decided_by,
    edit,
    entry,
    everything,
    household,
    outcomes,
    questions,
    uploads,
)
from staff.models import User
from tests.factories import caseworker, team_lead

pytestmark = pytest.mark.django_db

CHILD = household(Member())
TOM = MemberRecord(Relation.PARTNER, date(1990, 1, 1), "Tom", "Albers", moved_in=date(2026, 2, 1))
TOM_KEY = "household:partner:1990-01-01:0"


@pytest.fixture
def lead() -> User:
    return team_lead()


def with_telephone(telephone: str) -> Callable[[ApplicantRecord], ApplicantRecord]:
    return lambda record: replace(record, person=replace(record.person, telephone=telephone))


def with_member(member: MemberRecord) -> Callable[[ApplicantRecord], ApplicantRecord]:
    return lambda record: replace(record, members=(*record.members, member))


@pytest.fixture
def tom_moved_in(lead: User) -> None:
    """Somebody enters what the lists do not say."""
    applied(lead, uploads(applicants(Person()), CHILD))
    edit(caseworker(), with_member(TOM))


def members() -> list[str]:
    return sorted(member.first_name or str(member.birth_date) for member in applicant().members.all())


@pytest.mark.parametrize(
    ("rule", "outcome", "telephone"),
    [
        (FieldRule.FILE, EntryOutcome.CHANGED, "02331 2"),
        (FieldRule.ENTRY, EntryOutcome.KEPT, "0176 1"),
        (FieldRule.ASK, EntryOutcome.KEPT, "0176 1"),
    ],
)
def test_the_rule_of_the_field_says_who_is_right(
    lead: User, rule: FieldRule, outcome: EntryOutcome, telephone: str
) -> None:
    decided_by(rule, ImportField.TELEPHONE)
    applied(lead, uploads(applicants(Person(telefon="02331 1"))))
    edit(caseworker(), with_telephone("0176 1"))

    run = applied(lead, uploads(applicants(Person(telefon="02331 2"))))

    assert (entry(run).outcome, entry(run).contradicts) == (outcome, True)
    assert questions(run) == ({"telephone": ""} if rule is FieldRule.ASK else {})
    assert applicant().telephone == telephone


def test_what_both_say_alike_is_no_contradiction(lead: User) -> None:
    applied(lead, uploads(applicants(Person(telefon="02331 1"))))
    edit(caseworker(), with_telephone("0176 1"))
    assert outcomes(checked(lead, uploads(applicants(Person(telefon="0176 1"))))) == {}


def test_while_a_question_is_unanswered_the_entry_stays_and_the_next_run_asks_again(
    tom_moved_in: None, lead: User
) -> None:
    for _ in range(2):
        run = applied(lead, uploads(applicants(Person()), CHILD))
        assert questions(run) == {TOM_KEY: ""}
        assert members() == ["2015-05-20", "Tom"]


def test_an_answer_for_the_list_is_done(tom_moved_in: None, lead: User) -> None:
    run = checked(lead, uploads(applicants(Person()), CHILD))
    answer_all(run, FieldRule.FILE, lead, LATER)
    run = apply_run(again(run, lead, at=LATER), lead)

    assert (run.state, entry(run).outcome) == (ImportState.APPLIED, EntryOutcome.CHANGED)
    assert (entry(run).desk_before_id, entry(run).desk_after_id) == ("placement", "ifk_aez")
    assert members() == ["2015-05-20"]


def test_an_answer_for_the_entry_is_remembered_until_the_words_change(tom_moved_in: None, lead: User) -> None:
    run = checked(lead, uploads(applicants(Person()), CHILD))
    answer_all(run, FieldRule.ENTRY, lead, LATER)
    apply_run(again(run, lead, at=LATER), lead)
    assert members() == ["2015-05-20", "Tom"]

    run = applied(lead, uploads(applicants(Person()), CHILD), on=NEXT_WEEK, at=THEN)
    assert (questions(run), outcomes(run)) == ({}, {"335A100001": EntryOutcome.KEPT})

    tom = household(Member(), Member(beziehung="partner", geburtsdatum="01.01.1990", eingezogen_am="01.12.2025"))
    run = checked(lead, uploads(applicants(Person()), tom), on=NEXT_WEEK, at=THEN)
    assert questions(run) == {TOM_KEY: ""}


def test_an_entry_that_was_changed_since_is_asked_about_again(tom_moved_in: None, lead: User) -> None:
    run = checked(lead, uploads(applicants(Person()), CHILD))
    answer_all(run, FieldRule.ENTRY, lead, LATER)
    apply_run(again(run, lead, at=LATER), lead)
    edit(
        caseworker(),
        lambda record: replace(
            record,
            members=tuple(replace(one, moved_in=date(2026, 1, 1)) if one.moved_in else one for one in record.members),
        ),
    )

    assert questions(checked(lead, uploads(applicants(Person()), CHILD))) == {TOM_KEY: ""}


def test_answers_survive_corrections_with_whoever_gave_them(tom_moved_in: None, lead: User) -> None:
    unreadable = applicants(Person(), Person("335A100002", geburtsdatum="31.02.1990"))
    run = checked(lead, uploads(unreadable, CHILD))
    answer_all(run, FieldRule.ENTRY, lead, LATER)

    run = corrected(run, lead, uploads(applicants(Person("335A100002")))[:1], at=LATER)

    answered = ImportQuestion.objects.get(entry__run=run)
    assert (answered.answer, answered.answered_by, answered.answered_at) == ("entry", lead, LATER)
    assert outcomes(run) == {"335A100001": EntryOutcome.KEPT, "335A100002": EntryOutcome.NEW}
    assert not run.files.filter(number=0, problems__isnull=False).exists()


def test_an_answer_to_other_words_is_none(tom_moved_in: None, lead: User) -> None:
    run = checked(lead, uploads(applicants(Person()), CHILD))
    answer_all(run, FieldRule.FILE, lead, LATER)
    edit(
        caseworker(),
        lambda record: replace(
            record,
            members=tuple(replace(one, moved_in=date(2026, 1, 1)) if one.moved_in else one for one in record.members),
        ),
    )

    run = again(run, lead, at=LATER)

    assert questions(run) == {TOM_KEY: ""}
    assert apply_run(run, lead).state == ImportState.APPLIED
    assert members() == ["2015-05-20", "Tom"]


def test_nobody_is_asked_any_more_when_the_office_has_decided(tom_moved_in: None, lead: User) -> None:
    run = checked(lead, uploads(applicants(Person()), CHILD))
    answer_all(run, FieldRule.ENTRY, lead, LATER)
    decided_by(FieldRule.FILE, ImportField.HOUSEHOLD)

    run = again(run, lead, at=LATER)

    assert (questions(run), outcomes(run)) == ({}, {"335A100001": EntryOutcome.CHANGED})


def test_answers_that_are_not_in_the_figures_yet_keep_a_run_from_being_applied(tom_moved_in: None, lead: User) -> None:
    run = checked(lead, uploads(applicants(Person()), CHILD))
    answer_all(run, FieldRule.FILE, lead, LATER)

    assert has_new_answers(run)
    with pytest.raises(ActionRefused, match="noch nicht eingerechnet"):
        request_apply(run=run, by=lead, at=LATER)

    assert not has_new_answers(again(run, lead, at=LATER))


def test_only_other_answers_count_and_only_those_of_this_run(tom_moved_in: None, lead: User) -> None:
    old = applied(lead, uploads(applicants(Person()), CHILD))
    run = checked(lead, uploads(applicants(Person()), CHILD))
    mine, other = (ImportQuestion.objects.get(entry__run=one).pk for one in (run, old))

    def answered(rule: FieldRule) -> int:
        return answer_questions(run=run, answers={mine: rule, other: rule, 0: rule}, by=lead, at=LATER)

    assert [answered(rule) for rule in (FieldRule.FILE, FieldRule.FILE, FieldRule.ENTRY)] == [1, 0, 1]
    assert questions(old) == {TOM_KEY: ""}


def test_a_history_too_long_for_a_line_is_asked_about_all_the_same(lead: User) -> None:
    decades = [Period(date(year, 1, 1), date(year, 2, 1)) for year in range(1990, 2020)]
    marks = tuple(
        PregnancyRecord(date(year, 1, 1), date(year - 1, 6, 1), expected_single_parent=True)
        for year in range(2015, 2025)
    )
    applied(lead, uploads(applicants(Person())))
    edit(
        caseworker(),
        lambda record: replace(
            record,
            statuses=tuple(StatusRecord("rehabilitation", period) for period in [*decades, Period(date(2026, 1, 1))]),
            pregnancies=(*marks, PregnancyRecord(date(2026, 7, 1))),
        ),
    )

    run = checked(lead, uploads(applicants(Person())))
    answer_all(run, FieldRule.FILE, lead, LATER)
    run = apply_run(again(run, lead, at=LATER), lead)

    assert questions(run) == {"rehabilitation": "file", "pregnancy": "file"}
    assert applicant().statuses.count() == 30


def test_a_run_that_is_applied_takes_no_answers(tom_moved_in: None, lead: User) -> None:
    run = applied(lead, uploads(applicants(Person()), CHILD))
    before = everything()
    with pytest.raises(ActionRefused, match="Stand der Einspielung: angewendet"):
        answer_all(run, FieldRule.FILE, lead)
    assert everything() == before
