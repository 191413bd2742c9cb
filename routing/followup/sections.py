"""What reminders and case notes show on an applicant's page."""

from frame.contracts import PageSection
from frame.viewer import Viewer
from routing.followup.forms import NoteForm, ReminderForm
from routing.followup.reads import notes_of, open_reminders_for
from routing.models import Applicant


def notes_section(applicant: Applicant, viewer: Viewer) -> PageSection:
    """The notes as they read today, with the words before, and a new one."""
    form = NoteForm(initial={"noted_on": viewer.on}, on=viewer.on)
    return PageSection("routing/_notes.html", {"applicant": applicant, "notes": notes_of(applicant), "form": form})


def reminders_section(applicant: Applicant, viewer: Viewer) -> PageSection:
    """The reader's own open reminders of her, and a new one."""
    reminders, form = open_reminders_for(viewer.user, applicant), ReminderForm(on=viewer.on)
    part = {"applicant": applicant, "reminders": reminders, "form": form, "today": viewer.on}
    return PageSection("routing/_reminders.html", part, is_beside=True)
