"""Playing what happened through the actions of daily work: the first step of all applicants together, then the second.

Nobody's steps depend on those of another applicant, so the order between applicants is free; within one it is kept.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest
from typing import Any, Generic, NamedTuple, TypeVar

import pghistory
from django.db import models

from kit.refusals import ActionRefused
from routing.acts import Act
from routing.assignment.actions import Closing, close_cases, take_over_cases
from routing.assignment.choosing import Choice
from routing.assignment.deciding import decide_held
from routing.assignment.openings import open_new_cases
from routing.casefile import held_files
from routing.demo.course import Row, as_record
from routing.demo.steps import Changed, Closed, HandedOver, Initiated, Reopened, Step, TakenIn, TakenOver
from routing.enums import Occasion, TransferState
from routing.handover.actions import Acceptance, Initiation, accept_many, initiate_many, note_first_contacts
from routing.intake.actions import Change, Entry, change_many, take_in_many
from routing.models import CaseManagementAssessment, DatedStatus, HouseholdMember, Pregnancy, Transfer
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    MemberRecord,
    PregnancyRecord,
    StatusRecord,
)
from staff.models import User

Users = Mapping[str, User]
"""The accounts by their short names."""

Moves = Sequence[tuple[Step, datetime]]
"""What happened to one applicant, each step with its moment, in order."""

MODELS: dict[type[Row], type[models.Model]] = {
    MemberRecord: HouseholdMember,
    StatusRecord: DatedStatus,
    PregnancyRecord: Pregnancy,
    AssessmentRecord: CaseManagementAssessment,
}


class Told(NamedTuple):
    """Who did what is told in the rows of history of an applicant that one call of an action wrote, and when."""

    call: int
    applicant: int
    by: int | None
    at: datetime


@dataclass(slots=True)
class _Case:
    """One applicant in the middle of her course: her id, her revision, and which fact is which stored row."""

    applicant: int = 0
    revision: int = 1
    row_ids: dict[int, int] = field(default_factory=dict)


Done = TypeVar("Done", bound=Step)


class _Turn(NamedTuple, Generic[Done]):
    case: _Case
    step: Done
    act: Act


def play(courses: Sequence[Moves], users: Users) -> list[Told]:
    """Take all steps; what the rows of history that they wrote are to tell."""
    player, cases = _Player(users), [_Case() for _ in courses]
    for wave in zip_longest(*courses):
        turns: dict[type[Step], list[Any]] = defaultdict(list)
        for case, move in zip(cases, wave, strict=True):
            if move is not None:
                step, at = move
                turns[type(step)].append(_Turn(case, step, Act(users[step.by.short_name], step.on, at)))
        for kind, together in turns.items():
            player.plays[kind](together)
    return player.told


def told_at(moment: datetime) -> AbstractContextManager[object]:
    """Rows of history that arise within tell of this moment; outside of `play`."""
    context: AbstractContextManager[object] = pghistory.context(demo_at=moment.isoformat())
    return context


class _Player:
    def __init__(self, users: Users) -> None:
        self.users = users
        self.told: list[Told] = []
        self.plays: dict[type[Step], Callable[[list[Any]], object]] = {
            TakenIn: self._take_in,
            Changed: self._change,
            TakenOver: self._take_over,
            Initiated: self._initiate,
            HandedOver: self._hand_over,
            Closed: self._close,
            Reopened: self._reopen,
        }

    def _take_in(self, turns: "list[_Turn[TakenIn]]") -> None:
        with self._call() as told:
            applicants = take_in_many(entries=[Entry(self._record(turn, turn.step.rows), turn.act) for turn in turns])
            for turn, applicant in zip(turns, applicants, strict=True):
                turn.case.applicant = applicant.pk
            told(_acts(turns))
        _note_row_ids(turns)

    def _change(self, turns: "list[_Turn[Changed]]") -> None:
        with self._call() as told:
            change_many(changes=[self._changed(turn) for turn in turns])
            told(_acts(turns))
        for turn in turns:
            turn.case.revision += 1
        _note_row_ids(turns)

    def _changed(self, turn: "_Turn[Changed]") -> Change:
        ids, rows = turn.case.row_ids, turn.step.rows
        known = {position: replace(row, id=ids.get(position)) for position, row in rows.items()}
        return Change(turn.case.applicant, turn.case.revision, self._record(turn, known), turn.act)

    def _take_over(self, turns: "list[_Turn[TakenOver]]") -> None:
        with self._call() as told:
            take_over_cases(acts=_acts(turns))
            told(_acts(turns))

    def _initiate(self, turns: "list[_Turn[Any]]") -> list[Transfer]:
        """Hand over what still belongs elsewhere by the rules; they are asked first, as a night would have."""
        by_night = {pk: act._replace(by=None) for pk, act in _acts(turns).items()}
        with self._call() as told:
            decide_held(held_files(by_night), Occasion.REVIEWED, by_night)
            told(by_night)
        acts = _acts(turns)
        proposed = Transfer.objects.filter(applicant__in=acts, state=TransferState.PROPOSED)
        with self._call() as told:
            begun = initiate_many(
                initiations=[Initiation(transfer, "", acts[transfer.applicant_id]) for transfer in proposed],
            )
            told(acts)
        return _not_refused(begun)

    def _hand_over(self, turns: "list[_Turn[HandedOver]]") -> None:
        begun = self._initiate(turns)
        steps = {turn.case.applicant: turn.step for turn in turns}
        receivers = {turn.case.applicant: turn.act._replace(by=self.users[turn.step.to.short_name]) for turn in turns}
        with self._call() as told:
            accepted = accept_many(
                acceptances=[_accepted(transfer, receivers[transfer.applicant_id]) for transfer in begun]
            )
            told(receivers)
        settled = [transfer for transfer in _not_refused(accepted) if steps[transfer.applicant_id].is_settled]
        with self._call() as told:
            note_first_contacts(transfers=[(transfer, receivers[transfer.applicant_id]) for transfer in settled])
            told(receivers)

    def _close(self, turns: "list[_Turn[Closed]]") -> None:
        with self._call() as told:
            close_cases(closings=[Closing(turn.case.applicant, turn.step.reason, turn.act) for turn in turns])
            told(_acts(turns))

    def _reopen(self, turns: "list[_Turn[Reopened]]") -> None:
        with self._call() as told:
            open_new_cases(acts=_acts(turns), occasion=Occasion.REOPENED)
            told(_acts(turns))

    def _record(self, turn: "_Turn[Any]", rows: Mapping[int, Row]) -> ApplicantRecord:
        """The record with exceptions in the names of the stored accounts."""
        return as_record(turn.step.person, (self._with_account(row) for row in rows.values()))

    def _with_account(self, row: Row) -> Row:
        if isinstance(row, AssessmentRecord) and row.exception is not None:
            return replace(row, exception=replace(row.exception, by_id=self.users[row.exception.by_name].pk))
        return row

    @contextmanager
    def _call(self) -> Iterator[Callable[[Mapping[int, Act]], None]]:
        """One call of an action, numbered in the history that it writes; whoever calls tells whose acts those were."""
        call = len(self.told)

        def told(acts: Mapping[int, Act]) -> None:
            self.told += (Told(call, pk, act.by.pk if act.by else None, act.at) for pk, act in acts.items())

        with pghistory.context(call=call):
            yield told


def _acts(turns: "Iterable[_Turn[Any]]") -> dict[int, Act]:
    return {turn.case.applicant: turn.act for turn in turns}


def _accepted(transfer: Transfer, act: Act) -> Acceptance:
    assert act.by is not None
    return Acceptance(transfer, Choice(act.by), act.on, act)


def _not_refused(outcomes: Iterable[Transfer | ActionRefused]) -> list[Transfer]:
    transfers = []
    for outcome in outcomes:
        if isinstance(outcome, ActionRefused):
            raise outcome
        transfers.append(outcome)
    return transfers


def _note_row_ids(turns: "Sequence[_Turn[TakenIn]] | Sequence[_Turn[Changed]]") -> None:
    """Note which stored rows the new facts became, so that a later version changes them and replaces nothing. Rows are
    stored in the order of their facts.
    """
    for kind, model in MODELS.items():
        stored: dict[int, list[int]] = defaultdict(list)
        rows = model._default_manager.filter(applicant__in=[turn.case.applicant for turn in turns]).order_by("pk")
        for applicant, pk in rows.values_list("applicant", "pk"):
            stored[applicant].append(pk)
        for turn in turns:
            ids, positions = turn.case.row_ids, turn.step.rows.items()
            new = [position for position, row in positions if isinstance(row, kind) and position not in ids]
            if new:
                ids.update(zip(new, stored[turn.case.applicant][-len(new) :], strict=True))
