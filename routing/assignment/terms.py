"""By when a step of a hand-over is due."""

from datetime import date

from kit.workdays import working_days_after
from routing.enums import HandoverTask
from routing.models import HandoverTerm


def due_after(on: date, task: HandoverTask) -> date:
    """The last day for the step that begins on ``on``, in working days as the administration has set them."""
    return working_days_after(on, HandoverTerm.objects.get(pk=task).working_days)
