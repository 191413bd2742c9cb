"""Who acts when: what an action for many is told about each of them."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from typing import NamedTuple

from kit.history import acting_as
from staff.models import User


class Act(NamedTuple):
    """One thing done: by whom (nobody: the night), for which day, at what moment."""

    by: User | None
    on: date
    at: datetime


def history_of(acts: Iterable[Act]) -> AbstractContextManager[object]:
    """Write the history in the name of the one who acts. Where several do, it names whom the caller's context names."""
    people = {act.by.pk if act.by else None for act in acts}
    (only,) = people if len(people) == 1 else (None,)
    return nullcontext() if only is None else acting_as(only)
