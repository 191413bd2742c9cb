"""History that no door can forget: triggers store every change of a tracked row, with the acting user, append-only."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import pghistory
from django.db import models

# Documented, but missing in the library's annotation.
_NO_CONTEXT_ID: dict[str, Any] = {"context_id_field": None}

Tracked = TypeVar("Tracked", bound=type[models.Model])


def tracked(*, exclude: list[str] | None = None) -> Callable[[Tracked], Tracked]:
    """Keep every inserted, changed and deleted version of a model's rows, except the columns of ``exclude``.

    The acting user and address travel in the row itself (``PGHISTORY_*`` in the settings), so that one immutable row
    says who did what, when.
    """
    track: Callable[[Tracked], Tracked] = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=exclude, **_NO_CONTEXT_ID
    )
    return track


def acting_as(user_id: int) -> AbstractContextManager[object]:
    """Write the history of what happens inside in the name of this user, from whatever door it comes."""
    return pghistory.context(user=user_id)
