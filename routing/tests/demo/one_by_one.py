"""The history of the demo office played step by step, one applicant after the other, as people would have clicked it;
and an office as rows that do not depend on the order in which they were written.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import pghistory
from django.apps import apps
from django.db import models

from routing.assignment.actions import close_case, take_over_case
from routing.assignment.choosing import Choice
from routing.assignment.deciding import decide_many
from routing.assignment.openings import open_new_case
from routing.demo.course import Row, as_record
from routing.demo.office import LOCAL_APPS
from routing.demo.playing import MODELS, Moves, Told, Users
from routing.demo.steps import Changed, Closed, HandedOver, Initiated, Reopened, Step, TakenIn, TakenOver
from routing.enums import Occasion
from routing.handover.actions import accept, initiate, note_first_contact
from routing.intake.actions import change, take_in
from routing.models import Applicant
from routing.record import ApplicantRecord, AssessmentRecord, PersonRecord


def play_one_by_one(courses: Sequence[Moves], users: Users) -> list[Told]:
    """What `routing.demo.playing.play` does, through the actions for one."""
    for moves in courses:
        applicant = Applicant()
        row_ids: dict[int, int] = {}
        for step, at in moves:
            by = users[step.by.short_name]
            with pghistory.context(demo_at=at.isoformat()):
                if isinstance(step, TakenIn):
                    applicant = take_in(record=_record(step.person, step.rows, users), by=by, on=step.on, at=at)
                else:
                    applicant.refresh_from_db()
                    _take(step, applicant, row_ids, users, at)
            if isinstance(step, TakenIn | Changed):
                _note_row_ids(row_ids, applicant, step.rows)
    return []


def _take(step: Step, applicant: Applicant, row_ids: dict[int, int], users: Users, at: datetime) -> None:
    by, on = users[step.by.short_name], step.on
    match step:
        case Changed():
            known = {position: replace(row, id=row_ids.get(position)) for position, row in step.rows.items()}
            record = _record(step.person, known, users)
            change(applicant=applicant, revision=applicant.revision, record=record, by=by, on=on, at=at)
        case TakenOver():
            take_over_case(applicant=applicant, by=by, on=on, at=at)
        case Initiated() | HandedOver():
            _hand_over(step, applicant, users, at)
        case Closed():
            close_case(applicant=applicant, reason=step.reason, by=by, on=on, at=at)
        case Reopened():
            open_new_case(applicant=applicant, occasion=Occasion.REOPENED, by=by, on=on, at=at)


def _hand_over(step: Initiated | HandedOver, applicant: Applicant, users: Users, at: datetime) -> None:
    by, on = users[step.by.short_name], step.on
    decide_many(applicants=[applicant.pk], occasion=Occasion.REVIEWED, by=None, on=on, at=at)
    transfer = applicant.transfers.filter(state="proposed").first()
    if transfer is None:
        return
    begun = initiate(transfer=transfer, note="", by=by, on=on, at=at)
    if isinstance(step, HandedOver):
        to = users[step.to.short_name]
        done = accept(transfer=begun, choice=Choice(to), effective_on=on, by=to, on=on, at=at)
        if step.is_settled:
            note_first_contact(transfer=done, by=to, on=on, at=at)


def _record(person: PersonRecord, rows: dict[int, Row], users: Users) -> ApplicantRecord:
    return as_record(person, (_with_account(row, users) for row in rows.values()))


def _with_account(row: Row, users: Users) -> Row:
    if isinstance(row, AssessmentRecord) and row.exception is not None:
        return replace(row, exception=replace(row.exception, by_id=users[row.exception.by_name].pk))
    return row


def _note_row_ids(row_ids: dict[int, int], applicant: Applicant, rows: dict[int, Row]) -> None:
    for kind, model in MODELS.items():
        new = [position for position, row in rows.items() if isinstance(row, kind) and position not in row_ids]
        stored = model._default_manager.filter(applicant=applicant).order_by("-pk")[: len(new)]
        row_ids.update(zip(new, reversed(stored.values_list("pk", flat=True)), strict=True))


def rows_of_office() -> dict[str, list[str]]:
    """Every row of every table of the office, history included, with what it points to in place of ids."""

    @cache
    def told(model: type[models.Model], pk: Any) -> str:
        row = model._base_manager.filter(pk=pk).first()
        return "gone" if row is None else words(row)

    def words(row: models.Model) -> str:
        values = []
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            if isinstance(field, models.ForeignKey) and value is not None:
                value = told(field.remote_field.model, value)
            is_key = isinstance(value, UUID) or (field.primary_key and not field.remote_field)
            if not is_key and field.name not in {"id", "password"}:
                values.append(f"{field.name}={value!r}")
        return f"({', '.join(values)})"

    local = (model for label in LOCAL_APPS for model in apps.get_app_config(label).get_models())
    return {model.__name__: sorted(words(row) for row in model._base_manager.all()) for model in local}
