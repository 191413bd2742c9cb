"""The writing direction: a record as rows of `bewerber.csv` and `haushalt.csv`, which the readers read back.

The lists hold one period of each status and one pregnancy; of several the one that matters on the day is written. Names
of household members, exceptions and assessments that were not met have no column.
"""

from collections.abc import Iterable
from datetime import date

from kit.days import OPEN_END, Period
from routing.intake.files.cells import RELATIONS
from routing.intake.files.layouts import APPLICANTS, NUMBER, STATUS_COLUMNS
from routing.record import ApplicantRecord, MemberRecord, PregnancyRecord

Cell = str | date | None

_RELATION_WORDS = {relation: word for word, relation in RELATIONS.items()}


def applicant_cells(record: ApplicantRecord, on: date) -> list[Cell]:
    """The row of `bewerber.csv`, in the order of its layout. Of several periods of a status the one that covers
    ``on``, else the next to come, else the last that is over; of several pregnancies the one due last.
    """
    person = record.person
    cells: dict[str, Cell] = {
        NUMBER: person.customer_number,
        "bg_nummer": person.bg_number,
        "nachname": person.last_name,
        "vorname": person.first_name,
        "geburtsdatum": person.birth_date,
        "geschlecht": person.gender,
        "verbis_alleinerziehend": _yes_or_no(answer=person.verbis_single_parent),
        "strasse": person.street,
        "plz": person.postal_code,
        "ort": person.city,
        "telefon": person.telephone,
        "email": person.email,
    }
    for kind, first, last in STATUS_COLUMNS:
        periods = (status.period for status in record.statuses if status.kind == kind)
        cells |= _period_cells(periods, first, last, on)
    cells |= _period_cells(days_met(record), "fallmanagement_von", "fallmanagement_bis", on)
    if record.pregnancies:
        cells |= _pregnancy_cells(max(record.pregnancies, key=_due))
    return [cells.get(column) for column in APPLICANTS.columns]


def household_rows(record: ApplicantRecord) -> list[list[Cell]]:
    """The rows of `haushalt.csv`, in the order of its layout. A member without birth date gets one that cannot be read
    back: the list knows no such member.
    """
    return [_member_cells(record.person.customer_number, member) for member in record.members]


def _member_cells(customer_number: str, member: MemberRecord) -> list[Cell]:
    return [
        customer_number,
        _RELATION_WORDS[member.relation],
        member.birth_date,
        member.married_on,
        member.moved_in,
        _end(member.moved_out),
    ]


def _pregnancy_cells(pregnancy: PregnancyRecord) -> dict[str, Cell]:
    return {
        "entbindungstermin": pregnancy.due_date,
        "schwangerschaft_nachweis_am": pregnancy.proof_seen_on,
        "schwangerschaft_beendet_am": _end(pregnancy.ended_on),
        "kuenftig_alleinerziehend": _yes_or_no(answer=pregnancy.expected_single_parent),
    }


def _due(pregnancy: PregnancyRecord) -> tuple[date, bool]:
    """When it is due; of marks without due date one that says something, because no list can tell another from none."""
    says_something = pregnancy.proof_seen_on or _end(pregnancy.ended_on) or pregnancy.expected_single_parent
    return pregnancy.due_date or date.min, bool(says_something)


def _period_cells(periods: Iterable[Period], first: str, last: str, on: date) -> dict[str, Cell]:
    period = _that_matters(list(periods), on)
    return {} if period is None else {first: period.start, last: period.last_day}


def _that_matters(periods: list[Period], on: date) -> Period | None:
    covering = [period for period in periods if period.covers(on)]
    coming = [period for period in periods if period.start > on]
    if covering or coming:
        return covering[0] if covering else min(coming, key=lambda period: period.start)
    return max(periods, key=lambda period: period.end or OPEN_END, default=None)


def days_met(record: ApplicantRecord) -> list[Period]:
    """The days on which the criteria of case management are met and no exception is recorded."""
    days = [assessment.period for assessment in record.assessments if assessment.criteria_met]
    for assessment in record.assessments:
        if assessment.exception is not None:
            days = [rest for period in days for rest in _without(period, assessment.exception.period)]
    return days


def _without(period: Period, other: Period) -> list[Period]:
    before = Period(period.start, other.start if period.end is None else min(period.end, other.start))
    after = [] if other.end is None else [Period(max(period.start, other.end), period.end)]
    return [rest for rest in (before, *after) if rest.end is None or rest.start < rest.end]


def _end(day: date | None) -> date | None:
    return None if day == OPEN_END else day


def _yes_or_no(*, answer: bool) -> str:
    return "ja" if answer else "nein"
