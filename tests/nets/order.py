"""A queryset that a template loops over, that a form offers, or of which only some rows are fetched has an ORDER BY:
without one PostgreSQL answers in any order, and pages lose rows.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import QuerySet
from django.db.models.query import MAX_GET_RESULTS
from django.forms.models import ModelChoiceIterator
from django.template import Context
from django.template.defaulttags import ForNode

from tests.nets.findings import line_of_ours, report

_fetch = QuerySet._fetch_all
_loop: Any = ForNode.__init__
_choices = ModelChoiceIterator.__iter__


def _watched_fetch(rows: "QuerySet[Any]") -> None:
    first, last = rows.query.low_mark, rows.query.high_mark
    # `get` fetches only some rows, too, but to see whether there is more than one.
    if rows._result_cache is None and last is not None and last - first > 1 and last != MAX_GET_RESULTS:
        _report_unordered(rows, "cut")
    _fetch(rows)


class _WatchedSequence:
    """What a template loops over."""

    def __init__(self, sequence: Any) -> None:
        self.sequence = sequence

    def resolve(self, context: Context, *, ignore_failures: bool) -> Any:
        values = self.sequence.resolve(context, ignore_failures=ignore_failures)
        _report_unordered(values, "looped over by a template")
        return values


def _watched_loop(node: ForNode, loopvars: Any, sequence: Any, *rest: Any) -> None:
    _loop(node, loopvars, _WatchedSequence(sequence), *rest)


def _watched_choices(iterator: ModelChoiceIterator) -> Iterator[Any]:
    _report_unordered(iterator.queryset, "offered by a form")
    return _choices(iterator)


def _report_unordered(rows: Any, use: str) -> None:
    if isinstance(rows, QuerySet) and not rows.ordered:
        report(f"{line_of_ours()}: unordered {rows.model.__name__} {use}")


@pytest.fixture(scope="session", autouse=True)
def _order_is_watched() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "_fetch_all", _watched_fetch)
        patch.setattr(ForNode, "__init__", _watched_loop)
        patch.setattr(ModelChoiceIterator, "__iter__", _watched_choices)
        yield
