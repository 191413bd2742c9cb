"""The list of applicants as queries: who is on it, in which order, page by page; and whom a search term means.

Pages go by key: a page starts after the last row of the one before, whose sort key is looked up again. So page 9,000
costs what page 1 costs, and no name travels in an address.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import LessThan

from kit.paging import behind, page_of
from kit.values import NoValue
from routing.caselist.columns import GATHERED, LISTED, REMEMBERED, Columns
from routing.caselist.urgency import Urgency, ends_within, urgency
from routing.models import Applicant, Assignment
from routing.permissions import closed_cases_of, visible_applicants
from routing.values import customer_number, typed_bg_number
from staff.models import Desk, User

COUNT_LIMIT = 1000
LONGEST_TERM = 120

_START_OF_NUMBER = re.compile(r"[0-9]{3}(?:[A-Z][0-9]{0,5})?")
_WORD = re.compile(r"[^\W_]+")
# Those that `plain_name` leaves out.
_APOSTROPHE = re.compile("['`\u00b4\u02b9\u02bb-\u02bf\u02c8\u2018-\u201b\u2032\uff07]")
_MOST_WORDS = 6
# A trigram has three letters; fewer are read as the beginning of the family name.
_SHORTEST_WORD = 3
# Shorter words are like too many others.
_SHORTEST_WITH_SLIP = 4
# How like a whole word has to be (strict word similarity of pg_trgm): Mayer and Meier for Maier, Albers for Albesr.
_LIKENESS = "0.3"
# The key by which an order has groups.
_GROUP = "key_group"
# Sorts behind every letter, in every collation.
_BEHIND_ALL = "\uffff"


class Cases(StrEnum):
    """Which cases the list shows."""

    OPEN = "offen"
    CLOSED = "geschlossen"
    ALL = "alle"


class BasisFilter(StrEnum):
    """Which bases of the single-parent status the list shows; the first two are those of `routing.rules.codes`."""

    HOUSEHOLD = "household"
    PREGNANCY = "pregnancy"
    SINGLE_PARENT = "single_parent"
    NONE = "none"


class Sort(StrEnum):
    """The orders of the list; "-" turns one round. Only a search has ``CLOSENESS``, and never ``URGENCY``."""

    NAME = "name"
    NAME_DOWN = "-name"
    BIRTH = "geburt"
    BIRTH_DOWN = "-geburt"
    HOLDS_UNTIL = "gilt_bis"
    HOLDS_UNTIL_DOWN = "-gilt_bis"
    CLOSENESS = "treffer"
    URGENCY = "dringlichkeit"


ANY_POINT = "any"
NO_POINT = "none"
OVERDUE = "overdue"


class Filters(NamedTuple):
    """What the list is narrowed to; an empty value does not narrow.

    ``open_point`` is a code of `routing.rules.codes.OpenPoint`, ``ANY_POINT`` or ``NO_POINT``; ``holds`` is ``OVERDUE``
    or a number of days.
    """

    desk: str = ""
    decided_desk: str = ""
    basis: str = ""
    open_point: str = ""
    holds: str = ""
    mine: bool = False
    caseworker: str = ""
    without_caseworker: bool = False
    desk_changed: bool = False
    cases: Cases = Cases.OPEN


class Term(NamedTuple):
    """What somebody typed into the search: a customer number or its beginning, a BG number, or words of a name."""

    number: str = ""
    start_of_number: str = ""
    bg_number: str = ""
    words: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether a number was typed, so that there is nothing to guess at."""
        return not self.words

    @property
    def long_words(self) -> tuple[str, ...]:
        """The words that are compared by likeness."""
        return tuple(word for word in self.words if len(word) >= _SHORTEST_WORD)


def columns_of(cases: Cases) -> Columns:
    """Where a list of these cases finds what it narrows and sorts by."""
    return LISTED if cases == Cases.OPEN else GATHERED


class Ordering(NamedTuple):
    """Expressions whose values order the rows, all upwards or all downwards; the id comes last and settles ties.

    ``looked_up`` gives the same values for the row of a `Place`, but for its group, which the place knows.
    """

    keys: dict[str, Combinable]
    looked_up: dict[str, Combinable]
    is_grouped: bool = False
    descending: bool = False


class Found(NamedTuple):
    """A row of the list by its id, with the group in which it stands where the list has groups."""

    id: int
    group: Urgency | None = None


class Place(NamedTuple):
    """Where a page ended. The row may have another answer or another desk by the time of the next page: where it stood
    is told by the decision that it showed, which never changes, and by its group of then (0: none).
    """

    row: int
    decision: int
    group: int = 0


def read_term(text: str) -> Term:
    """What was meant by ``text``: numbers in any case, with or without blanks and slashes; else names."""
    with suppress(NoValue):
        return Term(number=customer_number(text))
    with suppress(NoValue):
        return Term(bg_number=typed_bg_number(text))
    start = "".join(text.split()).upper()
    if _START_OF_NUMBER.fullmatch(start):
        return Term(start_of_number=start)
    return Term(words=tuple(_WORD.findall(_APOSTROPHE.sub("", text))[:_MOST_WORDS]))


def listed(user: User, filters: Filters, term: Term | None, on: date, desks: Sequence[Desk]) -> QuerySet[Applicant]:
    """The applicants that ``user`` may see, narrowed by filters and search term, in no order. ``desks``: hers."""
    columns = columns_of(filters.cases)
    applicants = _scope(user, filters.cases, on, desks)
    if columns is GATHERED:
        applicants = with_open_assignment(applicants)
    applicants = applicants.filter(_narrowed(user, filters, columns, on))
    return applicants if term is None else applicants.filter(_means(term))


def with_open_assignment(applicants: QuerySet[Applicant]) -> QuerySet[Applicant]:
    """The applicants with ``open``, the assignment to whoever is responsible now; empty for a closed case."""
    return applicants.annotate(open=FilteredRelation("assignments", condition=Q(assignments__period__upper_inf=True)))


@contextmanager
def spelling(term: Term | None) -> Iterator[None]:
    """Have the queries inside accept slips in the words of the term; the index takes that from a setting."""
    if term is None or not term.long_words:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.strict_word_similarity_threshold', %s, true)", [_LIKENESS])
        yield


def ordering(sort: Sort, term: Term | None, cases: Cases, on: date) -> Ordering:
    """How ``sort`` orders a list of these cases; a status that holds for ever stands behind all others."""
    columns = columns_of(cases)
    keys, looked_up = (_keys(sort, term, source) for source in (columns, REMEMBERED))
    if sort == Sort.URGENCY:
        return Ordering({_GROUP: urgency(columns, on), **keys}, looked_up, is_grouped=True)
    return Ordering(keys, looked_up, descending=sort.startswith("-"))


def _keys(sort: Sort, term: Term | None, columns: Columns) -> dict[str, Combinable]:
    if sort in {Sort.BIRTH, Sort.BIRTH_DOWN}:
        return {"key_birth": F(columns.birth_date)}
    if sort in {Sort.HOLDS_UNTIL, Sort.HOLDS_UNTIL_DOWN}:
        return {"key_until": columns.holds_until}
    if sort == Sort.URGENCY:
        return {"key_until": columns.holds_until, "key_name": F(columns.name)}
    if sort == Sort.CLOSENESS and term is not None and term.start_of_number:
        return {"key_number": F("customer_number")}
    if sort == Sort.CLOSENESS and term is not None and term.long_words:
        return {"key_distance": _distance(term.long_words), "key_name": F(columns.name)}
    return {"key_name": F(columns.name)}


def page_after(applicants: QuerySet[Applicant], order: Ordering, place: Place | None) -> tuple[list[Found], bool]:
    """The rows of the page behind ``place`` (from the beginning without one), in order, and whether there is a next
    one.

    Only ids: what a row shows is read for the rows of the page alone, not for all that had to be put in order.
    """
    keyed = _in_order(applicants, order)
    if place is not None and (last := _keys_at(place, order)):
        keyed = keyed.filter(behind([*order.keys, "pk"], last, descending=order.descending))
    rows, has_next = page_of(_values(keyed, order))
    return _found(rows), has_next


def all_in_order(applicants: QuerySet[Applicant], order: Ordering) -> list[Found]:
    """The rows of all pages."""
    return _found(_values(_in_order(applicants, order), order))


def _in_order(applicants: QuerySet[Applicant], order: Ordering) -> QuerySet[Applicant]:
    sign = "-" if order.descending else ""
    return applicants.annotate(**order.keys).order_by(*(f"{sign}{name}" for name in (*order.keys, "pk")))


def _values(keyed: QuerySet[Applicant], order: Ordering) -> QuerySet[Applicant, tuple[int, ...]]:
    return keyed.values_list("pk", *([_GROUP] if order.is_grouped else []))


def _found(rows: Iterable[tuple[int, ...]]) -> list[Found]:
    return [Found(row_id, *map(Urgency, group)) for row_id, *group in rows]


def _keys_at(place: Place, order: Ordering) -> tuple[object, ...]:
    """What the keys of a place were; nothing where there is no such applicant."""
    shown = FilteredRelation("decisions", condition=Q(decisions__pk=place.decision))
    known = Applicant.objects.annotate(shown=shown).annotate(**order.looked_up).filter(pk=place.row)
    keys: tuple[object, ...] = known.values_list(*order.looked_up, "pk").first() or ()
    return (place.group, *keys) if keys and order.is_grouped else keys


def count_up_to_limit(applicants: QuerySet[Applicant]) -> int:
    """How many there are; ``COUNT_LIMIT`` + 1 stands for any larger number, which nobody waits for."""
    return applicants.order_by()[: COUNT_LIMIT + 1].count()


def counts_of(applicants: QuerySet[Applicant], order: Ordering) -> dict[Urgency | None, int]:
    """How many stand in each group: exactly, because to put the rows in order that was asked of each of them anyway.
    Without groups all of them, up to the limit.
    """
    if not order.is_grouped:
        return {None: count_up_to_limit(applicants)}
    grouped = applicants.annotate(**{_GROUP: order.keys[_GROUP]}).order_by().values_list(_GROUP)
    return {Urgency(group): count for group, count in grouped.annotate(Count("pk"))}


def responsible_for(customer_number: str) -> Assignment | None:
    """Who is responsible now for whoever has this number; none for a closed case as for a number nobody has."""
    return (
        Assignment.objects.filter(applicant__customer_number=customer_number, period__upper_inf=True)
        .select_related("applicant", "desk__team", "caseworker")
        .first()
    )


def _scope(user: User, cases: Cases, on: date, desks: Sequence[Desk]) -> QuerySet[Applicant]:
    if cases == Cases.OPEN:
        return Applicant.objects.filter(listed__desk__in=[desk.pk for desk in desks])
    if cases == Cases.CLOSED:
        return closed_cases_of(user)
    return visible_applicants(user, on)


def _narrowed(user: User, filters: Filters, columns: Columns, on: date) -> Q:
    narrowed = Q()
    if filters.desk:
        narrowed &= Q(**{columns.desk: filters.desk})
    if filters.decided_desk:
        narrowed &= Q(**{columns.decided_desk: filters.decided_desk})
    if filters.caseworker:
        narrowed &= Q(**{columns.caseworker: int(filters.caseworker)})
    if filters.mine:
        narrowed &= Q(**{columns.caseworker: user.pk})
    if filters.without_caseworker:
        narrowed &= columns.is_open & Q(**{f"{columns.caseworker}__isnull": True})
    if filters.desk_changed:
        narrowed &= columns.is_open & ~Q(**{columns.decided_desk: F(columns.desk)})
    if filters.holds:
        narrowed &= columns.is_open & _holding(filters.holds, columns, on)
    return narrowed & _of_basis(filters.basis, columns) & _with_open_point(filters.open_point, columns)


def _of_basis(basis: str, columns: Columns) -> Q:
    if basis == BasisFilter.SINGLE_PARENT:
        return Q(**{f"{columns.basis}__gt": ""})
    if basis == BasisFilter.NONE:
        return Q(**{columns.basis: ""})
    return Q(**{columns.basis: basis}) if basis else Q()


def _with_open_point(point: str, columns: Columns) -> Q:
    if point == NO_POINT:
        return Q(**{columns.open_points: []})
    if point == ANY_POINT:
        return Q(**{f"{columns.open_points}__len__gt": 0})
    return Q(**{f"{columns.open_points}__contains": [point]}) if point else Q()


def _holding(holds: str, columns: Columns, on: date) -> Q:
    """Answers that end soon, or ended already."""
    if holds == OVERDUE:
        return Q(LessThan(columns.holds_until, on))
    return ends_within(columns, on, int(holds))


def _means(term: Term) -> Q:
    if term.number:
        return Q(customer_number=term.number)
    if term.start_of_number:
        return Q(customer_number__gte=term.start_of_number, customer_number__lt=term.start_of_number + _BEHIND_ALL)
    if term.bg_number:
        return Q(bg_number=term.bg_number)
    if not term.words:
        return Q(pk__in=())
    if not term.long_words:
        return _name_starts_with(" ".join(term.words))
    meant = Q()
    for word in term.words:
        meant &= _sounds_like(word)
    return meant


def _sounds_like(word: str) -> Q:
    """Any word of the name is like ``word``, or begins with it; a short one has to be the beginning."""
    folded = _folded(word)
    begins = Q(search_name__startswith=folded) | Q(search_name__contains=Concat(Value(" "), folded))
    return begins if len(word) < _SHORTEST_WITH_SLIP else begins | Q(search_name__trigram_strict_word_similar=folded)


def _name_starts_with(start: str) -> Q:
    plain = _plain(start)
    return Q(sort_name__gte=plain, sort_name__lt=Concat(plain, Value(_BEHIND_ALL)))


def _distance(words: Sequence[str]) -> Combinable:
    """How far a name is from the words, in thousandths: 0 for whole words found as typed, the family name in front.

    A whole number, because the likeness is a float whose decimal form would not compare equal to itself.
    """
    distance: Combinable = Case(When(_name_starts_with(words[0]), then=Value(0)), default=Value(1))
    for word in words:
        unlike = Func(
            _folded(word), F("search_name"), template="(1000 - 1000 * strict_word_similarity(%(expressions)s))"
        )
        distance = distance + Cast(unlike, IntegerField())
    return distance


def _folded(word: str) -> Func:
    return Func(Value(word), function="fold_name", output_field=CharField())


def _plain(word: str) -> Func:
    return Func(Value(word), function="plain_name", output_field=CharField())
