"""Months of an office at random: people edit, hand over, close and reopen, go away and come back, accounts are shut or
move to another team, nights pass or are missed.

After each step everybody in care has exactly one desk, every answer that was given today is the rules', a case at
another desk than the named one is on its way and only once, every case with something due stands on somebody's day,
numbers are those of their lists, and no history row has changed; whoever reads her pages finds nobody there whom she
may not open. Short in CI; `make months` plays on.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jobcenter.composition import agenda_of
from jobcenter.tests.numbers import linked_numbers, rows_behind
from kit.days import Period
from kit.refusals import ActionRefused
from routing.assignment.actions import close_case, take_over_case
from routing.assignment.choosing import Choice
from routing.assignment.openings import open_new_case
from routing.enums import LIVE_TRANSFER_STATES, ClosingReason, Occasion, ReturnReason, TransferState
from routing.handover.actions import accept, initiate, send_back, withdraw
from routing.handover.agenda import NEW_FOR
from routing.handover.carrying_out import complete_due
from routing.handover.lists import ListKind, Scope, announced, counts, transfers_of
from routing.handover.policy_run import decide_some
from routing.handover.reconcile import deviations
from routing.intake.actions import change
from routing.models import Applicant, Assignment, Case, Lapse, ListedCase, PolicyVersion, Transfer
from routing.outlook.actions import compute_forecast
from routing.permissions import departed_from, may_take_over
from routing.policy_actions import put_in_force
from routing.queries import open_assignment, record_of
from routing.record import ApplicantRecord, MemberRecord, PregnancyRecord, StatusRecord
from routing.rules.codes import OpenPoint, Relation
from routing.tests.caselist.office import logged_in
from routing.tests.handover.office import night
from staff.enums import Restriction
from staff.models import Desk, User
from staff.staffing.actions import note_unavailable, stand_in
from staff.staffing.queries import restrictions_on, standing_in_for
from tests.examples import LEAST
from tests.factories import caseworker, make_applicant, record, team_lead, viewer

DESKS = ("self_employed", "u25_aez", "u25", "reha_sb", "case_management", "ifk_aez", "placement")
FIRST_DAY = date(2026, 3, 2)
STEPS = 25

MINOR = MemberRecord(Relation.CHILD, date(2008, 6, 10), "Mia")
SMALL = MemberRecord(Relation.CHILD, date(2024, 1, 5), "Kim")
PARTNER = MemberRecord(Relation.PARTNER, date(1985, 5, 5), "Jan", moved_in=date(2026, 2, 20))
GRANDMOTHER = MemberRecord(Relation.OTHER, date(1950, 1, 1), "Oma")

households = st.lists(st.sampled_from([MINOR, SMALL, PARTNER, GRANDMOTHER]), unique=True, max_size=3).map(tuple)
births = st.sampled_from([date(1991, 3, 14), date(2001, 7, 1), date(2005, 1, 1)])
restrictions = st.sampled_from(Restriction)
status_kinds = st.sampled_from(["self_employed", "rehabilitation", "severely_disabled"])


class Office(RuleBasedStateMachine):
    """One office with a caseworker at each desk, in a transaction that is rolled back at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        self.on = FIRST_DAY
        self.people: dict[str, User] = {desk: caseworker(desk) for desk in DESKS}
        self.places = {desk: (person.team_id, person.desk_id) for desk, person in self.people.items()}
        self.leads = [team_lead(desk) for desk in DESKS if desk != "u25_aez"]
        self.history: dict[str, str] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)

    @property
    def at(self) -> datetime:
        return datetime(self.on.year, self.on.month, self.on.day, 10, tzinfo=UTC)

    @initialize(births=st.lists(births, min_size=1, max_size=3), members=households)
    def somebody_comes(self, births: list[date], members: tuple[MemberRecord, ...]) -> None:
        for born in births:
            self.take_in(born, members)

    @rule(born=births, members=households)
    def take_in(self, born: date, members: tuple[MemberRecord, ...]) -> None:
        by = self.people["placement"]
        applicant = make_applicant(by=by, on=self.on, at=self.at, record=record(birth_date=born, members=members))
        by = self.people[applicant.listed.desk_id]
        if by.pk != applicant.listed.caseworker_id and may_take_over(
            by, open_assignment(applicant), applicant.listed.decided_desk_id, self.on
        ):
            take_over_case(applicant=applicant, by=by, on=self.on, at=self.at)

    @rule(data=st.data(), members=households)
    def household_changes(self, data: st.DataObject, members: tuple[MemberRecord, ...]) -> None:
        applicant = self._somebody(data)
        stored = record_of(applicant)
        self._change(applicant, replace(stored, members=members))

    @rule(data=st.data(), kind=status_kinds, days=st.integers(1, 60))
    def status_is_entered(self, data: st.DataObject, kind: str, days: int) -> None:
        applicant = self._somebody(data)
        status = StatusRecord(kind, Period(self.on, self.on + timedelta(days=days)))
        self._change(applicant, replace(record_of(applicant), statuses=(status,)))

    @rule(data=st.data(), days=st.integers(1, 60))
    def a_birth_is_expected(self, data: st.DataObject, days: int) -> None:
        applicant = self._somebody(data)
        expected = PregnancyRecord(self.on + timedelta(days=days), self.on, expected_single_parent=True)
        self._change(applicant, replace(record_of(applicant), pregnancies=(expected,)))

    @rule(days=st.integers(1, 45))
    def nights_pass(self, days: int) -> None:
        """All but the last are missed."""
        self.on += timedelta(days=days)
        complete_due(on=self.on, at=self.at)
        night(self.on)
        compute_forecast(on=self.on, at=self.at)

    @precondition(lambda self: Transfer.objects.filter(state__in=LIVE_TRANSFER_STATES).exists())
    @rule(data=st.data(), step=st.sampled_from(["initiate", "accept", "return", "withdraw"]), wait=st.integers(0, 20))
    def hand_over(self, data: st.DataObject, step: str, wait: int) -> None:
        running = Transfer.objects.filter(state__in=LIVE_TRANSFER_STATES).select_related("applicant").order_by("pk")
        transfer = data.draw(st.sampled_from(list(running)))
        giver, receiver = self.people[transfer.source_id], self.people[transfer.target_id]
        on, at = self.on, self.at
        try:
            if step == "initiate":
                initiate(transfer=transfer, note="", by=giver, on=on, at=at)
            elif step == "accept":
                day = on + timedelta(days=wait)
                accept(transfer=transfer, choice=Choice(receiver), effective_on=day, by=receiver, on=on, at=at)
            elif step == "return":
                reason = ReturnReason.FACTS_OUTDATED
                send_back(transfer=transfer, reason=reason, note="", by=receiver, on=on, at=at)
            else:
                withdraw(transfer=transfer, note="", by=giver, on=on, at=at)
        except ActionRefused:
            # Not the state for this step, or the answer has changed since: then nothing happens.
            return

    @rule(
        desk=st.sampled_from(DESKS), days=st.integers(1, 30), kind=st.sampled_from(Restriction), stands_in=st.booleans()
    )
    def somebody_goes_away(self, desk: str, days: int, kind: Restriction, *, stands_in: bool) -> None:
        person, last = self.people[desk], self.on + timedelta(days=days)
        try:
            note_unavailable(user=person, kind=kind, first=self.on, last=last, by=person)
            if stands_in:
                deputy = next(other for other in self.people.values() if other.team_id == person.team_id)
                stand_in(user=person, deputy=deputy, first=self.on, last=last, by=person)
        except ValidationError:
            # She is away already, or nobody else is in her team.
            return

    @rule(data=st.data(), what=st.sampled_from(["shut", "move", "return"]))
    def an_account_changes(self, data: st.DataObject, what: str) -> None:
        """Without a word about her cases, absences and those for whom she stands in. Whoever takes people in stays."""
        busy = ListedCase.objects.exclude(desk="placement").order_by().values_list("desk", flat=True).distinct()
        desk = data.draw(st.sampled_from(sorted(busy) or list(DESKS[:-1])))
        person, (team, place) = self.people[desk], self.places["placement" if what == "move" else desk]
        person.is_active, person.team_id, person.desk_id = what != "shut", team, place
        person.save()

    @rule(days=st.integers(1, 60), u25_age=st.integers(20, 30), waiting_days=st.integers(0, 120))
    def values_change(self, days: int, u25_age: int, waiting_days: int) -> None:
        """Put in force for a day to come; then everybody is decided anew."""
        first = self.on + timedelta(days=days)
        if PolicyVersion.objects.filter(valid_from=first).exists():
            return
        version = PolicyVersion(valid_from=first, u25_age=u25_age, waiting_days=waiting_days)
        run = put_in_force(version=version, on=self.on, at=self.at).run
        while decide_some(run_id=run.pk, on=self.on, at=self.at):
            pass

    @rule(data=st.data())
    def somebody_reads(self, data: st.DataObject) -> None:
        """No page names a person whom its reader may not open: of her day and her list the first and the last."""
        reader = data.draw(st.sampled_from(list(User.objects.filter(is_active=True).order_by("pk"))))
        with time_machine.travel(self.at, tick=False):
            client = logged_in(reader)
            addresses = [line.url for line in agenda_of(viewer(reader, self.on)) if line.person]
            rows = client.get(reverse("applicant_list"), {"sortierung": "name", "faelle": "alle"}).context["page"].rows
            addresses += [reverse("applicant_detail", args=[row.key]) for row in rows]
            for address in {*addresses[:1], *addresses[-1:]}:
                assert client.get(address).status_code == 200, address

    @rule(data=st.data())
    def close(self, data: st.DataObject) -> None:
        applicant = self._somebody(data)
        try:
            close_case(
                applicant=applicant, reason=ClosingReason.MOVED, by=self.people["placement"], on=self.on, at=self.at
            )
        except ActionRefused:
            assert not Case.objects.filter(applicant=applicant, period__upper_inf=True).exists()

    @rule(data=st.data())
    def reopen(self, data: st.DataObject) -> None:
        applicant = self._somebody(data)
        by = self.people["placement"]
        try:
            open_new_case(applicant=applicant, occasion=Occasion.REOPENED, by=by, on=self.on, at=self.at)
        except ActionRefused:
            assert Case.objects.filter(applicant=applicant, period__upper_inf=True).exists()

    @invariant()
    def everybody_in_care_has_exactly_one_desk(self) -> None:
        in_care = Case.objects.filter(period__upper_inf=True).values_list("applicant", flat=True)
        responsible = Assignment.objects.filter(period__upper_inf=True).values_list("applicant", flat=True)
        assert sorted(in_care) == sorted(responsible)

    @invariant()
    def stored_answers_are_those_of_the_rules(self) -> None:
        assert list(deviations(self.on)) == []

    @invariant()
    def a_case_at_another_desk_is_on_its_way_and_only_once(self) -> None:
        running = list(Transfer.objects.filter(state__in=LIVE_TRANSFER_STATES).values_list("applicant", flat=True))
        assert len(running) == len(set(running))
        elsewhere = {case.pk for case in ListedCase.objects.all() if case.desk_id != case.decided_desk_id}
        assert elsewhere <= set(running)

    @invariant()
    def numbers_are_those_of_their_lists(self) -> None:
        scope = Scope(list(Desk.objects.all()), None)
        for kind, number in counts(scope, self.on).items():
            listed = announced(scope, self.on) if kind is ListKind.ANNOUNCED else transfers_of(kind, scope, self.on)
            assert number == len(listed)

    @invariant()
    def numbers_of_the_dashboards_are_those_of_their_lists(self) -> None:
        """One team after the other: all of them each time would take minutes."""
        lead = self.leads[self.on.toordinal() % len(self.leads)]
        for number, url in linked_numbers(lead, self.on):
            assert (url, number) == (url, rows_behind(url, lead, self.on))

    @invariant()
    def every_case_with_something_due_stands_on_somebodys_day(self) -> None:
        """One team after the other, those first that somebody has left."""
        teams = [lead.team_id for lead in self.leads]
        left = [team for team in teams if departed_from(team)] or teams
        team = left[self.on.toordinal() % len(left)]
        told = {
            line.person
            for user in User.objects.filter(team=team, is_active=True)
            for line in agenda_of(viewer(user, self.on))
        }
        assert set(_due(team, self.on)) <= told

    @invariant()
    def no_case_of_somebody_absent_is_left_alone(self) -> None:
        away = restrictions_on({person.pk for person in self.people.values()}, self.on)
        absent = [person for person in self.people.values() if person.pk in away]
        standing_in = standing_in_for([(person, self.on) for person in absent])
        for person in absent:
            if away[person.pk].kind == Restriction.ABSENT and person.team_id in {lead.team_id for lead in self.leads}:
                assert standing_in[person.pk, self.on]

    @invariant()
    def no_row_of_the_history_has_changed(self) -> None:
        before, self.history = self.history, _history()
        assert before.items() <= self.history.items()

    def _somebody(self, data: st.DataObject) -> Applicant:
        keys = list(Applicant.objects.order_by("pk").values_list("pk", flat=True))
        return Applicant.objects.get(pk=data.draw(st.sampled_from(keys)))

    def _change(self, applicant: Applicant, new: ApplicantRecord) -> None:
        change(
            applicant=applicant,
            revision=applicant.revision,
            record=new,
            by=self.people["placement"],
            on=self.on,
            at=self.at,
        )


def _due(team: int | None, on: date) -> Iterator[UUID]:
    """Whose hand-over, lapse, answer or birth somebody of this team has to see to, by key."""
    here = Applicant.objects.filter(listed__desk__team=team)
    running = Transfer.objects.filter(state=TransferState.PROPOSED, source__team=team)
    running |= Transfer.objects.filter(state=TransferState.INITIATED, target__team=team)
    lapses = Lapse.objects.filter(known_on__gt=on - NEW_FOR, known_on__lte=on)
    yield from running.values_list("applicant__key", flat=True)
    yield from here.filter(pk__in=lapses.values("applicant")).values_list("key", flat=True)
    yield from here.filter(listed__holds_until__lt=on).values_list("key", flat=True)
    not_entered = here.filter(listed__open_points__contains=[OpenPoint.BIRTH_NOT_ENTERED])
    yield from not_entered.values_list("key", flat=True)


def _history() -> dict[str, str]:
    """Every row of the history, and of what is only added to, by table and number."""
    kept = [model for model in apps.get_app_config("routing").get_models() if model.__name__.endswith("Event")]
    kept += [apps.get_model("routing", name) for name in ("Decision", "Lapse", "TransferStep")]
    rows: dict[str, str] = {}
    with connection.cursor() as cursor:
        for model in kept:
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f"SELECT {key}, md5(t::text) FROM {table} t")  # noqa: S608
            rows |= {f"{table} {number}": digest for number, digest in cursor.fetchall()}
    return rows


@pytest.mark.django_db
def test_months_of_random_days_leave_the_office_in_order() -> None:
    run_state_machine_as_test(Office, settings=settings(LEAST, stateful_step_count=STEPS))
