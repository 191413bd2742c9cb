"""Who gets what answer: every address × method × object × role, in each app's
`tests/access.txt`. `test_access_table.py` asks all of it.

Columns: nobody logged in, then the roles of `staff/roles.py`. Object: an applicant whom the role's own team looks after
(own), whom another team looks after (foreign), whom nobody knows (missing); "-" for addresses without one.
- saved filters: own is one that the caseworker shares with her team, foreign one that another team shares
- exports: own is the caseworker's, foreign that of somebody in another team
- imports: own is one that the team lead uploaded and that waits, other an applied one of somebody else; every team lead
  may look at both
- hand-overs: own is one that her desk gives, foreign one between other desks; of `handover_*` they are accepted
- reminders: own is one of the caseworker, foreign one of a colleague; notes belong to the applicants
- distributions: own is one that the team lead plans, foreign one of another team; of `distribution_received` they are
  applied, and own gives a case to the caseworker
- overrides: own is one that the caseworker asks for, foreign one that another team asks for
- staffing: own is the caseworker herself with her absence and her desk, foreign somebody of another team
- questions "what if": own is one of the team lead whose values are to be in force, foreign one of another team lead
Forms are sent empty, so 422 means: she may send this form, and is asked to fill it in.

Answers: an HTTP status, or
  login   the login page (a redirect to it; after a POST the page itself)
  open    the admin lets the role in; what it then allows is tested in staff/tests/test_admin.py
"""

from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from staff.roles import BELONGS_TO_A_TEAM, HAS_A_DAY, Role

TABLES = [path.read_text("utf-8") for path in sorted(Path(settings.BASE_DIR).glob("*/tests/access.txt"))]

# Pages that show persons: whoever reads them stands in the read log. What is shown only after something was entered
# (the panel beside the form, a household to be taken over, an answer to the reception) is tested with those screens.
SHOWS_PERSONS = {
    "applicant_list",
    "applicant_detail",
    "applicant_update",
    "applicant_assess",
    "applicant_override",
    "case_caseworker",
    "case_close",
    "export_download",
    "import_entries",
    "import_problem_lines",
    "import_questions",
    "transfer_detail",
    "transfer_list",
    "handover_sheet",
    "handover_sheet_pdf",
    "handover_letter",
    "handover_letter_pdf",
    "overrides",
    "override_detail",
    "override_reject",
    "outlook_cases",
    "distribution_detail",
    "distribution_received",
    "my_day",
    "reminders",
    "reminder_create",
    "reminder_update",
    "reminder_delete",
    "note_create",
    "note_correct",
}

# Whose data they show, where that is not the applicant of the role's own team.
SHOWS_OTHERS = {"import_problem_lines": "foreign"}

# What shows persons to some roles only: to these it shows none, at most their keys.
SHOWS_NOBODY = {("my_day", role) for role in HAS_A_DAY - BELONGS_TO_A_TEAM}

NOBODY = "nobody"
COLUMNS = (
    NOBODY,
    Role.CASEWORKER,
    Role.TEAM_LEAD,
    Role.DIVISION_HEAD,
    Role.EQUAL_OPPORTUNITIES,
    Role.MEASURES_TEAM,
    Role.CONTROLLING,
    Role.RECEPTION,
    Role.ADMINISTRATION,
)


class Row(NamedTuple):
    """One line of the table: how each column is answered."""

    url: str
    method: str
    object: str
    answers: dict[str, str]

    def __str__(self) -> str:
        """Its name among the tests."""
        return f"{self.method} {self.url} {self.object}"


def _rows() -> list[Row]:
    lines = [line.split() for table in TABLES for line in table.splitlines()[1:] if line]
    return [Row(url, method, shown, dict(zip(COLUMNS, answers, strict=True))) for url, method, shown, *answers in lines]


ROWS = _rows()
