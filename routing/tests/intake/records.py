"""Records for the tests of the form: one with everything in it, and the form that a browser would send for one."""

from datetime import date

from django.http import QueryDict

from kit.days import Period
from routing.intake.values import pairs, values_of
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
from staff.models import User

ON = date(2026, 3, 2)
NADINE = PersonRecord(
    "335A100001",
    "33502//0000101",
    "Albers-von der Heydt",
    "Nadine",
    date(1991, 3, 14),
    "w",
    "Körnerstraße 12 a",
    "58095",
    "Hagen",
    "02331 4711",
    "nadine@example.org",
    verbis_single_parent=True,
)
MIA = MemberRecord(Relation.CHILD, date(2015, 5, 20), "Mia", "Albers")
ME = User(pk=7, first_name="Maria", last_name="Keller")
EXCEPTION = ExceptionRecord(Period(date(2026, 2, 1), date(2026, 7, 1)), "trust", "läuft gut hier", 7, "M. Keller")
WHOLE = ApplicantRecord(
    NADINE,
    (
        MIA,
        MemberRecord(
            Relation.PARTNER, date(1988, 1, 9), "Jo", "", date(2012, 6, 1), date(2019, 1, 1), date(2024, 3, 1), 12
        ),
        MemberRecord(Relation.OTHER),
    ),
    (
        StatusRecord("rehabilitation", Period(date(2025, 1, 1), date(2025, 7, 1)), 3),
        StatusRecord("rehabilitation", Period(date(2025, 7, 1))),
        StatusRecord("section_10", Period(date(2026, 1, 1))),
    ),
    (PregnancyRecord(date(2026, 8, 1), date(2026, 2, 1), None, expected_single_parent=True, id=5), PregnancyRecord()),
    (
        AssessmentRecord(Period(date(2025, 1, 1), date(2026, 1, 1)), criteria_met=False),
        AssessmentRecord(Period(date(2026, 1, 1)), criteria_met=True, exception=EXCEPTION, id=9),
    ),
)


def sent(record: ApplicantRecord, **changes: str) -> dict[str, str]:
    """The form of a record as a browser sends it; a change names a field (``__`` for ``-``), None is not sent."""
    fields = {name: text for name, text in pairs(values_of(record)) if text}
    return fields | {name.replace("__", "-"): text for name, text in changes.items()}


def as_data(fields: dict[str, str]) -> QueryDict:
    """Sent fields as a view gets them."""
    data = QueryDict(mutable=True)
    data.update(fields)
    return data
