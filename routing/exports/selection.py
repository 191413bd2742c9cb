"""What somebody sees of the list of applicants, as a whole instead of page by page."""

from datetime import date

from django.db.models import QuerySet
from django.http import QueryDict

from routing.caselist.filters import FilterForm, in_words, offered_to, query_of, sort_of
from routing.caselist.search import (
    Found,
    Sort,
    all_in_order,
    count_up_to_limit,
    listed,
    ordering,
    read_term,
    spelling,
)
from routing.models import Applicant, ExportRun
from staff.models import User


class Selection:
    """The list that an address shows to ``user``, with ``text`` for what was searched for ("": nothing).

    It is asked anew each time: what the user may see is settled when it is read.
    """

    def __init__(self, data: QueryDict, text: str, user: User) -> None:
        self._user, self.text = user, text
        self._term = read_term(text) if text else None
        offered = offered_to(user)
        self._desks = offered.desks
        self._form = FilterForm(data, offered=offered, searching=bool(text))
        self.sort = sort_of(data, searching=bool(text))

    @property
    def query(self) -> str:
        """Filters and order as `ExportRun.query` keeps them."""
        return query_of(self._form, self.sort)

    @property
    def words(self) -> str:
        """Filters and order as one line, without what was searched for."""
        words = in_words(self._form, self.sort)
        return f"Treffer einer Suche · {words}" if self.text else words

    @property
    def is_by_urgency(self) -> bool:
        """Whether the rows stand in groups."""
        return self.sort == Sort.URGENCY

    def count(self, on: date) -> int:
        """How many applicants; more than `COUNT_LIMIT` are not counted further."""
        with spelling(self._term):
            return count_up_to_limit(self._applicants(on))

    def found(self, on: date) -> list[Found]:
        """All applicants, in order."""
        order = ordering(self.sort, self._term, self._form.filters().cases, on)
        with spelling(self._term):
            return all_in_order(self._applicants(on), order)

    def _applicants(self, on: date) -> QuerySet[Applicant]:
        return listed(self._user, self._form.filters(), self._term, on, self._desks)


def selection_of(run: ExportRun) -> Selection:
    """The list that an export was asked for, as the one who asked sees it now."""
    return Selection(QueryDict(run.query.removeprefix("?")), run.term, run.requested_by)
