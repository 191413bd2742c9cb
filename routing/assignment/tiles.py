"""What assignment shows on the dashboard of a team: stock and capacity, and the load of everybody."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from frame.contracts import FigureTile, PanelTile
from frame.viewer import Viewer
from kit.charts import Amount, Load, load_chart, thousands
from routing.assignment.rooms import rooms
from routing.models import ListedCase
from routing.permissions import desks_of
from staff.models import Desk, User
from staff.staffing.queries import capacity

NO_LONGER_HERE = "besetzt die Stelle nicht"


def stock_tiles(viewer: Viewer) -> Iterator[FigureTile]:
    """For each desk of the team its open cases against its capacity; and those that nobody looks after."""
    user, on = viewer.user, viewer.on
    desks = desks_of(user)
    codes = [desk.pk for desk in desks]
    cases = ListedCase.objects.filter(desk__in=codes).order_by()
    numbers = dict(cases.values_list("desk").annotate(Count("pk")))
    room = capacity(codes, [on])
    for desk in desks:
        yield _stock(desk, numbers.get(desk.pk, 0), room[desk.pk, on])
    without = cases.filter(caseworker=None).count()
    yield FigureTile(
        "Ohne IFK",
        thousands(without),
        _list_url(ohne_ifk="on") if without else "",
        "Fälle, die noch niemand betreut" if without else "",
        "warning" if without else "",
    )


def load_tiles(viewer: Viewer) -> Iterator[PanelTile]:
    """For each desk of the team a bar for everybody who serves it or has cases there."""
    user, on = viewer.user, viewer.on
    for desk in desks_of(user):
        yield PanelTile(
            f"auslastung-{desk.pk}",
            f"Fälle je IFK: {desk}",
            ("IFK",),
            loads=load_chart(_loads(desk, on)),
            note="Gestrichelt: wie viele Fälle der Anteil an einer vollen Stelle bedeutet.",
            links=(("Besetzung und Vertretung", reverse("staffing")), ("Fälle verteilen", reverse("distributions"))),
        )


def _stock(desk: Desk, number: int, places: int) -> FigureTile:
    label, url = f"Bestand {desk}", _list_url(stelle=desk.pk) if number else ""
    if not places:
        return FigureTile(label, thousands(number), url, "niemand besetzt die Stelle", "danger" if number else "")
    load = round(number * 100 / places)
    remark = f"{thousands(places)} Plätze · {load} % ausgelastet"
    return FigureTile(label, thousands(number), url, remark, "danger" if number > places else "")


def _loads(desk: Desk, on: date) -> Iterator[Load]:
    here = rooms(desk.pk, on)
    for room in here:
        yield Load(room.name, _amount(desk, room.person, room.cases), room.places, room.restriction or room.ahead)
    others = ListedCase.objects.filter(desk=desk, caseworker__isnull=False).exclude(
        caseworker__in=[room.person for room in here]
    )
    numbers = Counter(others.values_list("caseworker", flat=True))
    for person in User.objects.filter(pk__in=numbers):
        yield Load(person.short_name, _amount(desk, person.pk, numbers[person.pk]), note=NO_LONGER_HERE)


def _amount(desk: Desk, person: int, number: int) -> Amount:
    return Amount(number, url=_list_url(stelle=desk.pk, ifk=str(person)) if number else "")


def _list_url(**filters: str) -> str:
    return f"{reverse('applicant_list')}?{urlencode(filters)}"
