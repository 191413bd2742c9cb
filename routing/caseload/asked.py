"""Which applicants of a run an address asks for."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from routing.caseload.forms import EntryFilterForm
from routing.caseload.kinds import FROM_DESK, OF_OUTCOME, Kind, between
from routing.caseload.summary import visible_entries
from routing.enums import ImportState
from routing.models import ImportEntry, ImportRun
from staff.models import User

WITH_LISTS = (ImportState.READY, ImportState.APPLIED)
"""States of a run in which its lists are whole."""

AFTER = "ab"
"""In an address, the cursor behind which a page begins."""

_EVERYONE = "Alle, zu denen die Listen etwas sagen"


class EntriesAsked:
    """The applicants of a run that the user may see, narrowed by what the address says."""

    def __init__(self, run: ImportRun, data: QueryDict, user: User) -> None:
        self.run = run
        self.form = EntryFilterForm(data)
        self.kind, source, target = self.form.chosen()
        visible = visible_entries(run, user)
        self.entries: QuerySet[ImportEntry] = between(visible, self.kind, source, target) if self.kind else visible
        self._query = {name: str(data[name]) for name in self.form.fields if data.get(name)}

    @property
    def has_lists(self) -> bool:
        """Whether there is anything to show at all."""
        return self.run.state in WITH_LISTS

    @property
    def title(self) -> str:
        """Who they are, in words."""
        return self.kind.label[:1].upper() + self.kind.label[1:] if self.kind else _EVERYONE

    @property
    def has_desks(self) -> bool:
        """Whether they go from desk to desk."""
        return self.kind in FROM_DESK

    @property
    def has_outcomes(self) -> bool:
        """Whether it is not the same that becomes of all of them."""
        return self.kind not in OF_OUTCOME.values()

    @property
    def is_proposal(self) -> bool:
        """Whether they are proposed for closing."""
        return self.kind is Kind.MISSING

    def url_after(self, after: str) -> str:
        """Where they are listed from behind this cursor on."""
        return self._url("import_entries", self._query | {AFTER: after})

    @property
    def list_url(self) -> str:
        """Where they are listed."""
        return self._url("import_entries", self._query)

    @property
    def export_url(self) -> str:
        """Where they are taken out."""
        return self._url("import_entries_export", self._query)

    def _url(self, name: str, query: dict[str, str]) -> str:
        return f"{reverse(name, args=[self.run.key])}{f'?{urlencode(query)}' if query else ''}"
