"""`bewerber.csv`: one line for each applicant."""

from collections.abc import Iterator
from typing import NamedTuple

from kit.lists.cells import email, postal_code, telephone
from kit.lists.table import Entry, Table, Unreadable, read_lines
from kit.lists.text import Progress
from routing.intake.files import cells
from routing.intake.files.layouts import NUMBER, STATUS_COLUMNS
from routing.record import ApplicantRecord, AssessmentRecord, PersonRecord, PregnancyRecord, StatusRecord

_NO_PREGNANCY = PregnancyRecord()


class ApplicantLine(NamedTuple):
    """A line of `bewerber.csv`: the record of an applicant, still without her household."""

    line: int
    record: ApplicantRecord

    @property
    def customer_number(self) -> str:
        """Whose line it is."""
        return self.record.person.customer_number


def read_applicants(table: Table, progress: Progress | None = None) -> Iterator[ApplicantLine | Unreadable]:
    """Every line of the table in its order, each by itself: that a number comes twice is not seen here."""
    return read_lines(table, _line, progress)


def _line(entry: Entry) -> ApplicantLine:
    record = ApplicantRecord(
        person=_person(entry),
        statuses=_statuses(entry),
        pregnancies=_pregnancies(entry),
        assessments=_assessments(entry),
    )
    return ApplicantLine(entry.line, record)


def _person(entry: Entry) -> PersonRecord:
    return PersonRecord(
        customer_number=entry.required(NUMBER, cells.customer_number, ""),
        bg_number=entry.required("bg_nummer", cells.bg_number, ""),
        last_name=entry.required("nachname", str, ""),
        first_name=entry.required("vorname", str, ""),
        birth_date=entry.required_day("geburtsdatum"),
        gender=entry.value("geschlecht", cells.gender, ""),
        street=entry.text("strasse"),
        postal_code=entry.value("plz", postal_code, ""),
        city=entry.text("ort"),
        telephone=entry.value("telefon", telephone, ""),
        email=entry.value("email", email, ""),
        verbis_single_parent=entry.yes("verbis_alleinerziehend"),
    )


def _statuses(entry: Entry) -> tuple[StatusRecord, ...]:
    given = ((kind, entry.period(first, last)) for kind, first, last in STATUS_COLUMNS)
    return tuple(StatusRecord(kind, period) for kind, period in given if period is not None)


def _pregnancies(entry: Entry) -> tuple[PregnancyRecord, ...]:
    """None of it entered, or "nein" alone: no pregnancy mark."""
    pregnancy = PregnancyRecord(
        due_date=entry.day("entbindungstermin"),
        proof_seen_on=entry.day("schwangerschaft_nachweis_am"),
        ended_on=entry.day("schwangerschaft_beendet_am"),
        expected_single_parent=entry.yes("kuenftig_alleinerziehend"),
    )
    return () if pregnancy == _NO_PREGNANCY else (pregnancy,)


def _assessments(entry: Entry) -> tuple[AssessmentRecord, ...]:
    """The file's ``fallmanagement_*`` means: criteria met and no exception recorded."""
    period = entry.period("fallmanagement_von", "fallmanagement_bis")
    return () if period is None else (AssessmentRecord(period, criteria_met=True),)
