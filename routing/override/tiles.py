"""What overrides show on the dashboard of a team: for what reasons they are."""

from collections.abc import Iterator

from django.urls import reverse

from frame.contracts import PanelTile, TileCell
from frame.viewer import Viewer
from kit.charts import thousands
from routing.override.lists import reason_counts


def override_panels(viewer: Viewer) -> Iterator[PanelTile]:
    """How many there are for each reason; each number leads to the list of those."""
    user, on = viewer.user, viewer.on
    yield PanelTile(
        "uebersteuerungen",
        "Übersteuerungen nach Grund",
        ("Grund", "Fälle"),
        rows=tuple(
            (TileCell(reason.label), TileCell(thousands(number), f"{reverse('overrides')}?grund={reason.value}"))
            for reason, number in reason_counts(user, on)
        ),
        note="Beantragt, in Kraft, und in den letzten 90 Tagen beendet oder abgelehnt.",
        links=(("Alle Übersteuerungen", reverse("overrides")),),
    )
