"""Writing the demo office: accounts, and every applicant's steps through the same actions as in daily work."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import Any
from zoneinfo import ZoneInfo

import pghistory
import pgtrigger
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection, models, transaction
from django.db.models import ExpressionWrapper, F, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from kit.contracts import frozen_sheet
from kit.days import Period
from kit.ranges import as_range
from routing.assignment.actions import close_case, decide_many, open_new_case, take_over_case
from routing.assignment.choosing import Choice
from routing.demo.colleagues import CASEWORKERS, DESK_CONTACTS, EVERYBODY, PASSWORD
from routing.demo.course import Course, Row, as_record
from routing.demo.desks import fill_desks
from routing.demo.draw import Draw
from routing.demo.people import courses
from routing.demo.staffing import fill_staffing
from routing.demo.states import STATES, interesting
from routing.demo.steps import Changed, Closed, HandedOver, Initiated, Reopened, Step, TakenIn, TakenOver, steps
from routing.enums import Occasion, TransferState
from routing.handover.actions import accept, initiate, note_first_contact
from routing.handover.review import begin_night, due_chunks, end_night, review_chunk
from routing.handover.sheet import sheet_sections
from routing.intake.actions import change, take_in
from routing.models import (
    Applicant,
    CaseManagementAssessment,
    CaseManagementCriterion,
    ChecklistItem,
    DatedStatus,
    HandoverTerm,
    HouseholdMember,
    ImportFieldRule,
    Pregnancy,
    Transfer,
)
from routing.outlook.actions import compute_forecast
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    MemberRecord,
    PersonRecord,
    PregnancyRecord,
    StatusRecord,
)
from staff.models import Desk, Staffing, Team, User

SEED = 2016
SIZE = 1600
BERLIN = ZoneInfo("Europe/Berlin")
OFFICE_OPENS = time(8, 5)
MINUTES_OPEN = 8 * 60
# The SGB II came into force.
FIRST_DAY_OF_THE_OFFICE = date(2005, 1, 1)
LOCAL_APPS = ("staff", "routing")
CHECKLIST = (
    "Mit der Bewerberin oder dem Bewerber über den Wechsel gesprochen",
    "Offene Anträge und Fristen im Bogen vermerkt",
    "Laufende Maßnahmen mit der annehmenden Stelle abgestimmt",
)
KEPT = frozenset({Team, Desk, CaseManagementCriterion, HandoverTerm, ImportFieldRule})

_MODELS: dict[type[Row], type[models.Model]] = {
    MemberRecord: HouseholdMember,
    StatusRecord: DatedStatus,
    PregnancyRecord: Pregnancy,
    AssessmentRecord: CaseManagementAssessment,
}


@dataclass(slots=True)
class _Written:
    """One applicant in the middle of her course: the stored row, its revision, and which fact is which stored row."""

    applicant: Applicant
    revision: int = 1
    row_ids: dict[int, int] = field(default_factory=dict)


def is_empty() -> bool:
    """Whether there is neither an account nor an applicant yet."""
    return not User.objects.exists() and not Applicant.objects.exists()


def is_there() -> bool:
    """Whether the accounts are those of the demo office."""
    names = [colleague.username for colleague in EVERYBODY]
    return User.objects.filter(username__in=names).count() == len(names)


@transaction.atomic
def build(*, on: date, at: datetime, seed: int = SEED, size: int = SIZE) -> None:
    """Write the office as it is on ``on``: ``size`` applicants, those of `STATES` among them.

    Nothing is dated later than ``at``. The same seed, size and day give the same office.
    """
    draw = Draw(seed, on)
    users = _write_accounts(at)
    with _without_savepoints():
        for course in islice(chain(interesting(draw), courses(draw)), max(size, len(STATES))):
            _write_course(draw, course, users, at)
        fill_desks(users=users, sheet=_sheet, on=on)
        fill_staffing(users, on)
        _write_night(on, at)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(text=text, position=position) for position, text in enumerate(CHECKLIST, start=1)
    )
    _date_history_back()


@transaction.atomic
def throw_away() -> None:
    """Empty every table of accounts and applicants, history and logs included; what migrations made stays."""
    emptied = (model for model in _local_models() if model not in KEPT)
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in emptied)
    with connection.cursor() as cursor:
        # A table with rows still to be checked cannot be emptied.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def _without_savepoints() -> Iterator[None]:
    """Spare the actions their savepoints, a third of all statements: here one that fails fails the whole load."""
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = True


def _write_accounts(at: datetime) -> dict[str, User]:
    """The accounts by their short names, all with the one password, which is hashed once."""
    password = make_password(PASSWORD)
    for code, (telephone, room) in DESK_CONTACTS.items():
        Desk.objects.filter(pk=code).update(telephone=telephone, room=room)
    teams = {team.name: team for team in Team.objects.all()}
    users = User.objects.bulk_create(
        User(
            username=colleague.username,
            first_name=colleague.first_name,
            last_name=colleague.last_name,
            email=f"{colleague.username}@example.org",
            password=password,
            role=colleague.role,
            team=teams.get(colleague.team),
            desk_id=colleague.desk,
            telephone=colleague.telephone,
            date_joined=at,
        )
        for colleague in EVERYBODY
    )
    found = {user.short_name: user for user in users}
    Staffing.objects.bulk_create(
        Staffing(
            user=found[colleague.short_name],
            desk_id=colleague.desk,
            period=as_range(Period(FIRST_DAY_OF_THE_OFFICE)),
            share=colleague.share,
        )
        for colleague in CASEWORKERS
        if colleague.desk is not None
    )
    return found


def _write_course(draw: Draw, course: Course, users: dict[str, User], at: datetime) -> None:
    written: _Written | None = None
    for step, moment in _timed(draw, steps(draw, course), at):
        with pghistory.context(demo_at=moment.isoformat()):
            if isinstance(step, TakenIn):
                written = _take_in(step, users, moment)
            elif written is not None:
                _write_step(written, step, users, moment)


def _timed(draw: Draw, taken: Iterator[Step], at: datetime) -> Iterator[tuple[Step, datetime]]:
    """Each step with a moment of its day, later than the one before and never later than ``at``."""
    earliest = datetime.min.replace(tzinfo=BERLIN)
    for step in taken:
        opens = datetime.combine(step.on, OFFICE_OPENS, BERLIN)
        moment = max(opens + timedelta(minutes=draw.between(0, MINUTES_OPEN)), earliest)
        earliest = moment + timedelta(minutes=4)
        yield step, min(moment, at)


def _take_in(step: TakenIn, users: dict[str, User], at: datetime) -> _Written:
    record = _record(step.person, step.rows, users)
    written = _Written(take_in(record=record, by=users[step.by.short_name], on=step.on, at=at))
    _note_row_ids(written, step.rows)
    return written


def _write_step(written: _Written, step: Step, users: dict[str, User], at: datetime) -> None:
    applicant, by, on = written.applicant, users[step.by.short_name], step.on
    match step:
        case Changed():
            known = {position: replace(row, id=written.row_ids.get(position)) for position, row in step.rows.items()}
            record = _record(step.person, known, users)
            change(applicant=applicant, revision=written.revision, record=record, by=by, on=on, at=at)
            written.revision += 1
            _note_row_ids(written, step.rows)
        case TakenOver():
            take_over_case(applicant=applicant, by=by, on=on, at=at)
        case Initiated():
            _initiate(applicant, by, on, at)
        case HandedOver():
            _hand_over(step, applicant, users, at)
        case Closed():
            close_case(applicant=applicant, reason=step.reason, by=by, on=on, at=at)
        case Reopened():
            open_new_case(applicant=applicant, occasion=Occasion.REOPENED, by=by, on=on, at=at)


def _initiate(applicant: Applicant, by: User, on: date, at: datetime) -> Transfer | None:
    """Hand the case over, if the rules still name another desk; they are asked first, as a night would have."""
    decide_many(applicants=[applicant.pk], occasion=Occasion.REVIEWED, by=None, on=on, at=at)
    transfer = Transfer.objects.filter(applicant=applicant, state=TransferState.PROPOSED).first()
    return initiate(transfer=transfer, note="", sheet=_sheet, by=by, on=on, at=at) if transfer else None


def _hand_over(step: HandedOver, applicant: Applicant, users: dict[str, User], at: datetime) -> None:
    to, on = users[step.to.short_name], step.on
    transfer = _initiate(applicant, users[step.by.short_name], on, at)
    if transfer is None:
        return
    accepted = accept(transfer=transfer, choice=Choice(to), effective_on=on, by=to, on=on, at=at)
    if step.is_settled:
        note_first_contact(transfer=accepted, by=to, on=on, at=at)


def _sheet(transfer: Transfer) -> dict[str, Any]:
    """What routing alone has to say in the hand-over sheet."""
    return frozen_sheet(sheet_sections(transfer.applicant_id, transfer.proposed_on), transfer.proposed_on)


def _write_night(on: date, at: datetime) -> None:
    """The night before today has been: what comes up is announced, and what lies ahead is counted."""
    begin_night(on=on, at=at)
    for chunk in due_chunks(on):
        review_chunk(applicants=chunk, on=on, at=at)
    end_night(on=on, at=at)
    compute_forecast(on=on, at=at)


def _record(person: PersonRecord, rows: dict[int, Row], users: dict[str, User]) -> ApplicantRecord:
    """The record with exceptions in the names of the stored accounts."""
    return as_record(person, (_with_account(row, users) for row in rows.values()))


def _with_account(row: Row, users: dict[str, User]) -> Row:
    if isinstance(row, AssessmentRecord) and row.exception is not None:
        return replace(row, exception=replace(row.exception, by_id=users[row.exception.by_name].pk))
    return row


def _note_row_ids(written: _Written, rows: dict[int, Row]) -> None:
    """Note which stored rows the new facts became, so that a later version changes them and replaces nothing. Rows are
    stored in the order of their facts.
    """
    for kind, model in _MODELS.items():
        new = [position for position, row in rows.items() if isinstance(row, kind) and position not in written.row_ids]
        if new:
            stored = model._default_manager.filter(applicant=written.applicant).order_by("-pk")[: len(new)]
            ids = reversed(stored.values_list("pk", flat=True))
            written.row_ids.update(zip(new, ids, strict=True))


def _date_history_back() -> None:
    """Give the rows of history the moments of what they tell of, instead of that of loading. They are append-only for
    everybody; the demo office is allowed once what it invents anyway.
    """
    moment = Cast(KeyTextTransform("demo_at", "pgh_context"), models.DateTimeField())
    without = ExpressionWrapper(F("pgh_context") - Value("demo_at"), output_field=models.JSONField())
    history: list[type[Any]] = [model for model in _local_models() if issubclass(model, pghistory.models.Event)]
    for event in history:
        with pgtrigger.ignore(f"{event._meta.label}:append_only"):
            told = event._default_manager.filter(pgh_context__has_key="demo_at")
            told.update(pgh_created_at=moment, pgh_context=without)


def _local_models() -> Iterator[type[models.Model]]:
    return chain.from_iterable(apps.get_app_config(label).get_models() for label in LOCAL_APPS)
