"""What apps contribute to pages that several of them make up, bound by one module above all of them
(``settings.COMPOSITION``), so that the app that owns a page imports none of those that contribute to it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from frame.contracts import AgendaLine, Page, PageSection, Place, SheetSection, Tile, frozen_sheet
from frame.viewer import Viewer
from staff.roles import Role

AgendaContributor = Callable[[Viewer], Iterable[AgendaLine]]
"""What an app puts on somebody's day."""

TileContributor = Callable[[Viewer], Iterable[Tile]]
"""What an app shows on the dashboard of a team lead."""

SheetContributor = Callable[[Any, date], Iterable[SheetSection]]
"""What an app has to say in the hand-over sheet of a case (`routing.casefile.CaseFile`) on a day."""


SectionContributor = Callable[[Any, Viewer], PageSection]
"""What an app shows on the page of an applicant (`routing.models.Applicant`)."""


@dataclass(frozen=True)
class Composition:
    """All contributors, each tuple in the order of its page.

    ``agenda``: of one thing that two of them name in the same group, the words of the first stand. ``standing_in``:
    what of somebody's day is her deputy's while she is away. ``left_behind``: what of the day of somebody who does not
    work here any more is theirs who have her work. ``places``: the navigation; work begins at the first page of a
    role's first place. ``search``, ``new``: what the header has for those who have cases; ``menu``: what the menu of an
    account has. ``role_descriptions``: what a role may, in prose; ``work_words``: what the apps put on its day.
    """

    agenda: tuple[AgendaContributor, ...]
    standing_in: tuple[AgendaContributor, ...]
    left_behind: tuple[AgendaContributor, ...]
    tiles: tuple[TileContributor, ...]
    sheet_sections: tuple[SheetContributor, ...]
    applicant_sections: tuple[SectionContributor, ...]
    places: tuple[Place, ...]
    search: Page
    new: Page
    menu: tuple[Page, ...]
    role_descriptions: Mapping[Role, str]
    work_words: Mapping[Role, str]


@cache
def composition() -> Composition:
    """The one of this installation."""
    found: Composition = import_string(settings.COMPOSITION)
    return found


def sheet_of(file: Any, on: date) -> dict[str, Any]:
    """The hand-over sheet of a case on a day, as it is frozen."""
    contributors = composition().sheet_sections
    return frozen_sheet((section for contribute in contributors for section in contribute(file, on)), on)


def applicant_sections(applicant: Any, viewer: Viewer) -> list[PageSection]:
    """What the apps show on the page of an applicant, in the order of the page."""
    return [contribute(applicant, viewer) for contribute in composition().applicant_sections]
