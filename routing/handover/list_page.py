"""One page of a list of hand-overs, put together from what its address says."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from frame.viewer import Viewer
from kit.days import ONE_DAY, overdue_words
from kit.paging import KeysetPage, keyset_page
from routing.assignment.course import change_words
from routing.enums import TransferState
from routing.handover.forms import ListForm
from routing.handover.lists import (
    ListKind,
    Scope,
    Side,
    announced,
    counts,
    responsible_of,
    transfers_of,
)
from routing.handover.turn import Turn, marks_of, turn_of
from routing.models import Applicant, ListedCase, Transfer
from routing.permissions import desks_of
from routing.queries import overrides_of, policy_schedule, record_of, rows_of
from routing.record import facts_of
from routing.rules.codes import NoticeKind
from routing.rules.override import Override
from routing.rules.timeline import timeline

KIND = "liste"
AFTER = "nach"

LABELS = {
    ListKind.ANNOUNCED: "Angekündigt",
    ListKind.RUNNING: "In Arbeit",
    ListKind.OVERDUE: "Überfällig",
    ListKind.NO_RECEIVER: "Ohne Empfänger",
}
EXPLAINED = {
    ListKind.ANNOUNCED: (
        "Fälle Ihrer Stellen, deren Zuständigkeit in den nächsten 90 Tagen wechselt, wenn sich sonst nichts ändert. "
        "Am Tag danach schlägt der Nachtlauf die Überstellung vor."
    ),
    ListKind.RUNNING: "Alle laufenden Überstellungen Ihrer Stellen bis zum Erstkontakt, die zuerst fälligen oben.",
    ListKind.OVERDUE: "Laufende Überstellungen, deren nächster Schritt vor heute fällig war.",
    ListKind.NO_RECEIVER: (
        "Überstellungen an eine Stelle ohne IFK, und solche, die zweimal zurückgegeben wurden: "
        "Beide Teamleitungen sehen sie und klären sie miteinander."
    ),
}
NOTHING = {
    ListKind.ANNOUNCED: "In den nächsten 90 Tagen wechselt kein Fall Ihrer Stellen.",
    ListKind.RUNNING: "Zurzeit läuft keine Überstellung.",
    ListKind.OVERDUE: "Nichts ist überfällig.",
    ListKind.NO_RECEIVER: "Jede Überstellung hat einen Empfänger.",
}
NOT_YET_TOLD = "Angekündigte Fälle sieht nur die Stelle, die sie betreut, bis die Überstellung vorgeschlagen ist."
TONES = {
    TransferState.PROPOSED: "info",
    TransferState.INITIATED: "info",
    TransferState.ACCEPTED: "success",
    TransferState.COMPLETED: "success",
}
DUE_FOR = {
    TransferState.PROPOSED: "einleiten",
    TransferState.INITIATED: "annehmen",
    TransferState.ACCEPTED: "wirksam",
    TransferState.COMPLETED: "Erstkontakt",
}


class Tab(NamedTuple):
    """One of the four lists to choose, with the number of its rows."""

    label: str
    size: int
    url: str
    is_current: bool


class TransferRow(NamedTuple):
    """A hand-over in a list; ``url`` leads to the next click."""

    key: UUID
    applicant: UUID
    name: str
    customer_number: str
    source: str
    target: str
    caseworker: str
    state: str
    tone: str
    marks: list[str]
    due_on: date
    due_for: str
    overdue: str
    turn: Turn

    @property
    def is_choosable(self) -> bool:
        """Whether the step can be taken for several together."""
        return self.turn in {Turn.INITIATE, Turn.ACCEPT}


class AnnouncedRow(NamedTuple):
    """A case that will change its desk; ``last_day`` is the last one at the present desk."""

    applicant: UUID
    name: str
    customer_number: str
    desk: str
    next_desk: str
    caseworker: str
    occasion: str
    last_day: date


@dataclass(frozen=True)
class TransferListPage:
    """Everything that a list shows; addresses are complete."""

    kind: ListKind
    tabs: list[Tab]
    form: ListForm
    title: str
    explained: str
    nothing: str
    words: str
    count: int
    transfers: list[TransferRow]
    announced: list[AnnouncedRow]
    first_url: str | None
    next_url: str | None

    @property
    def subjects(self) -> list[UUID]:
        """Whose data the page shows."""
        return [*(row.applicant for row in self.transfers), *(row.applicant for row in self.announced)]

    @property
    def may_initiate(self) -> bool:
        """Whether there is anything on the page to initiate together."""
        return any(row.turn is Turn.INITIATE for row in self.transfers)

    @property
    def may_accept(self) -> bool:
        """Whether there is anything on the page to accept together."""
        return any(row.turn is Turn.ACCEPT for row in self.transfers)


def transfer_list_page(data: QueryDict, viewer: Viewer) -> TransferListPage:
    """The page that ``data`` asks for; what it says wrongly is left out of account."""
    kind, user, on = _kind_of(data), viewer.user, viewer.on
    desks = desks_of(user)
    form = ListForm(data, desks=desks)
    scope = Scope(form.desks(), form.side(), form.narrowed(on))
    after, salt = data.get(AFTER, ""), f"routing.handover.{kind}.{user.pk}"
    numbers = counts(scope, on)
    page: KeysetPage[ListedCase] | KeysetPage[Transfer]
    transfers: list[TransferRow] = []
    cases: list[AnnouncedRow] = []
    if kind is ListKind.ANNOUNCED:
        page = keyset_page(announced(scope, on), ("holds_until", "pk"), after, salt)
        cases = list(_announced_rows(page.rows, on)) if page.rows else []
    else:
        page = keyset_page(transfers_of(kind, scope, on), ("due_on", "pk"), after, salt)
        transfers = [_row(transfer, viewer) for transfer in page.rows]
    return TransferListPage(
        kind=kind,
        tabs=[Tab(LABELS[each], numbers[each], _url(data, each), each is kind) for each in ListKind],
        form=form,
        title=LABELS[kind],
        explained=EXPLAINED[kind],
        nothing=NOT_YET_TOLD if kind is ListKind.ANNOUNCED and scope.side is Side.RECEIVING else NOTHING[kind],
        words=f"{LABELS[kind]} · {form.words()}",
        count=numbers[kind],
        transfers=transfers,
        announced=cases,
        first_url=_url(data, kind) if page.after else None,
        next_url=_url(data, kind, page.next_after) if page.next_after else None,
    )


def _kind_of(data: QueryDict) -> ListKind:
    try:
        return ListKind(data.get(KIND, ListKind.RUNNING))
    except ValueError:
        return ListKind.RUNNING


def _row(transfer: Transfer, who: Viewer) -> TransferRow:
    responsible = responsible_of(transfer)
    state = TransferState(transfer.state)
    return TransferRow(
        key=transfer.key,
        applicant=transfer.applicant.key,
        name=str(transfer.applicant),
        customer_number=transfer.applicant.customer_number,
        source=str(transfer.source),
        target=str(transfer.target),
        caseworker=responsible.caseworker.short_name if responsible and responsible.caseworker else "",
        state=state.label,
        tone=TONES[state],
        marks=marks_of(transfer),
        due_on=transfer.due_on,
        due_for=DUE_FOR[state],
        overdue=overdue_words(transfer.due_on, who.on),
        turn=turn_of(who, transfer, responsible),
    )


def _announced_rows(cases: Sequence[ListedCase], on: date) -> Iterator[AnnouncedRow]:
    occasions = _occasions({case.pk: case.holds_until for case in cases}, on)
    for case in cases:
        yield AnnouncedRow(
            applicant=case.applicant.key,
            name=str(case.applicant),
            customer_number=case.applicant.customer_number,
            desk=str(case.desk),
            next_desk=str(case.applicant.current.next_desk),
            caseworker=case.caseworker.short_name if case.caseworker else "",
            occasion=occasions.get(case.pk, ""),
            last_day=case.holds_until,
        )


def _occasions(last_days: Mapping[int, date], on: date) -> dict[int, str]:
    """What will end the present answer of each applicant on its last day, in a few words."""
    policies, overrides = policy_schedule(), overrides_of(last_days)
    found = {}
    rows = rows_of(last_days)
    for applicant in Applicant.objects.filter(pk__in=last_days):
        last_day = last_days[applicant.pk]
        if words := _override_words(overrides.get(applicant.pk, ()), last_day):
            found[applicant.pk] = words
            continue
        facts = facts_of(record_of(applicant, rows[applicant.pk]))
        now, *later = timeline(facts, on, policies)
        if later and now.last == last_day:
            found[applicant.pk] = change_words(facts, policies, now, later[0])
    return found


def _override_words(overrides: Collection[Override], last_day: date) -> str:
    if any(override.last_day == last_day for override in overrides):
        return NoticeKind.OVERRIDE_ENDS.label
    begins = any(override.period.start == last_day + ONE_DAY for override in overrides)
    return "Übersteuerung beginnt" if begins else ""


def _url(data: QueryDict, kind: ListKind, after: str = "") -> str:
    query = QueryDict(mutable=True)
    query[KIND] = kind.value
    for name in ListForm.base_fields:
        if value := data.get(name):
            query[name] = str(value)
    if after:
        query[AFTER] = after
    return f"{reverse('transfer_list')}?{query.urlencode()}"
