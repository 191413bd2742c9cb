"""Writing the demo office: accounts, and every applicant's steps through the same actions as in daily work."""

from collections.abc import Iterator, Sequence
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

from kit.days import Period
from kit.ranges import as_range
from routing.demo.colleagues import CASEWORKERS, DESK_CONTACTS, EVERYBODY, PASSWORD
from routing.demo.desks import fill_desks
from routing.demo.draw import Draw
from routing.demo.people import courses
from routing.demo.playing import Told, play, told_at
from routing.demo.staffing import fill_staffing
from routing.demo.states import STATES, interesting
from routing.demo.steps import Step, steps
from routing.handover.review import begin_night, due_chunks, end_night, review_chunk
from routing.models import Applicant, CaseManagementCriterion, ChecklistItem, HandoverTerm, ImportFieldRule
from routing.outlook.actions import compute_forecast
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
_TOLD = """
    CREATE TEMPORARY TABLE demo_told AS
    SELECT * FROM unnest(%s::int[], %s::bigint[], %s::bigint[], %s::timestamptz[]) AS told (call, applicant, who, at);
    ANALYZE demo_told
"""
_TELL = """
    UPDATE {event} row SET
        pgh_created_at = told.at,
        pgh_context = CASE WHEN told.who IS NULL THEN '{{}}'::jsonb ELSE jsonb_build_object('user', told.who) END
    FROM demo_told told
    WHERE (row.pgh_context ->> 'call')::int = told.call AND row.{whose} = told.applicant
"""
KEPT = frozenset({Team, Desk, CaseManagementCriterion, HandoverTerm, ImportFieldRule})


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
    with told_at(at):
        users = _write_accounts(at)
    drawn = islice(chain(interesting(draw), courses(draw)), max(size, len(STATES)))
    told = play([list(_timed(draw, steps(draw, course), at)) for course in drawn], users)
    fill_desks(users=users, on=on)
    with told_at(at):
        fill_staffing(users, on)
    with told_at(at):
        _write_night(on, at)
        ChecklistItem.objects.bulk_create(
            ChecklistItem(text=text, position=position) for position, text in enumerate(CHECKLIST, start=1)
        )
    _date_history_back(told)


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


def _timed(draw: Draw, taken: Iterator[Step], at: datetime) -> Iterator[tuple[Step, datetime]]:
    """Each step with a moment of its day, later than the one before and never later than ``at``."""
    earliest = datetime.min.replace(tzinfo=BERLIN)
    for step in taken:
        opens = datetime.combine(step.on, OFFICE_OPENS, BERLIN)
        moment = max(opens + timedelta(minutes=draw.between(0, MINUTES_OPEN)), earliest)
        earliest = moment + timedelta(minutes=4)
        yield step, min(moment, at)


def _write_night(on: date, at: datetime) -> None:
    """The night before today has been: what comes up is announced, and what lies ahead is counted."""
    begin_night(on=on, at=at)
    for chunk in due_chunks(on):
        review_chunk(applicants=chunk, on=on, at=at)
    end_night(on=on, at=at)
    compute_forecast(on=on, at=at)


def _date_history_back(told: Sequence[Told]) -> None:
    """Give the rows of history the moments of what they tell of, and who did it, instead of those of loading. They are
    append-only for everybody; the demo office is allowed once what it invents anyway.
    """
    moment = Cast(KeyTextTransform("demo_at", "pgh_context"), models.DateTimeField())
    without = ExpressionWrapper(F("pgh_context") - Value("demo_at"), output_field=models.JSONField())
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [[getattr(row, name) for row in told] for name in Told._fields])
    history: list[type[Any]] = [model for model in _local_models() if issubclass(model, pghistory.models.Event)]
    for event in history:
        with pgtrigger.ignore(f"{event._meta.label}:append_only"), connection.cursor() as cursor:
            dated = event._default_manager.filter(pgh_context__has_key="demo_at")
            dated.update(pgh_created_at=moment, pgh_context=without)
            if whose := _applicant_column(event):
                cursor.execute(_TELL.format(event=connection.ops.quote_name(event._meta.db_table), whose=whose))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE demo_told")


def _applicant_column(event: type[models.Model]) -> str:
    """The column of a table of history that says whose row it is; none where it is nobody's."""
    if event is apps.get_model("routing", "ApplicantEvent"):
        return "pgh_obj_id"
    return "applicant_id" if any(field.name == "applicant" for field in event._meta.get_fields()) else ""


def _local_models() -> Iterator[type[models.Model]]:
    return chain.from_iterable(apps.get_app_config(label).get_models() for label in LOCAL_APPS)
