from dataclasses import replace
from datetime import date

import pytest

from kit.days import Period
from routing.intake.warnings import remarks
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    ExceptionRecord,
    MemberRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.codes import Relation
from routing.tests.intake.records import MIA, NADINE, ON, WHOLE


def told(record: ApplicantRecord) -> list[tuple[str, int, str]]:
    return [(remark.part, remark.position, remark.field) for remark in remarks(record, ON)]


def household(*members: MemberRecord) -> ApplicantRecord:
    return ApplicantRecord(NADINE, members)


def test_an_ordinary_record_calls_for_no_remark() -> None:
    assert told(household(MIA)) == []
    assert told(WHOLE) == []


@pytest.mark.parametrize(
    ("born", "remarked"),
    [
        (date(1955, 3, 3), False),
        (date(1955, 3, 2), True),
        (date(2011, 3, 2), False),
        (date(2011, 3, 3), True),
    ],
)
def test_applicants_older_than_70_or_younger_than_15_are_remarked_on(born: date, remarked: bool) -> None:
    record = ApplicantRecord(replace(NADINE, birth_date=born))

    assert (told(record) == [("", 0, "birth_date")]) is remarked


@pytest.mark.parametrize(
    ("member", "field"),
    [
        (replace(MIA, birth_date=date(1985, 1, 1)), "birth_date"),
        (replace(MIA, birth_date=date(2003, 3, 13)), "birth_date"),
        (replace(MIA, birth_date=date(2026, 3, 3)), "birth_date"),
        (replace(MIA, birth_date=date(1890, 1, 1), relation=Relation.OTHER), "birth_date"),
        (replace(MIA, relation=Relation.PARTNER), "relation"),
        (replace(MIA, moved_out=MIA.birth_date), "moved_out"),
        (replace(MIA, married_on=date(2025, 1, 1)), "married_on"),
    ],
)
def test_an_unlikely_member_of_the_household_is_remarked_on(member: MemberRecord, field: str) -> None:
    assert told(household(member)) == [("members", 0, field)]


@pytest.mark.parametrize(
    ("member", "gender", "sentence"),
    [
        (
            MemberRecord(Relation.CHILD, date(2001, 1, 5)),
            "w",
            "Person 2, geboren 2001 ist als eigenes Kind eingetragen; bei der Geburt war Nadine 9 Jahre alt. "
            "Prüfen Sie beide Geburtsdaten.",
        ),
        (
            MemberRecord(Relation.CHILD, date(1985, 1, 5), "Mia"),
            "m",
            "Mia ist als eigenes Kind eingetragen, aber älter als Nadine. Prüfen Sie die Beziehung.",
        ),
        (
            MemberRecord(Relation.PARTNER, date(2025, 1, 5), "Jan"),
            "",
            "Jan ist als Partner/in eingetragen und 1 Jahr alt. Prüfen Sie die Beziehung.",
        ),
    ],
)
def test_a_remark_names_whom_it_means_or_her_row(member: MemberRecord, gender: str, sentence: str) -> None:
    record = ApplicantRecord(replace(NADINE, gender=gender), (MIA, member))

    assert [remark.text for remark in remarks(record, ON)] == [sentence]


@pytest.mark.parametrize(("gender", "words"), [("w", "die Bewerberin"), ("m", "der Bewerber"), ("", "die Person")])
def test_as_long_as_her_name_is_missing_she_is_named_by_her_gender(gender: str, words: str) -> None:
    record = ApplicantRecord(
        replace(NADINE, first_name="", gender=gender), (replace(MIA, birth_date=date(2001, 1, 5)),)
    )

    (remark,) = remarks(record, ON)

    assert f"bei der Geburt war {words} 9 Jahre alt." in remark.text


def test_a_parent_of_exactly_twelve_years_is_not_remarked_on() -> None:
    assert told(household(replace(MIA, birth_date=date(2003, 3, 14)))) == []


def test_the_same_person_twice_is_remarked_on() -> None:
    assert told(household(MIA, replace(MIA, relation=Relation.OTHER))) == [("members", 1, "first_name")]


def test_the_applicant_as_a_member_of_her_own_household_is_remarked_on() -> None:
    herself = MemberRecord(Relation.OTHER, NADINE.birth_date, "nadine")

    assert told(household(herself)) == [("members", 0, "first_name")]


def test_unnamed_twins_are_no_repetition() -> None:
    twin = MemberRecord(Relation.CHILD, date(2015, 5, 20))

    assert told(household(twin, twin)) == []


def test_a_second_partner_in_the_household_is_remarked_on_but_not_a_former_one() -> None:
    partner = MemberRecord(Relation.PARTNER, date(1990, 1, 1), "Jo")
    former = MemberRecord(Relation.PARTNER, date(1989, 1, 1), "Kai", moved_out=date(2020, 1, 1))

    assert told(household(former, partner)) == []
    assert told(household(partner, replace(former, moved_out=None))) == [("members", 1, "relation")]


@pytest.mark.parametrize(
    ("kind", "start", "field"),
    [("rehabilitation", date(1991, 3, 13), "first"), ("rehabilitation", date(2027, 3, 3), "first")],
)
def test_a_status_before_birth_or_years_ahead_is_remarked_on(kind: str, start: date, field: str) -> None:
    record = ApplicantRecord(NADINE, statuses=(StatusRecord(kind, Period(start)),))

    assert told(record) == [("statuses", 0, field)]


def test_nobody_is_severely_disabled_and_of_equal_status_at_once() -> None:
    disabled = StatusRecord("severely_disabled", Period(date(2020, 1, 1), date(2025, 1, 1)))
    equal = StatusRecord("equal_status", Period(date(2024, 12, 31)))

    assert told(ApplicantRecord(NADINE, statuses=(disabled, equal))) == [("statuses", 1, "kind")]
    afterwards = replace(equal, period=Period(date(2025, 1, 1)))
    assert told(ApplicantRecord(NADINE, statuses=(disabled, afterwards))) == []


@pytest.mark.parametrize(
    ("pregnancy", "field"),
    [
        (PregnancyRecord(due_date=date(2026, 12, 28)), "due_date"),
        (PregnancyRecord(due_date=date(2026, 8, 1), proof_seen_on=date(2024, 8, 1)), "proof_seen_on"),
        (PregnancyRecord(due_date=date(2026, 8, 1), proof_seen_on=date(2026, 3, 3)), "proof_seen_on"),
    ],
)
def test_an_unlikely_pregnancy_is_remarked_on(pregnancy: PregnancyRecord, field: str) -> None:
    assert told(ApplicantRecord(NADINE, pregnancies=(pregnancy,))) == [("pregnancies", 0, field)]


def test_an_assessment_in_the_future_is_remarked_on() -> None:
    ahead = AssessmentRecord(Period(date(2026, 3, 3)), criteria_met=False)

    assert told(ApplicantRecord(NADINE, assessments=(ahead,))) == [("assessments", 0, "assessed_on")]


def test_an_exception_outside_its_assessment_is_remarked_on() -> None:
    exception = ExceptionRecord(Period(date(2025, 12, 1)), "other", "Grund", 7, "M. Keller")
    assessment = AssessmentRecord(Period(date(2026, 1, 1)), criteria_met=True, exception=exception)

    assert told(ApplicantRecord(NADINE, assessments=(assessment,))) == [("assessments", 0, "exception_from")]
