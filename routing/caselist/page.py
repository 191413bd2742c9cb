"""One page of the list, put together from what its address says."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse

from routing.caselist.filters import AFTER, SORT, TERM, FilterForm, cursor, row_id_of, sort_of, state
from routing.caselist.rows import Row, rows
from routing.caselist.search import (
    COUNT_LIMIT,
    PAGE_SIZE,
    Sort,
    Term,
    count_up_to_limit,
    listed,
    ordering,
    page_after,
    spelling,
)
from routing.permissions import desks_of
from staff.models import User

# Column, label, and the orders upwards and downwards, where the column can be sorted by.
_COLUMNS = (
    ("name", "Name", Sort.NAME, Sort.NAME_DOWN),
    ("nummer", "Kundennummer", None, None),
    ("geboren", "Geboren", Sort.BIRTH, Sort.BIRTH_DOWN),
    ("stelle", "Stelle", None, None),
    ("ifk", "IFK", None, None),
    ("grundlage", "Grundlage", None, None),
    ("punkte", "Offene Punkte", None, None),
    ("gilt-bis", "Gilt bis", Sort.HOLDS_UNTIL, Sort.HOLDS_UNTIL_DOWN),
)


class Heading(NamedTuple):
    """A column's heading; ``url`` sorts by it, and a second time the other way round."""

    name: str
    label: str
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class ListPage:
    """Everything that the list shows; addresses are complete."""

    form: FilterForm
    headings: list[Heading]
    rows: list[Row]
    count: str
    is_narrowed: bool
    first_url: str | None
    next_url: str | None
    closeness_url: str | None
    without_term_url: str
    without_filters_url: str
    sort: Sort


def list_page(data: QueryDict, term: Term | None, user: User, on: date) -> ListPage:
    """The page that ``data`` asks for: the filters, the order, and the row behind which it begins."""
    searching = term is not None
    desks = desks_of(user)
    form = FilterForm(data, desks=desks, searching=searching)
    sort = sort_of(data, searching=searching)
    last_id = row_id_of(data.get(AFTER, ""), user)
    filters = form.filters()
    applicants = listed(user, filters, term, on, desks)
    with spelling(term):
        ids = page_after(applicants, ordering(sort, term, filters.cases), last_id)
        count = count_up_to_limit(applicants) if ids or last_id else 0
    shown = rows(ids[:PAGE_SIZE], on)
    return ListPage(
        form=form,
        headings=[_heading(data, sort, *column) for column in _COLUMNS],
        rows=shown,
        count=_count(count),
        is_narrowed=any(data.get(name) for name in form.fields),
        first_url=_url(data) if last_id is not None else None,
        next_url=_url(data, **{AFTER: cursor(ids[PAGE_SIZE - 1], user)}) if len(ids) > PAGE_SIZE else None,
        closeness_url=_url(data, **{SORT: None}) if searching and sort != Sort.CLOSENESS else None,
        without_term_url=_url(data, **{TERM: None, SORT: None}),
        without_filters_url=_url(data, **dict.fromkeys(FilterForm.base_fields)),
        sort=sort,
    )


def _heading(data: QueryDict, sort: Sort, name: str, label: str, up: Sort | None, down: Sort | None) -> Heading:
    if up is None or down is None:
        return Heading(name, label)
    url = _url(data, **{SORT: (down if sort == up else up).value})
    return Heading(name, label, url, {up: "ascending", down: "descending"}.get(sort, ""))


def _count(count: int) -> str:
    if count > COUNT_LIMIT:
        return f"mehr als {_thousands(COUNT_LIMIT)}"
    return _thousands(count)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _url(data: QueryDict, **changes: str | None) -> str:
    return reverse("applicant_list") + state(data, **changes)
