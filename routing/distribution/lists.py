"""The cases that a distribution gave to somebody, page by page."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from kit.paging import numbered_page
from routing.distribution.page import PAGE
from routing.models import DistributionItem, DistributionRun


class ReceivedCase(NamedTuple):
    """A case that is new to its caseworker."""

    key: UUID
    name: str
    customer_number: str
    before: str


class ReceivedPage(NamedTuple):
    """Cases by name; addresses are complete."""

    total: int
    cases: list[ReceivedCase]
    first_url: str | None
    next_url: str | None


def received_page(items: QuerySet[DistributionItem], run: DistributionRun, data: QueryDict) -> ReceivedPage:
    """The page that ``data`` asks for."""
    url = reverse("distribution_received", args=[run.key])
    found = items.select_related("applicant", "before").order_by("applicant__sort_name", "pk")
    page = numbered_page(found, data.get(PAGE, ""))
    return ReceivedPage(
        page.paginator.count,
        [
            ReceivedCase(
                item.applicant.key,
                str(item.applicant),
                item.applicant.customer_number,
                item.before.short_name if item.before else "noch keine",
            )
            for item in page
        ],
        first_url=url if page.has_previous() else None,
        next_url=f"{url}?{PAGE}={page.number + 1}" if page.has_next() else None,
    )
