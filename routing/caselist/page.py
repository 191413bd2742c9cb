"""One page of the list, put together from what its address says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse

from kit.paging import cursor, place_of
from routing.caselist.filters import (
    AFTER,
    SORT,
    TERM,
    FilterForm,
    in_words,
    offered_to,
    query_of,
    sort_of,
    state,
)
from routing.caselist.rows import Row, rows
from routing.caselist.search import (
    COUNT_LIMIT,
    Filters,
    Found,
    Place,
    Sort,
    Term,
    counts_of,
    listed,
    ordering,
    page_after,
    spelling,
)
from routing.caselist.urgency import Urgency
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


class RowGroup(NamedTuple):
    """Rows under one heading; without a heading where the order has no groups. ``size``: on all pages together."""

    label: str
    size: str
    rows: list[Row]


@dataclass(frozen=True)
class ListPage:
    """Everything that the list shows; addresses are complete.

    ``query`` is what a saved filter would keep of it; of a search none is kept. ``shown_query`` is the whole list's,
    search included, for pages about it; ``words`` say its filters and order, on paper too. ``remark``: which filters of
    the address are none here. ``is_mine``: one's own open cases and no other filter.
    """

    form: FilterForm
    headings: list[Heading]
    groups: list[RowGroup]
    count: str
    is_narrowed: bool
    is_mine: bool
    first_url: str | None
    next_url: str | None
    closeness_url: str | None
    urgency_url: str | None
    without_term_url: str
    without_filters_url: str
    sort: Sort
    query: str
    shown_query: str
    words: str
    remark: str

    @property
    def rows(self) -> list[Row]:
        """The rows of all groups."""
        return [row for group in self.groups for row in group.rows]


def list_page(data: QueryDict, term: Term | None, user: User, on: date) -> ListPage:
    """The page that ``data`` asks for: the filters, the order, and the row behind which it begins."""
    searching = term is not None
    offered = offered_to(user)
    form = FilterForm(data, offered=offered, searching=searching)
    sort = sort_of(data, searching=searching)
    place = place_of(data.get(AFTER, ""), salt_of(user))
    filters = form.filters()
    applicants = listed(user, filters, term, on, offered.desks)
    order = ordering(sort, term, filters.cases, on)
    with spelling(term):
        found, has_next = page_after(applicants, order, Place(*place) if place else None)
        counts = counts_of(applicants, order) if found or place else {}
    shown = _shown(found, on)
    return ListPage(
        form=form,
        headings=[_heading(data, sort, *column) for column in _COLUMNS],
        groups=_groups(shown, counts),
        count=_count(sum(counts.values()), is_exact=order.is_grouped),
        is_narrowed=any(data.get(name) for name in form.fields),
        is_mine=filters == Filters(mine=True),
        first_url=_url(data) if place else None,
        next_url=_url(data, **{AFTER: cursor(_end_of(shown), salt_of(user))}) if has_next else None,
        closeness_url=_url(data, **{SORT: None}) if searching and sort != Sort.CLOSENESS else None,
        urgency_url=_url(data, **{SORT: Sort.URGENCY}) if not searching and sort != Sort.URGENCY else None,
        without_term_url=_url(data, **{TERM: None, SORT: None}),
        without_filters_url=_url(data, **dict.fromkeys(FilterForm.base_fields)),
        sort=sort,
        query="" if searching else query_of(form, sort),
        shown_query=state(data),
        words=in_words(form, sort),
        remark=_remark(form.unread()),
    )


def salt_of(user: User) -> str:
    """Whose cursors are this account's alone: where somebody else's page ended is a name that it may not see."""
    return f"routing.caselist.place.{user.pk}"


def _remark(unread: list[str]) -> str:
    return f"Nicht beachtet: {', '.join(unread)}. Diese Auswahl gibt es in Ihrem Team nicht." if unread else ""


def _shown(found: Sequence[Found], on: date) -> list[tuple[Found, Row]]:
    read = {row.id: row for row in rows([each.id for each in found], on)}
    return [(each, read[each.id]) for each in found if each.id in read]


def _groups(shown: Sequence[tuple[Found, Row]], counts: Mapping[Urgency | None, int]) -> list[RowGroup]:
    together = groupby(shown, key=lambda pair: pair[0].group)
    return [
        RowGroup(group.label if group else "", _thousands(counts.get(group, 0)), [row for _, row in pairs])
        for group, pairs in together
    ]


def _end_of(shown: Sequence[tuple[Found, Row]]) -> Place:
    found, row = shown[-1]
    return Place(row.id, row.decision, found.group or 0)


def _heading(data: QueryDict, sort: Sort, name: str, label: str, up: Sort | None, down: Sort | None) -> Heading:
    if up is None or down is None:
        return Heading(name, label)
    url = _url(data, **{SORT: (down if sort == up else up).value})
    return Heading(name, label, url, {up: "ascending", down: "descending"}.get(sort, ""))


def _count(count: int, *, is_exact: bool) -> str:
    if count > COUNT_LIMIT and not is_exact:
        return f"mehr als {_thousands(COUNT_LIMIT)}"
    return _thousands(count)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _url(data: QueryDict, **changes: str | None) -> str:
    return reverse("applicant_list") + state(data, **changes)
