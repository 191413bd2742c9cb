"""What the forecast shows on the dashboard of a team: what comes and goes at its desks within a year."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from frame.contracts import PanelTile
from frame.viewer import Viewer
from kit.charts import flow_chart
from routing.outlook.page import DESK, desks_for, outlook_of
from routing.outlook.reads import last_forecast

MONTHS_SHOWN = 12


def outlook_panels(viewer: Viewer) -> Iterator[PanelTile]:
    """For each desk of the team the known days of the next months, as the last night computed them."""
    user = viewer.user
    run = last_forecast()
    for desk in desks_for(user):
        links = (("Ausblick auf 24 Monate", f"{reverse('outlook')}?{urlencode({DESK: desk.pk})}"),)
        name, title = f"ausblick-{desk.pk}", f"Erwartete Zu- und Abgänge: {desk}"
        if run is None:
            yield PanelTile(name, title, (), note="Der Ausblick wird in der Nacht berechnet.", links=links)
            continue
        yield PanelTile(
            name,
            title,
            (),
            flows=flow_chart(outlook_of(run, desk, user).flows.rows[:MONTHS_SHOWN]),
            note=f"Nur aus bekannten Stichtagen, berechnet für den {run.on:%d.%m.%Y}.",
            links=links,
        )
