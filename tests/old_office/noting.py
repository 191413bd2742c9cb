"""What the application says of an office: answers, lists, numbers and files, which no restructuring may change."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from frame.enums import ExportFormat, ExportPurpose
from jobcenter.composition import agenda_of
from routing.enums import ExportContent
from routing.exports.actions import request_export, write_export
from routing.exports.selection import Selection
from routing.handover.reconcile import deviations
from routing.models import Applicant, ExportRun, ImportRun
from staff.models import User
from staff.roles import Role
from tests.factories import NOW, TODAY, viewer
from tests.undone import undone

CUSTOMER_NUMBER = re.compile(r"\b\d{3}[A-Z]\d{6}\b")
LISTS = (
    "applicant_list",
    "transfer_list",
    "overrides",
    "reminders",
    "saved_filters",
)
SORTED = {"applicant_list": ("?sortierung=name&faelle=alle", "?sortierung=dringlichkeit", "?sortierung=gilt_bis")}
FIGURES = ("team_csv", "teams_csv", "figures_csv", "outside_csv", "distribution_csv")
OF_RUNS = {
    "import_matrix_csv": ImportRun,
    "import_problems_csv": ImportRun,
}
TRIGGERS = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"


def noted() -> dict[str, Any]:
    """All of it, in types of JSON; nothing of the office is changed."""
    with time_machine.travel(NOW, tick=False), undone():
        people = list(User.objects.filter(is_active=True).order_by("username"))
        # Colleagues of one desk see the same.
        readers = list({(person.role, person.team_id, person.desk_id): person for person in people}.values())
        return {
            "answers": dict(_answers()),
            "agenda": {person.username: _agenda(person) for person in people},
            "lists": dict(_lists(readers)),
            "figures": dict(_figures(readers)),
            "exports": dict(_exports(readers)),
            "deviations": len(list(deviations(TODAY))),
        }


def tables() -> dict[str, int]:
    """How many rows each table has."""
    counted = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            # The name is the catalogue's.
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
            (counted[name],) = cursor.fetchone()
    return counted


def triggers() -> list[list[str]]:
    """Which table has which trigger."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        return [list(row) for row in cursor.fetchall()]


def content_types() -> list[list[str]]:
    """The models, as the log of the admin names them."""
    return sorted(list(row) for row in ContentType.objects.values_list("app_label", "model"))


def _answers() -> Iterator[tuple[str, Any]]:
    rows = Applicant.objects.order_by("customer_number").values_list(
        "customer_number",
        "listed__desk",
        "listed__decided_desk",
        "listed__caseworker__username",
        "listed__holds_until",
        "listed__open_points",
        "current__decision__reason",
    )
    for number, *said in rows:
        yield number, [str(each) for each in said]


def _agenda(person: User) -> list[list[str]]:
    numbers = dict(Applicant.objects.values_list("key", "customer_number"))
    lines = agenda_of(viewer(person))
    return [[numbers[line.person] if line.person else "", str(line.due_on)] for line in lines]


def _browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _lists(people: list[User]) -> Iterator[tuple[str, list[str]]]:
    for person in people:
        client = _browser(person)
        for name in LISTS:
            for query in SORTED.get(name, ("",)):
                page = client.get(reverse(name) + query)
                if page.status_code == 200:
                    yield f"{person.username} {name}{query}", CUSTOMER_NUMBER.findall(page.content.decode())


def _figures(people: list[User]) -> Iterator[tuple[str, list[str]]]:
    runs = {name: list(model.objects.order_by("pk").values_list("key", flat=True)) for name, model in OF_RUNS.items()}
    for person in people:
        client = _browser(person)
        addresses = {name: reverse(name) for name in FIGURES}
        addresses |= {f"{name} {n}": reverse(name, args=[key]) for name in runs for n, key in enumerate(runs[name])}
        for name, address in addresses.items():
            answer = client.get(address)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/csv"):
                yield f"{person.username} {name}", answer.getvalue().decode("utf-8-sig").splitlines()


def _exports(people: list[User]) -> Iterator[tuple[str, list[str]]]:
    for person in (person for person in people if person.role in {Role.CASEWORKER, Role.TEAM_LEAD}):
        for content in ExportContent:
            run = request_export(
                by=person,
                selection=Selection(QueryDict("sortierung=name&faelle=alle"), "", person),
                content=content,
                file_format=ExportFormat.CSV,
                purpose=ExportPurpose.DEPUTY,
                at=NOW,
            )
            write_export(key=run.key, on=TODAY, at=NOW)
            run.refresh_from_db()
            yield f"{person.username} {content}", _content(run)


def _content(run: ExportRun) -> list[str]:
    if not run.content:
        return [run.state]
    with run.content.open() as file:
        return _lines(file.read())


def _lines(file: bytes) -> list[str]:
    """The lines of a list, or of all lists of an archive."""
    if not is_zipfile(BytesIO(file)):
        return file.decode("utf-8-sig").splitlines()
    with ZipFile(BytesIO(file)) as archive:
        return [line for name in sorted(archive.namelist()) for line in (name, *_lines(archive.read(name)))]
