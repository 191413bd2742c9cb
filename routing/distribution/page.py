"""The page of a plan: what it does to each person, what it has to say, and its cases page by page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from kit.paging import numbered_page
from routing.distribution.forms import FilterForm
from routing.distribution.goals import judged
from routing.distribution.terms import Case, Person, Plan, SplitReason
from routing.enums import DistributionState
from routing.models import DistributionItem, DistributionReceiver, DistributionRun, ListedCase
from staff.models import User
from staff.staffing.queries import percent, restricted

PAGE = "seite"

WHY_SPLIT = {
    SplitReason.SEVERAL_ALREADY: "andere Mitglieder sind schon bei mehreren Personen",
    SplitReason.HER_PERSON_IS_FULL: "wer die anderen Mitglieder betreut, hat keinen Platz oder gab sie ab",
    SplitReason.TOO_LARGE: "niemand hat Platz für alle zusammen",
    SplitReason.NO_ROOM_TOGETHER: "zusammen passt er nirgends, ohne dass jemand über die Kapazität käme",
}
BY_HAND = "von Hand so gewählt"


class PersonLine(NamedTuple):
    """What the plan does to somebody who receives. ``url`` shows her cases. ``away``: what keeps her from taking new
    cases, or soon will, in words; said as long as the plan can be changed.
    """

    name: str
    places: int
    before: int
    after: int
    comes: int
    goes: int
    url: str
    away: str

    @property
    def choice(self) -> str:
        """Her name as a choice says it, with what speaks against giving her more."""
        against = ", ".join(filter(None, ("kein Platz" if self.after >= self.places else "", self.away)))
        return f"{self.name} ({against})" if against else self.name

    @property
    def before_percent(self) -> int:
        """Her load before."""
        return percent(self.before, self.places)

    @property
    def after_percent(self) -> int:
        """Her load after."""
        return percent(self.after, self.places)

    @property
    def above(self) -> int:
        """How many cases she will have above her places."""
        return max(0, self.after - self.places)


class CaseLine(NamedTuple):
    """A case of the plan. ``household``: what is to be said about its other members, "" without any; ``why``: why it is
    split.
    """

    key: UUID
    name: str
    customer_number: str
    bg_number: str
    household: str
    is_split: bool
    why: str
    before: str
    chosen: str
    is_moved: bool
    is_changed: bool


class Source(NamedTuple):
    """How many cases of the plan are given away by whom."""

    name: str
    cases: int


class _Item(NamedTuple):
    id: int
    applicant: int
    household: str
    before: int | None
    proposed: int
    chosen: int


@dataclass(frozen=True)
class PlanPage:
    """Everything that the page shows; addresses are complete."""

    run: DistributionRun
    is_stale: bool
    form: FilterForm
    people: list[PersonLine]
    choices: list[tuple[int, str]]
    sources: list[Source]
    total: int
    moved: int
    splits: int
    splits_url: str
    above: list[PersonLine]
    highest: PersonLine | None
    count: int
    cases: list[CaseLine]
    shown: str
    query: str
    first_url: str | None
    next_url: str | None

    @property
    def is_open(self) -> bool:
        """Whether it can be changed and applied."""
        return self.run.state == DistributionState.PLANNED and not self.is_stale


def plan_page(run: DistributionRun, data: QueryDict, on: date) -> PlanPage:
    """The page that ``data`` asks for; what it says wrongly is left out of account."""
    return _Reading(run, on).page(data)


def all_cases(run: DistributionRun, on: date) -> list[CaseLine]:
    """Every case of a plan, by name."""
    return _Reading(run, on).all_cases()


class _Reading:
    def __init__(self, run: DistributionRun, on: date) -> None:
        self.run, self.on = run, on
        self.receivers = list(run.receivers.select_related("person"))
        rows = run.items.order_by("applicant__sort_name", "pk").values_list(
            "pk", "applicant", "applicant__bg_number", "before", "proposed", "chosen"
        )
        self.items = [_Item(*row) for row in rows]
        self.names = _names({each for item in self.items for each in (item.before, item.chosen) if each})
        self.plan = self._judged()
        self.sizes = Counter(item.household for item in self.items)
        self.split = {each.household: each for each in self.plan.splits}
        self.by_hand = {item.household for item in self.items if item.chosen != item.proposed}
        self.url = reverse("distribution_detail", args=[run.key])

    def page(self, data: QueryDict) -> PlanPage:
        form = FilterForm(data, people=[receiver.person.short_name for receiver in self.receivers])
        page = numbered_page(self._shown(form), data.get(PAGE, ""))
        is_planned, is_stale = self.run.state == DistributionState.PLANNED, self.run.planned_on != self.on
        found = restricted([each.person_id for each in self.receivers], self.on) if is_planned and not is_stale else {}
        away = {pk: ", ".join(filter(None, each.words(self.on))) for pk, each in found.items()}
        people = [
            self._person(number, receiver, away.get(receiver.person_id, ""))
            for number, receiver in enumerate(self.receivers, 1)
        ]
        query = _query(form)
        return PlanPage(
            run=self.run,
            is_stale=is_planned and is_stale,
            form=form,
            people=people,
            choices=[(each.person_id, line.choice) for each, line in zip(self.receivers, people, strict=True)],
            sources=self._sources(),
            total=len(self.items),
            moved=self.plan.goals.moved,
            splits=len(self.plan.splits),
            splits_url=f"{self.url}?zeigen=getrennt#faelle",
            above=[line for line in people if line.above],
            highest=max((line for line in people if line.comes), key=lambda line: line.after_percent, default=None),
            count=page.paginator.count,
            cases=self._cases(list(page)),
            shown=f"Fälle {page.start_index()} bis {page.end_index()} von {page.paginator.count}",
            query=query,
            first_url=f"{self.url}?{query}#faelle" if page.has_previous() else None,
            next_url=f"{self.url}?{query}&{PAGE}={page.number + 1}#faelle" if page.has_next() else None,
        )

    def all_cases(self) -> list[CaseLine]:
        return self._cases([item.id for item in self.items])

    def _judged(self) -> Plan:
        """The plan as it stands now, with what was changed by hand."""
        cases = [Case(item.applicant, item.household, item.before) for item in self.items]
        others = ListedCase.objects.filter(
            desk=self.run.desk_id,
            caseworker__in=[receiver.person_id for receiver in self.receivers],
            applicant__bg_number__in=self.run.items.values("applicant__bg_number"),
        ).exclude(applicant__in=self.run.items.values("applicant"))
        households: dict[int, set[str]] = {}
        for person, household in others.values_list("caseworker", "applicant__bg_number"):
            households.setdefault(person, set()).add(household)
        people = [
            Person(each.person_id, each.places, each.kept, frozenset(households.get(each.person_id, ())))
            for each in self.receivers
        ]
        return judged({item.applicant: item.chosen for item in self.items}, cases, people)

    def _person(self, number: int, receiver: DistributionReceiver, away: str) -> PersonLine:
        person = receiver.person_id
        had = sum(item.before == person for item in self.items)
        gets = sum(item.chosen == person for item in self.items)
        stays = sum(item.chosen == person == item.before for item in self.items)
        return PersonLine(
            name=str(receiver.person),
            places=receiver.places,
            before=receiver.kept + had,
            after=receiver.kept + gets,
            comes=gets - stays,
            goes=had - stays,
            url=f"{self.url}?an={number}#faelle",
            away=away,
        )

    def _sources(self) -> list[Source]:
        counts: Counter[int | None] = Counter(item.before for item in self.items if item.before != item.chosen)
        named = [Source(self.names[who].short_name, count) for who, count in counts.items() if who]
        nobody = [Source("noch keine IFK", counts[None])] if counts[None] else []
        return [*sorted(named), *nobody]

    def _shown(self, form: FilterForm) -> list[int]:
        person = self.receivers[form.person - 1].person_id if form.person else None
        return [
            item.id
            for item in self.items
            if (person is None or item.chosen == person)
            and (form.shown != "wechsel" or item.before != item.chosen)
            and (form.shown != "getrennt" or item.household in self.split)
        ]

    def _cases(self, shown: Sequence[int]) -> list[CaseLine]:
        found = DistributionItem.objects.filter(pk__in=shown).select_related("applicant")
        return [self._case(item) for item in found.order_by("applicant__sort_name", "pk")]

    def _case(self, item: DistributionItem) -> CaseLine:
        household = item.applicant.bg_number
        return CaseLine(
            key=item.applicant.key,
            name=str(item.applicant),
            customer_number=item.applicant.customer_number,
            bg_number=household,
            household=f"{size} Fälle, zusammen" if (size := self.sizes[household]) > 1 else "",
            is_split=household in self.split,
            why=self._why(household),
            before=self.names[item.before_id].short_name if item.before_id else "noch keine",
            chosen=self.names[item.chosen_id].short_name,
            is_moved=item.is_moved,
            is_changed=item.chosen_id != item.proposed_id,
        )

    def _why(self, household: str) -> str:
        if household not in self.split:
            return ""
        return BY_HAND if household in self.by_hand else WHY_SPLIT[self.split[household].reason]


def _names(people: set[int]) -> Mapping[int, User]:
    return User.objects.in_bulk(people)


def _query(form: FilterForm) -> str:
    query = QueryDict(mutable=True)
    if form.person:
        query["an"] = str(form.person)
    if form.shown:
        query["zeigen"] = form.shown
    return query.urlencode()
