"""What the list shows on the dashboard of a team: answers that rest on open points."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse

from frame.contracts import PanelTile, TileCell
from frame.viewer import Viewer
from kit.charts import thousands
from routing.caselist.search import ANY_POINT
from routing.models import ListedCase
from routing.permissions import own_desks
from routing.rules.codes import OpenPoint


def open_point_panels(viewer: Viewer) -> Iterator[PanelTile]:
    """How many answers wait for what; a case can have several open points."""
    user = viewer.user
    counted = ListedCase.objects.filter(own_desks(user)).aggregate(
        any=Count("pk", filter=Q(open_points__len__gt=0)),
        **{point.value: Count("pk", filter=Q(open_points__contains=[point.value])) for point in OpenPoint},
    )
    yield PanelTile(
        "offene-punkte",
        "Antworten mit offenen Punkten",
        ("Was fehlt", "Fälle"),
        rows=(
            *((TileCell(point.label), _number(counted[point.value], point.value)) for point in OpenPoint),
            (TileCell("Fälle mit offenen Punkten"), _number(counted["any"], ANY_POINT)),
        ),
        note="Ein Fall kann mehrere offene Punkte haben.",
    )


def _number(number: int, asked: str) -> TileCell:
    return TileCell(thousands(number), f"{reverse('applicant_list')}?offen={asked}" if number else "")
