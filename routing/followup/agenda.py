"""What reminders put on the day of their owner."""

from collections.abc import Iterator

from django.urls import reverse

from frame.contracts import AgendaGroup, AgendaLine
from frame.viewer import Viewer
from routing.followup.reads import is_hers, own_reminders

HANDED_OVER = "Fall abgegeben"


def reminder_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """The user's open reminders up to ``on``; of a case that was handed over neither name nor words."""
    user, on = viewer.user, viewer.on
    for reminder in own_reminders(user, on).filter(done_at__isnull=True, due_on__lte=on):
        line = AgendaLine(
            key=f"reminder:{reminder.key}",
            group=AgendaGroup.OVERDUE if reminder.due_on < on else AgendaGroup.DUE,
            subject=HANDED_OVER,
            text="Wiedervorlage",
            url=reverse("reminder_delete", args=[reminder.key]),
            action="Verwerfen",
            due_on=reminder.due_on,
        )
        if is_hers(reminder):
            line = line._replace(
                subject=str(reminder.applicant),
                text=f"Wiedervorlage: {reminder.note}",
                url=reverse("applicant_detail", args=[reminder.applicant.key]),
                action="Fall öffnen",
                person=reminder.applicant.key,
                done_url=reverse("reminder_done", args=[reminder.key]),
            )
        yield line
