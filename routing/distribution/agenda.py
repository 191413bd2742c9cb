"""What distributions put on somebody's day: cases received, and cases of those who do not work here any more."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, F, QuerySet
from django.urls import reverse

from frame.contracts import AgendaGroup, AgendaLine
from frame.viewer import Viewer
from routing.distribution.question import DEPARTED, DESK
from routing.enums import DistributionState
from routing.models import DistributionItem, DistributionRun, ListedCase
from routing.models.distribution import MOVED
from routing.permissions import departed_from
from staff.models import User
from staff.roles import Role

NEW_FOR = timedelta(days=7)
"""So long cases from a distribution are told as news."""


def received_by(user: User) -> QuerySet[DistributionItem]:
    """The cases that distributions gave to somebody and that are hers still."""
    return DistributionItem.objects.filter(
        MOVED, run__state=DistributionState.APPLIED, chosen=user, applicant__listed__caseworker=F("chosen")
    )


def received_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """To a caseworker one line for each distribution of the last days that gave her cases."""
    user, on = viewer.user, viewer.on
    if user.role != Role.CASEWORKER:
        return
    recent = received_by(user).filter(run__applied_at__date__gt=on - NEW_FOR, run__applied_at__date__lte=on)
    counts = dict(recent.order_by().values_list("run").annotate(Count("pk")))
    for run in DistributionRun.objects.filter(pk__in=counts).select_related("applied_by"):
        count = counts[run.pk]
        who = run.applied_by.short_name if run.applied_by else ""
        yield AgendaLine(
            key=f"distribution:{run.key}",
            group=AgendaGroup.NEW,
            subject=f"{count} {'Fall' if count == 1 else 'Fälle'} aus einer Verteilung",
            text=f"{who} hat {'ihn' if count == 1 else 'sie'} Ihnen gegeben. Anlass: {run.get_occasion_display()}",
            url=reverse("distribution_received", args=[run.key]),
            action="Neue Fälle ansehen",
        )


def departed_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """To a team lead one line for each desk with cases of accounts that do not work here any more. The link leads to
    the distribution of exactly those.
    """
    user = viewer.user
    if user.role != Role.TEAM_LEAD:
        return
    left = ListedCase.objects.filter(desk__team=user.team_id, caseworker__in=departed_from(user.team_id))
    for desk, label, count in left.order_by("desk").values_list("desk", "desk__label").annotate(Count("pk")):
        yield AgendaLine(
            key=f"departed:{desk}",
            group=AgendaGroup.DUE,
            subject="1 Fall" if count == 1 else f"{count} Fälle",
            text=f"von Konten, die nicht mehr hier arbeiten ({label})",
            url=f"{reverse('distribution_create')}?{DESK}={desk}&{DEPARTED}=1",
            action="Verteilen",
        )
