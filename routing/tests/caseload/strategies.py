"""Records and lists at random, of so few days and birth dates that what people entered and what lists say coincide."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from kit.days import OPEN_END, Period
from routing.caseload.merge import Memory, Terms
from routing.fields import FieldRule, ImportField
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD, STATUS_COLUMNS
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    ExceptionRecord,
    MemberRecord,
    PersonRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.codes import Relation
from routing.tests.caseload.building import COLUMNS, ON

ValueT = TypeVar("ValueT")

KINDS = ("self_employed", "rehabilitation")
DAYS = [ON + timedelta(days=away) for away in (-1500, -800, -360, -120, -1, 0, 1, 60, 150, 900)]
BIRTHS = [date(1988, 1, 1), date(2018, 5, 20)]

days = st.sampled_from(DAYS)
maybe_days = st.none() | days
maybe_ends = st.none() | days | st.just(OPEN_END)
maybe_births = st.none() | st.sampled_from(BIRTHS)
rules_of_all_fields = st.fixed_dictionaries({field: st.sampled_from(FieldRule) for field in ImportField})
optional_columns = sorted(COLUMNS - APPLICANTS.required - HOUSEHOLD.required)
some_columns = st.sets(st.sampled_from(optional_columns), max_size=4).map(lambda missing: COLUMNS - missing)
columns_of_lists = st.one_of(st.just(COLUMNS), some_columns)


@st.composite
def people(draw: st.DrawFn) -> PersonRecord:
    return PersonRecord(
        "335A100001",
        draw(st.sampled_from(["33502//0000101", "33502//0000102"])),
        draw(st.sampled_from(["Albers", "Yıldız"])),
        "Nadine",
        draw(st.sampled_from([date(1991, 3, 14), date(2001, 3, 14)])),
        gender=draw(st.sampled_from(["", "w", "d"])),
        telephone=draw(st.sampled_from(["", "02331 1", "0171 2"])),
        city=draw(st.sampled_from(["", "Hagen"])),
        verbis_single_parent=draw(st.booleans()),
    )


@st.composite
def periods(draw: st.DrawFn, at_most: int) -> list[Period]:
    """Periods that do not overlap."""
    bounds = draw(st.lists(days, unique=True, max_size=2 * at_most).map(sorted))
    ends = [*bounds, *([None] if len(bounds) % 2 else [])]
    return [Period(start, end) for start, end in zip(ends[::2], ends[1::2], strict=True) if start]


@st.composite
def statuses(draw: st.DrawFn, at_most: int) -> tuple[StatusRecord, ...]:
    return tuple(StatusRecord(kind, period) for kind in KINDS for period in draw(periods(at_most)))


@st.composite
def assessments(draw: st.DrawFn) -> tuple[AssessmentRecord, ...]:
    """What people assess, with exceptions."""
    return tuple([draw(_assessment(period)) for period in draw(periods(3))])


@st.composite
def _assessment(draw: st.DrawFn, period: Period) -> AssessmentRecord:
    kept = draw(st.none() | periods(1).filter(bool))
    met = draw(st.booleans())
    exception = ExceptionRecord(kept[0], "trust", "Vertrauen", 7, "Keller") if kept and met else None
    return AssessmentRecord(period, met, exception)


def pregnancies(ends: st.SearchStrategy[date | None]) -> st.SearchStrategy[PregnancyRecord]:
    return st.builds(PregnancyRecord, maybe_days, maybe_days, ends, st.booleans())


@st.composite
def members(
    draw: st.DrawFn, births: st.SearchStrategy[date | None], ends: st.SearchStrategy[date | None]
) -> MemberRecord:
    moved_in, moved_out = draw(maybe_days), draw(ends)
    if moved_in and moved_out and moved_out < moved_in:
        moved_in, moved_out = moved_out, moved_in
    relation = draw(st.sampled_from([Relation.CHILD, Relation.CHILD, Relation.PARTNER]))
    married_on = draw(st.sampled_from([None, None, *DAYS[:2], OPEN_END]))
    return MemberRecord(relation, draw(births), married_on=married_on, moved_in=moved_in, moved_out=moved_out)


def _rows(
    parts: st.SearchStrategy[ValueT], at_most: int, unique_by: Callable[[ValueT], object] | None = None
) -> st.SearchStrategy[tuple[ValueT, ...]]:
    return st.lists(parts, max_size=at_most, unique_by=unique_by).map(tuple)


@st.composite
def stored_records(draw: st.DrawFn, births: st.SearchStrategy[date | None] = maybe_births) -> ApplicantRecord:
    """What an office may have stored: what its database allows, each row with its number."""
    marks = _rows(pregnancies(maybe_ends), 3, lambda mark: mark.due_date or object())
    record = ApplicantRecord(
        draw(people()),
        draw(_rows(members(births, maybe_ends), 4)),
        draw(statuses(3)),
        draw(marks),
        draw(assessments()),
    )
    return ApplicantRecord(
        record.person,
        tuple(replace(row, id=id_, first_name=f"Kind {id_}") for id_, row in enumerate(record.members, 1)),
        tuple(replace(row, id=id_) for id_, row in enumerate(record.statuses, 1)),
        tuple(replace(row, id=id_) for id_, row in enumerate(record.pregnancies, 1)),
        tuple(replace(row, id=id_) for id_, row in enumerate(record.assessments, 1)),
    )


@st.composite
def filed_records(draw: st.DrawFn, columns: Collection[str] = COLUMNS) -> ApplicantRecord:
    """What a list with these columns may say."""
    marks = pregnancies(maybe_days).filter(lambda mark: mark != PregnancyRecord())
    met = draw(periods(1))
    record = ApplicantRecord(
        draw(people()),
        draw(_rows(members(st.sampled_from(BIRTHS), maybe_days), 4)),
        draw(statuses(1)),
        draw(_rows(marks, 1)),
        tuple(AssessmentRecord(period, criteria_met=True) for period in met),
    )
    return as_read(record, columns)


def as_read(record: ApplicantRecord, columns: Collection[str]) -> ApplicantRecord:
    """What of a list's record is left where it has no column: a missing one reads like an empty cell."""
    names = {"gender": "geschlecht", "telephone": "telefon", "city": "ort"}
    names |= {"verbis_single_parent": "verbis_alleinerziehend"}
    empty = PersonRecord("", "", "", "", ON)
    gone = {name: getattr(empty, name) for name, column in names.items() if column not in columns}
    first = {kind: column for kind, column, _ in STATUS_COLUMNS}
    last = {kind: column for kind, _, column in STATUS_COLUMNS}
    marks = tuple(_mark_as_read(mark, columns) for mark in record.pregnancies)
    return ApplicantRecord(
        replace(record.person, **gone),
        tuple(_member_as_read(member, columns) for member in record.members),
        tuple(
            status if last[status.kind] in columns else replace(status, period=Period(status.period.start))
            for status in record.statuses
            if first[status.kind] in columns
        ),
        tuple(mark for mark in marks if mark != PregnancyRecord()),
        record.assessments if "fallmanagement_von" in columns else (),
    )


def _mark_as_read(mark: PregnancyRecord, columns: Collection[str]) -> PregnancyRecord:
    return PregnancyRecord(
        mark.due_date if "entbindungstermin" in columns else None,
        mark.proof_seen_on if "schwangerschaft_nachweis_am" in columns else None,
        mark.ended_on if "schwangerschaft_beendet_am" in columns else None,
        mark.expected_single_parent and "kuenftig_alleinerziehend" in columns,
    )


def _member_as_read(member: MemberRecord, columns: Collection[str]) -> MemberRecord:
    return MemberRecord(
        member.relation,
        member.birth_date,
        married_on=member.married_on if "verheiratet_am" in columns else None,
        moved_in=member.moved_in if "eingezogen_am" in columns else None,
        moved_out=member.moved_out if "ausgezogen_am" in columns else None,
    )


class Situation(NamedTuple):
    """A record, what a list says of it, and what lists said before."""

    stored: ApplicantRecord
    filed: ApplicantRecord
    memory: Memory | None
    terms: Terms


any_records = stored_records()


@st.composite
def situations(
    draw: st.DrawFn,
    stored: st.SearchStrategy[ApplicantRecord] = any_records,
    rules: st.SearchStrategy[dict[ImportField, FieldRule]] = rules_of_all_fields,
    columns_known: st.SearchStrategy[frozenset[str]] = columns_of_lists,
) -> Situation:
    columns = draw(columns_known)
    record = draw(stored)
    last = draw(st.none() | filed_records() | st.just(_as_list(record)))
    # Most parts of a list say what it said last time, or what is stored.
    known = [_mixed(columns, telling) for telling in (last, _as_list(record)) if telling]
    filed = draw(st.one_of(filed_records(columns), *known))
    memory = Memory(last, {}) if last else None
    return Situation(record, filed, memory, Terms(columns, draw(rules), draw(days)))


@st.composite
def _mixed(draw: st.DrawFn, columns: Collection[str], known: ApplicantRecord) -> ApplicantRecord:
    other = draw(filed_records())
    kept = {part: getattr(known, part) for part in ApplicantRecord.__slots__ if draw(st.booleans())}
    return as_read(replace(other, **kept), columns)


def _as_list(record: ApplicantRecord) -> ApplicantRecord:
    """One list's telling of a record."""
    first_of_kind = {status.kind: StatusRecord(status.kind, status.period) for status in record.statuses}
    marks = [replace(mark, id=None, ended_on=_end(mark.ended_on)) for mark in record.pregnancies]
    return ApplicantRecord(
        record.person,
        tuple(
            replace(member, id=None, first_name="", moved_out=_end(member.moved_out))
            for member in record.members
            if member.birth_date
        ),
        tuple(first_of_kind.values()),
        tuple(mark for mark in marks if mark != PregnancyRecord())[:1],
        tuple(AssessmentRecord(row.period, criteria_met=True) for row in record.assessments[:1]),
    )


def _end(day: date | None) -> date | None:
    return None if day == OPEN_END else day


def overlap(rows: Collection[StatusRecord | AssessmentRecord]) -> bool:
    """Whether two of them hold on the same day."""
    in_order = sorted((row.period for row in rows), key=lambda period: period.start)
    return any(one.end is None or one.end > other.start for one, other in pairwise(in_order))
