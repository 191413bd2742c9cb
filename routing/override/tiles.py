"""What overrides show on the dashboard of a team: for what reasons they are."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from frame.contracts import PanelTile, TileCell
from kit.charts import thousands
from routing.override.lists import reason_counts
from staff.models import User


def override_panels(user: User, on: date) -> Iterator[PanelTile]:
    """How many there are for each reason; each number leads to the list of those."""
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
