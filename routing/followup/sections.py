"""What reminders and case notes show on an applicant's page, and tell in her chronology."""

from collections.abc import Iterator

from frame.contracts import HistoryLine, PageSection
from frame.viewer import Viewer
from routing.followup.forms import NoteForm, ReminderForm
from routing.followup.reads import as_they_read, notes_of, reminders_for
from routing.models import Applicant, CaseNote, Reminder
from routing.rules.wording import german_date


def notes_section(applicant: Applicant, viewer: Viewer) -> PageSection:
    """The notes as they read today, with the words before, and a new one."""
    notes, form = notes_of(applicant), NoteForm(initial={"noted_on": viewer.on}, on=viewer.on)
    part = {"applicant": applicant, "notes": as_they_read(notes), "form": form}
    return PageSection("routing/_notes.html", part, history=tuple(map(_written, notes)))


def reminders_section(applicant: Applicant, viewer: Viewer) -> PageSection:
    """The reader's own open reminders of her, and a new one."""
    reminders, form = reminders_for(viewer.user, applicant), ReminderForm(on=viewer.on)
    still_open = [reminder for reminder in reminders if reminder.done_at is None]
    part = {"applicant": applicant, "reminders": still_open, "form": form, "today": viewer.on}
    told = tuple(line for reminder in reminders for line in _told(reminder, viewer.user.short_name))
    return PageSection("routing/_reminders.html", part, is_beside=True, history=told)


def _written(note: CaseNote) -> HistoryLine:
    title = f"Vermerk zum {german_date(note.noted_on)}"
    return HistoryLine(note.at, f"{title} berichtigt" if note.corrects_id else title, note.by.short_name, (note.text,))


def _told(reminder: Reminder, owner: str) -> Iterator[HistoryLine]:
    title = f"Wiedervorlage für den {german_date(reminder.due_on)}"
    yield HistoryLine(reminder.made_at, title, owner, (reminder.note,))
    if reminder.done_at:
        yield HistoryLine(reminder.done_at, "Wiedervorlage erledigt", owner, (reminder.note,))
