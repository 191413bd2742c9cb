"""Every number of a dashboard, and how many rows the list behind it has."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import resolve

from jobcenter.composition import tiles_of
from routing.caselist.page import list_page
from routing.enums import OverrideReason
from routing.handover.durations import Duration, durations
from routing.handover.list_page import transfer_list_page
from routing.models import ForecastRun
from routing.outlook.page import DESK, DIRECTION, MONTH
from routing.outlook.reads import asked_for
from routing.override.lists import override_sections
from staff.models import Desk, User
from tests.factories import viewer


def linked_numbers(user: User, on: date) -> Iterator[tuple[int, str]]:
    """Each number that leads anywhere, with the address."""
    figures, panels = tiles_of(viewer(user, on))
    found = [(tile.text, tile.url) for tile in figures]
    for tile in panels:
        found += [(cell.text, cell.url) for row in tile.rows for cell in row[1:]]
        if tile.loads:
            found += [(load.amount.text, load.amount.url) for load in tile.loads.rows]
        if tile.flows:
            amounts = [amount for flow in tile.flows.rows for amount in (flow.inflow, flow.outflow)]
            found += [(amount.text, amount.url) for amount in amounts]
    return ((int(text.replace(".", "")), url) for text, url in found if url)


def rows_behind(url: str, user: User, on: date) -> int:
    """How many rows the list at this address has for the user."""
    parts = urlsplit(url)
    data = QueryDict(parts.query)
    match resolve(parts.path).url_name:
        case "applicant_list":
            return int(list_page(data, None, user, on).count)
        case "transfer_list":
            return transfer_list_page(data, viewer(user, on)).count
        case "overrides":
            sections = override_sections(user, on, OverrideReason(data["grund"]))
            return sum(len(section.lines) for section in sections)
        case "lapse_durations":
            span = next(each for each in Duration if each.value == data["dauer"])
            return sum(span.covers(each.working_days) for each in durations(user, on))
        case "outlook_cases":
            asked = asked_for(ForecastRun.objects.get(), Desk.objects.get(pk=data[DESK]), data[MONTH], data[DIRECTION])
            assert asked is not None
            return asked.moves.count()
    raise AssertionError(f"no list is known at {url}")
