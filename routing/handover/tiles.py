"""What hand-overs show on the dashboard of a team: lapses by age, hand-overs by state, and how long they take."""

from collections.abc import Iterator
from datetime import date
from statistics import median
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from frame.contracts import FigureTile, PanelTile, TileCell
from frame.viewer import Viewer
from kit.charts import thousands
from routing.enums import TransferState
from routing.handover.durations import Duration, durations
from routing.handover.forms import ANY_LAPSE, SHOWN_STATES
from routing.handover.lists import LapseAge, ListKind, Scope, Side, counts, lapsed, running
from routing.permissions import desks_of
from staff.models import User

_AGES = {
    LapseAge.RECENT: "bis zu 5 Arbeitstage",
    LapseAge.MIDDLE: "6 bis 10 Arbeitstage",
    LapseAge.OLD: "über 10 Arbeitstage",
}


def transfer_figures(viewer: Viewer) -> Iterator[FigureTile]:
    """Cases whose status has lapsed and that are still here, running hand-overs, overdue ones, those nobody takes."""
    user, on = viewer.user, viewer.on
    desks = desks_of(user)
    lapses = _lapses_by_age(user, on)
    late = sum(number for age, number in lapses.items() if age is not LapseAge.RECENT)
    yield FigureTile(
        "Merkmal entfallen",
        thousands(sum(lapses.values())),
        _url(seite=Side.GIVING, wegfall=ANY_LAPSE),
        f"{thousands(late)} länger als 5 Arbeitstage bekannt" if late else "",
        "danger" if late else "",
    )
    numbers = counts(Scope(desks, None), on)
    here = running(Scope(desks, Side.RECEIVING)).filter(state=TransferState.INITIATED).count()
    yield FigureTile(
        "Überstellungen in Arbeit",
        thousands(numbers[ListKind.RUNNING]),
        _url(),
        f"davon {thousands(here)} zur Annahme hier" if here else "",
    )
    for kind, label in ((ListKind.OVERDUE, "Überfällig"), (ListKind.NO_RECEIVER, "Ohne Empfänger")):
        number = numbers[kind]
        yield FigureTile(label, thousands(number), _url(liste=kind), tone="danger" if number else "")


def transfer_panels(viewer: Viewer) -> Iterator[PanelTile]:
    """Lapses by age, hand-overs by state, and days from the lapse to the hand-over."""
    user, on = viewer.user, viewer.on
    lapses = _lapses_by_age(user, on)
    yield PanelTile(
        "wegfall-alter",
        "Merkmal entfallen, nach Alter",
        ("bekannt seit", "Fälle"),
        rows=tuple(
            (TileCell(_AGES[age]), _number(number, seite=Side.GIVING, wegfall=age)) for age, number in lapses.items()
        ),
        note="Fälle Ihrer Stellen, die wegen des Wegfalls überstellt werden und noch hier sind.",
    )
    by_side = {side: _by_state(user, side) for side in Side}
    yield PanelTile(
        "ueberstellungen-stand",
        "Überstellungen nach Stand",
        ("Stand", "abzugeben", "anzunehmen"),
        rows=tuple(
            (
                TileCell(TransferState(state).label),
                *(_number(by_side[side].get(state, 0), seite=side, stand=state) for side in Side),
            )
            for state in SHOWN_STATES
        ),
    )
    yield _durations(user, on)


def _durations(user: User, on: date) -> PanelTile:
    found = durations(user, on)
    days = [duration.working_days for duration in found]
    middle = f"In der Mitte {median(days):.0f} Arbeitstage. " if days else ""
    return PanelTile(
        "wegfall-dauer",
        "Vom bekannten Wegfall bis zur Übergabe",
        ("Dauer", "Fälle"),
        rows=tuple(
            (
                TileCell(span.label),
                TileCell(
                    thousands(number := sum(span.covers(day) for day in days)),
                    f"{reverse('lapse_durations')}?dauer={span.value}" if number else "",
                ),
            )
            for span in Duration
        ),
        note=f"{middle}Gezählt sind die Übergaben Ihrer Stellen in den letzten zwölf Monaten.",
    )


def _lapses_by_age(user: User, on: date) -> dict[LapseAge, int]:
    scope = Scope(desks_of(user), Side.GIVING, lapsed())
    counted = running(scope).aggregate(**{age.name: Count("pk", filter=age.known(on)) for age in LapseAge})
    return {age: counted[age.name] for age in LapseAge}


def _by_state(user: User, side: Side) -> dict[str, int]:
    return dict(running(Scope(desks_of(user), side)).order_by().values_list("state").annotate(Count("pk")))


def _number(number: int, **asked: str) -> TileCell:
    return TileCell(thousands(number), _url(**asked) if number else "")


def _url(**asked: str) -> str:
    query = {"liste": ListKind.RUNNING.value, **{name: str(value) for name, value in asked.items()}}
    return f"{reverse('transfer_list')}?{urlencode(query)}"
