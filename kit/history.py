"""History that no door can forget: triggers store every change of a tracked row, with the acting user, append-only."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

import pghistory
from django.db import models

Tracked = TypeVar("Tracked", bound=type[models.Model])


def tracked(*, exclude: list[str] | None = None) -> Callable[[Tracked], Tracked]:
    """Keep every inserted, changed and deleted version of a model's rows, except the columns of ``exclude``.

    The acting user and address travel in the row itself, so that one immutable row says who did what, when.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=exclude,
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,
        append_only=True,
    )


def acting_as(user_id: int) -> AbstractContextManager[object]:
    """Write the history of what happens inside in the name of this user, from whatever door it comes."""
    return pghistory.context(user=user_id)
