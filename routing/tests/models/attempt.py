"""One way to break a promise of the database, and what a form says to somebody who enters the same."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from routing.tests.models.scene import Scene


@dataclass(frozen=True)
class Attempt:
    what: str
    constraint: str
    sql: str
    entered: Callable[[Scene], models.Model]
    message: str
