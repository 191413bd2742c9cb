"""By when a step of a hand-over is due."""

from collections.abc import Callable
from datetime import date

from kit.workdays import working_days_after
from routing.enums import HandoverTask
from routing.models import HandoverTerm


def term_of(task: HandoverTask) -> Callable[[date], date]:
    """The last day for the step that begins on a day, in working days as the administration has set them."""
    days = HandoverTerm.objects.get(pk=task).working_days
    return lambda on: working_days_after(on, days)
