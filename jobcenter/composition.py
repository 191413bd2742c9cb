"""Which app contributes what to the pages that several apps make up. A reader sees the list; there is no registry."""

from collections.abc import Iterator

from frame.composition import Composition
from frame.contracts import AgendaLine, FigureTile, Page, PanelTile, Place
from frame.viewer import Viewer
from people.roles import ROLE_WORDS as PEOPLE
from routing.assignment.tiles import load_tiles, stock_tiles
from routing.caselist.agenda import due_lines, outdated_lines, without_caseworker_lines
from routing.caselist.tiles import open_point_panels
from routing.caseload.agenda import import_lines, missing_lines
from routing.contact import LEFT
from routing.distribution.agenda import departed_lines, received_lines
from routing.followup.agenda import reminder_lines
from routing.followup.handback import handback_lines
from routing.followup.sections import notes_section, reminders_section
from routing.handover.agenda import (
    accepted_lines,
    first_contact_lines,
    lapse_lines,
    notice_lines,
    set_aside_key_lines,
    set_aside_lines,
    transfer_lines,
)
from routing.handover.sheet import sheet_sections
from routing.handover.tiles import transfer_figures, transfer_panels
from routing.outlook.agenda import what_if_lines
from routing.outlook.tiles import outlook_panels
from routing.override.agenda import decided_lines, ending_lines, request_lines
from routing.override.tiles import override_panels
from routing.permissions import openable
from routing.roles import (
    ASKS_WHO_IS_RESPONSIBLE,
    IMPORTS_CASELOAD,
    PUTS_VALUES_IN_FORCE,
    SEES_ALL_TEAMS,
    SEES_APPLICANTS,
    SEES_FIGURES,
    WORK_WORDS,
)
from routing.roles import ROLE_WORDS as ROUTING
from staff.roles import BELONGS_TO_A_TEAM, HAS_A_DAY, KEEPS_MASTER_DATA, LEADS_A_TEAM, Role

COMPOSITION = Composition(
    agenda=(
        transfer_lines,
        request_lines,
        what_if_lines,
        first_contact_lines,
        lapse_lines,
        set_aside_lines,
        set_aside_key_lines,
        decided_lines,
        handback_lines,
        outdated_lines,
        due_lines,
        accepted_lines,
        received_lines,
        departed_lines,
        reminder_lines,
        without_caseworker_lines,
        import_lines,
        missing_lines,
        notice_lines,
        ending_lines,
    ),
    # Everything about her cases, nothing that is her own.
    standing_in=(
        transfer_lines,
        first_contact_lines,
        lapse_lines,
        decided_lines,
        outdated_lines,
        due_lines,
        notice_lines,
        ending_lines,
    ),
    # What was told to her about her own requests is nobody's any more.
    left_behind=(
        transfer_lines,
        first_contact_lines,
        lapse_lines,
        outdated_lines,
        due_lines,
        notice_lines,
        ending_lines,
    ),
    tiles=(
        stock_tiles,
        transfer_figures,
        load_tiles,
        outlook_panels,
        transfer_panels,
        open_point_panels,
        override_panels,
    ),
    sheet_sections=(sheet_sections,),
    applicant_sections=(notes_section, reminders_section),
    places=(
        Place("Mein Tag", (Page("my_day", "Mein Tag", HAS_A_DAY),)),
        Place(
            "Fälle",
            (
                Page("applicant_list", "Liste", SEES_APPLICANTS),
                Page("transfer_list", "Überstellungen", SEES_APPLICANTS),
                Page("overrides", "Übersteuerungen", LEADS_A_TEAM),
                Page("reminders", "Wiedervorlagen", SEES_APPLICANTS),
            ),
        ),
        Place(
            "Team",
            (
                Page("team", "Lage", LEADS_A_TEAM),
                Page("staffing", "Personen", LEADS_A_TEAM),
                Page("distributions", "Verteilung", LEADS_A_TEAM),
                Page("figures", "Zahlen", LEADS_A_TEAM),
                Page("outlook", "Ausblick", LEADS_A_TEAM),
                Page("what_if", "Was wäre wenn", LEADS_A_TEAM),
                Page("imports", "Einspielen", IMPORTS_CASELOAD),
            ),
        ),
        Place(
            "Lage",
            (
                Page("teams", "Teams", SEES_ALL_TEAMS),
                Page("figures", "Zahlen", SEES_FIGURES - LEADS_A_TEAM),
                Page("outlook", "Ausblick", SEES_ALL_TEAMS),
                Page("what_if", "Vorgaben", PUTS_VALUES_IN_FORCE),
            ),
        ),
        Place("Wer ist zuständig?", (Page("who_is_responsible", "Wer ist zuständig?", ASKS_WHO_IS_RESPONSIBLE),)),
        Place("Stammdaten", (Page("admin:index", "Stammdaten", KEEPS_MASTER_DATA),)),
    ),
    search=Page("applicant_search", "Name, Kunden- oder BG-Nummer", SEES_APPLICANTS),
    new=Page("applicant_create", "Aufnehmen", SEES_APPLICANTS),
    menu=(
        Page("staffing_own", "Abwesenheit und Vertretung", BELONGS_TO_A_TEAM),
        Page("digest_settings", "Mein Tag per E-Mail", BELONGS_TO_A_TEAM),
    ),
    role_descriptions={role: " ".join(words[role] for words in (ROUTING, PEOPLE) if role in words) for role in Role},
    work_words=WORK_WORDS,
)


def tiles_of(viewer: Viewer) -> tuple[list[FigureTile], list[PanelTile]]:
    """The dashboard of a team lead on a day: the numbers, and the panels below them."""
    tiles = [tile for contribute in COMPOSITION.tiles for tile in contribute(viewer)]
    figures = [tile for tile in tiles if isinstance(tile, FigureTile)]
    return figures, [tile for tile in tiles if isinstance(tile, PanelTile)]


def agenda_of(viewer: Viewer) -> list[AgendaLine]:
    """What somebody has to do on a day, for herself and for whom she stands in: each thing once, in its most urgent
    group; what is due first stands first. Nobody is named whom she may not open.
    """
    on, lines = viewer.on, [line for contribute in COMPOSITION.agenda for line in contribute(viewer)]
    gone = {person.pk for person in viewer.departed}
    for person in viewer.stood_in:
        absent = Viewer(person, on, viewer.at)
        lines += _left_by(absent) if person.pk in gone else _for_absent(absent)
    named = openable(viewer.user, {line.person for line in lines if line.person}, on)
    lines = [line for line in lines if line.person is None or line.person in named]
    lines.sort(key=lambda line: line.group)
    once = {line.key: line for line in reversed(lines)}
    return sorted(once.values(), key=lambda line: (line.group, line.due_on or on, line.subject, line.key))


def _for_absent(absent: Viewer) -> Iterator[AgendaLine]:
    for line in (line for contribute in COMPOSITION.standing_in for line in contribute(absent)):
        yield line._replace(text=f"{line.text} (in Vertretung für {absent.user.short_name})")


def _left_by(departed: Viewer) -> Iterator[AgendaLine]:
    for line in (line for contribute in COMPOSITION.left_behind for line in contribute(departed)):
        yield line._replace(text=f"{line.text} ({departed.user.short_name} {LEFT})")
