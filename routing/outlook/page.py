"""The forecast of a desk as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from kit.charts import Amount, Flow, FlowChart, Level, LevelChart, flow_chart, level_chart, month_of, thousands
from routing.caselist.matrix import by_ladder
from routing.models import ForecastRun
from routing.outlook.forecast import spans
from routing.outlook.numbers import IN, OUT, DeskMonth, desk_months
from routing.outlook.reads import counted_moves
from routing.permissions import desks_of, sees_applicants
from staff.models import Desk, User
from staff.staffing.queries import capacity

DESK, MONTH, DIRECTION, AFTER = "stelle", "monat", "richtung", "nach"


@dataclass(frozen=True)
class DeskTab:
    """A desk to choose."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Outlook:
    """A desk's forecast: charts with their tables, and the sums of them all."""

    run: ForecastRun
    desk: Desk
    flows: FlowChart
    levels: LevelChart
    inflow: str
    outflow: str
    is_staffed: bool


def desks_for(user: User) -> list[Desk]:
    """The desks whose forecast the user sees: a team lead those of her team, the others all, in the order of the
    ladder.
    """
    desks = desks_of(user) if sees_applicants(user) else Desk.objects.all()
    return sorted(desks, key=lambda desk: by_ladder(desk.code, desk.label))


def desk_tabs(desks: Sequence[Desk], chosen: Desk) -> list[DeskTab]:
    """The desks to choose from."""
    address = reverse("outlook")
    return [DeskTab(desk.label, f"{address}?{urlencode({DESK: desk.pk})}", desk == chosen) for desk in desks]


def outlook_of(run: ForecastRun, desk: Desk, user: User) -> Outlook:
    """The forecast of a desk, with the capacity as it is planned now; with links for whoever may see the cases."""
    columns = spans(run.on)
    months = desk_months(counted_moves(run), run.stock, desk.pk, columns)
    rooms = capacity([desk.pk], [span.last for span in columns])
    is_staffed = any(rooms.values())
    flows = [_flow(month, desk, with_links=sees_applicants(user)) for month in months]
    levels = [
        Level(
            month_of(month.span.last, rest=month.span.is_rest),
            Amount(month.stock),
            rooms[desk.pk, month.span.last] if is_staffed else None,
        )
        for month in months
    ]
    return Outlook(
        run=run,
        desk=desk,
        flows=flow_chart(flows),
        levels=level_chart(levels),
        inflow=thousands(sum(flow.inflow.number for flow in flows)),
        outflow=thousands(sum(flow.outflow.number for flow in flows)),
        is_staffed=is_staffed,
    )


def cases_query(desk: Desk, month: str, direction: str) -> str:
    """The query of the address that lists what a number counts."""
    return urlencode({DESK: desk.pk, MONTH: month, DIRECTION: direction})


def _flow(month: DeskMonth, desk: Desk, *, with_links: bool) -> Flow:
    def linked(amount: Amount, direction: str) -> Amount:
        if not with_links or not amount.number:
            return amount
        query = cases_query(desk, f"{month.span.first:%Y-%m}", direction)
        return replace(amount, url=f"{reverse('outlook_cases')}?{query}")

    name = month_of(month.span.last, rest=month.span.is_rest)
    return Flow(name, linked(month.inflow, IN), linked(month.outflow, OUT))
