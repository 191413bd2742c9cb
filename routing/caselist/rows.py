"""The rows of the list as plain values: what its cells say, read in one query, without model objects."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Upper

from kit.days import age_on, overdue_words
from routing.caselist.search import with_open_assignment
from routing.models import Applicant, Case
from routing.rules.codes import Basis, OpenPoint

_COLUMNS = {
    "desk_code": F("open__desk"),
    "desk_label": F("open__desk__label"),
    "person_first": F("open__caseworker__first_name"),
    "person_last": F("open__caseworker__last_name"),
    "person_account": F("open__caseworker__username"),
    "decided_code": F("current__decision__desk"),
    "decided_label": F("current__decision__desk__label"),
    "basis": F("current__decision__basis"),
    "points": F("current__decision__open_points"),
    "until": F("current__decision__holds_until"),
    "decision": F("current__decision"),
}
_NAMES = ("pk", "key", "last_name", "first_name", "customer_number", "birth_date", *_COLUMNS, "closed_from")


class Row(NamedTuple):
    """One applicant in the list. A closed case has the first day without a desk instead of desk, person and end.

    ``decision`` is the id of the answer that it shows.
    """

    id: int
    decision: int
    key: UUID
    name: str
    customer_number: str
    birth_date: date
    age: int
    basis: str
    desk: str = ""
    changed_to: str = ""
    caseworker: str = ""
    open_points: tuple[str, ...] = ()
    holds_until: date | None = None
    overdue: str = ""
    closed_on: date | None = None


def rows(ids: Sequence[int], on: date) -> list[Row]:
    """The applicants with these ids as rows of the day ``on``, in the order of the ids."""
    last_case = Case.objects.filter(applicant=OuterRef("pk")).order_by("-period")
    applicants = with_open_assignment(Applicant.objects.filter(pk__in=ids)).annotate(
        **_COLUMNS, closed_from=Subquery(last_case.values_list(Upper("period"))[:1])
    )
    read = {values.pk: _row(values, on) for values in applicants.values_list(*_NAMES, named=True)}
    return [read[row_id] for row_id in ids if row_id in read]


def _row(read: Any, on: date) -> Row:
    row = Row(
        id=read.pk,
        decision=read.decision,
        key=read.key,
        name=f"{read.last_name}, {read.first_name}",
        customer_number=read.customer_number,
        birth_date=read.birth_date,
        age=age_on(read.birth_date, on),
        basis=Basis(read.basis).label if read.basis else "",
    )
    if read.desk_code is None:
        return row._replace(closed_on=read.closed_from)
    return row._replace(
        desk=read.desk_label,
        changed_to=read.decided_label if read.decided_code != read.desk_code else "",
        caseworker=_short_name(read.person_first, read.person_last, read.person_account),
        open_points=tuple(OpenPoint(code).label for code in read.points),
        holds_until=read.until,
        overdue=overdue_words(read.until, on) if read.until else "",
    )


def _short_name(first: str | None, last: str | None, account: str | None) -> str:
    """The caseworker's name as `staff.models.User.short_name` writes it."""
    return f"{first[:1]}. {last}" if first and last else (account or "")
