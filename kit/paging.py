"""Lists page by page.

By key where a list is long: a page begins behind the last row of the one before, so that page 9,000 costs what page 1
costs. The address says behind which by a cursor, which is signed: whoever edits it gets the beginning. By number where
all rows are counted anyway.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from django.core import signing
from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet

from kit.numbers import whole_number

PAGE_SIZE = 50
"""So many rows of a list stand on a page."""

Row = TypeVar("Row")
Entity = TypeVar("Entity", bound=Model)


class KeysetPage(NamedTuple, Generic[Row]):
    """Some rows of a list in its order. ``after`` is the cursor behind which they stand, "" at the beginning;
    ``next_after`` that of the next page, "" on the last one.
    """

    rows: list[Row]
    after: str
    next_after: str


def keyset_page(rows: QuerySet[Entity], keys: Sequence[str], after: str, salt: str) -> KeysetPage[Entity]:
    """The page behind the cursor ``after``, in ascending order of the fields ``keys``, the last of which is unique. For
    ``salt`` see `cursor`.
    """
    place = place_of(after, salt)
    shown, has_next = page_of((rows.filter(behind(keys, place)) if place else rows).order_by(*keys))
    # As text, which the fields read again: JSON has no days.
    next_after = cursor([str(getattr(shown[-1], key)) for key in keys], salt) if has_next else ""
    return KeysetPage(shown, after if place else "", next_after)


def page_of(rows: QuerySet[Any, Row] | Iterator[Row]) -> tuple[list[Row], bool]:
    """The first rows, as many as fit on a page, and whether there is a next one: one row more is read to know that."""
    most = PAGE_SIZE + 1
    read = list(rows[:most] if isinstance(rows, QuerySet) else islice(rows, most))
    return read[:PAGE_SIZE], len(read) == most


def behind(keys: Sequence[str], place: Sequence[object], *, descending: bool = False) -> Q:
    """The rows whose keys come after the values ``place``, compared from the first key to the last.

    The first key is bounded once more by itself, which is what an index can use.
    """
    beyond, bound = ("lt", "lte") if descending else ("gt", "gte")
    later, equal = Q(), Q()
    for key, value in zip(keys, place, strict=True):
        later |= equal & Q(**{f"{key}__{beyond}": value})
        equal &= Q(**{key: value})
    return Q(**{f"{keys[0]}__{bound}": place[0]}) & later


def cursor(place: Sequence[str | int], salt: str) -> str:
    """Where a page ended, for the address of the next one. ``salt`` is the list's own, and names the account as well
    where a place says something that only this one may know.
    """
    return signing.dumps(place, salt=salt)


def place_of(text: str, salt: str) -> list[Any] | None:
    """The place that a cursor names; none for the beginning, and for one that somebody has edited or that belongs to
    another list.
    """
    try:
        place: list[Any] = signing.loads(text, salt=salt)
    except signing.BadSignature:
        return None
    return place


def numbered_page(rows: QuerySet[Any, Row] | Sequence[Row], number: str, size: int | None = None) -> Page[Row]:
    """The page of this number, ``PAGE_SIZE`` rows long or ``size``: the first for what is no number, the last one for a
    number behind it.
    """
    return Paginator(rows, size or PAGE_SIZE).get_page(whole_number(number) or 1)
