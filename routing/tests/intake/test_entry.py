from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.days import Period
from routing.enums import Gender, KeepReason, StatusKind
from routing.intake.entry import Entry, typed
from routing.intake.values import as_json, as_post, from_json, values_of
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    CriterionRecord,
    ExceptionRecord,
    MemberRecord,
    PersonRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.codes import Relation
from routing.tests.intake.records import EXCEPTION, ME, NADINE, ON, WHOLE, as_data, sent
from staff.models import User

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
words = st.text("aäbßcéñZ-' ", max_size=20).map(lambda text: " ".join(text.split()))
names = words.filter(bool)
ids = st.none() | st.integers(1, 10**12)
persons = st.builds(
    PersonRecord,
    customer_number=st.from_regex(r"[0-9]{3}[A-Z][0-9]{6}", fullmatch=True).filter(str.isascii),
    bg_number=st.from_regex(r"[0-9]{5}//[0-9]{7}", fullmatch=True).filter(str.isascii),
    last_name=names,
    first_name=names,
    birth_date=st.dates(date(1900, 1, 1), ON),
    gender=st.sampled_from(["", *Gender.values]),
    street=words,
    postal_code=st.just("58095"),
    city=words,
    telephone=st.just("02331 4711"),
    email=st.sampled_from(["", "a@example.org"]),
    verbis_single_parent=st.booleans(),
)


@st.composite
def members(draw: st.DrawFn) -> MemberRecord:
    moved_in = draw(st.none() | days)
    moved_out = draw(st.none() | st.dates(moved_in or date(1900, 1, 1), date(2100, 1, 1)))
    born, married = draw(st.none() | days), draw(st.none() | days)
    return MemberRecord(
        draw(st.sampled_from(list(Relation))), born, draw(words), draw(words), married, moved_in, moved_out, draw(ids)
    )


@st.composite
def chains(draw: st.DrawFn) -> list[Period]:
    """Periods one after the other, the last one perhaps without end."""
    lengths = draw(st.lists(st.integers(1, 4000), max_size=4))
    start, periods = draw(st.dates(date(1950, 1, 1), date(2030, 1, 1))), []
    for length in lengths:
        periods.append(Period(start, start + timedelta(days=length)))
        start += timedelta(days=length)
    return [*periods, Period(start)] if draw(st.booleans()) else periods


@st.composite
def exceptions(draw: st.DrawFn, start: date) -> ExceptionRecord:
    """For a year at most."""
    period = Period(start, start + timedelta(days=draw(st.integers(1, 366))))
    return ExceptionRecord(period, draw(st.sampled_from(KeepReason.values)), draw(names), 7, "M. Keller")


@st.composite
def records(draw: st.DrawFn) -> ApplicantRecord:
    statuses = [StatusRecord(kind, period, draw(ids)) for kind in StatusKind.values for period in draw(chains())]
    due_dates = draw(st.lists(st.none() | days, max_size=3, unique=True))
    pregnancies = [
        PregnancyRecord(due, draw(st.none() | days), draw(st.none() | days), draw(st.booleans()), draw(ids))
        for due in due_dates
    ]
    assessments = []
    for period in draw(chains()):
        exception = draw(st.none() | exceptions(period.start))
        met = exception is not None or draw(st.booleans())
        assessments.append(AssessmentRecord(period, met, exception, draw(ids)))
    rows = draw(st.lists(members(), max_size=4))
    return ApplicantRecord(draw(persons), tuple(rows), tuple(statuses), tuple(pregnancies), tuple(assessments))


@given(records())
def test_a_record_shown_in_the_form_and_sent_back_is_the_same_record(record: ApplicantRecord) -> None:
    entry = Entry(as_post(values_of(record)), on=ON)

    assert entry.errors() == []
    assert entry.record(by=ME, stored=record) == record


def test_everything_that_the_office_enters_comes_back_from_the_form() -> None:
    assert Entry(as_data(sent(WHOLE)), on=ON).record(by=ME, stored=None) == WHOLE


def test_what_the_form_does_not_show_of_an_assessment_stays() -> None:
    criteria = (CriterionRecord("Zielfestlegung", "Ohne Begleitung kein Ziel", is_met=True),)
    looked_at = replace(WHOLE.assessments[1], next_due=date(2026, 9, 1), criteria=criteria)
    stored = replace(WHOLE, assessments=(WHOLE.assessments[0], looked_at))

    kept = Entry(as_data(sent(stored)), on=ON).record(by=ME, stored=stored)
    moved = Entry(as_data(sent(stored, assessments__1__assessed_on="01.10.2026")), on=ON).record(by=ME, stored=stored)

    assert kept == stored
    assert (moved.assessments[1].next_due, moved.assessments[1].criteria) == (None, criteria)


def test_values_survive_their_token() -> None:
    values = values_of(WHOLE)

    assert from_json(as_json(values)) == values


def test_what_was_typed_is_shown_again_word_by_word() -> None:
    data = as_data(sent(WHOLE, birth_date="irgendwann", members__0__birth_date=" 31.2.2015"))

    shown = Entry(values=typed(data), on=ON)

    assert shown.person["birth_date"].value() == "irgendwann"
    assert shown.rows["members"].forms[0]["birth_date"].value() == " 31.2.2015"
    assert not shown.errors()


def test_numbers_are_stored_with_a_capital_letter_and_without_blanks() -> None:
    data = as_data(sent(WHOLE, customer_number=" 335 a100001 ", bg_number="33502 // 0000101"))

    person = Entry(data, on=ON).record(by=ME, stored=None).person

    assert (person.customer_number, person.bg_number) == ("335A100001", "33502//0000101")


def test_extra_blanks_in_a_name_are_dropped() -> None:
    record = Entry(as_data(sent(WHOLE, last_name="  von   der Heydt ")), on=ON).record(by=ME, stored=None)

    assert record.person.last_name == "von der Heydt"


def test_signs_that_nobody_sees_are_dropped_from_a_name() -> None:
    pasted = "\u202eMüller\u00ad-Mei\u200ber\x07\u00a0Lang"

    record = Entry(as_data(sent(WHOLE, last_name=pasted)), on=ON).record(by=ME, stored=None)

    assert record.person.last_name == "Müller-Meier Lang"


def test_an_empty_row_is_not_stored_wherever_it_stands() -> None:
    fields = sent(ApplicantRecord(NADINE), members__TOTAL_FORMS="3", members__1__relation="other")

    assert Entry(as_data(fields), on=ON).record(by=ME, stored=None).members == (MemberRecord(Relation.OTHER),)


def test_the_customary_open_end_of_a_status_is_stored_as_open() -> None:
    data = as_data(sent(WHOLE, statuses__2__last="31.12.9999"))

    assert Entry(data, on=ON).record(by=ME, stored=None).statuses[2].period.end is None


def test_an_unchanged_exception_stays_the_decision_of_who_made_it() -> None:
    another = User(pk=8, first_name="Udo", last_name="Brandt")

    record = Entry(as_data(sent(WHOLE)), on=ON).record(by=another, stored=WHOLE)

    assert record.assessments[1].exception == EXCEPTION


def test_a_changed_exception_is_the_decision_of_who_changed_it() -> None:
    another = User(pk=8, first_name="Udo", last_name="Brandt")
    data = as_data(sent(WHOLE, assessments__1__exception_reason="auf eigenen Wunsch"))

    record = Entry(data, on=ON).record(by=another, stored=WHOLE)

    assert record.assessments[1].exception == replace(
        EXCEPTION, reason="auf eigenen Wunsch", by_id=8, by_name="U. Brandt"
    )


def test_a_row_id_that_cannot_be_one_makes_the_row_new() -> None:
    for garbage in ("abc", "-1", "0", "9" * 40, "²"):
        data = as_data(sent(WHOLE, members__1__id=garbage))

        assert Entry(data, on=ON).record(by=ME, stored=None).members[1].id is None
