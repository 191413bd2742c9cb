"""The figures as a file, and what other pages use for lists of their own."""

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO

import pytest
from django.test import RequestFactory
from django.urls import resolve, reverse

from frame.exports import person_list_response
from frame.forms import PurposeForm
from kit.tables import Cell, Column, Sheet
from routing.tests.caselist.office import Listed, logged_in, store
from routing.tests.exports.exporting import PURPOSE, csv_rows, files, xlsx_rows
from staff.models import AccessLog, User
from staff.roles import Role
from tests.factories import account, make_applicant, team_lead

pytestmark = pytest.mark.django_db


def figures(user: User, url: str) -> bytes:
    answer = logged_in(user).get(reverse(url))
    assert answer.streaming
    return answer.getvalue()


def cells_shown(user: User) -> list[list[object]]:
    table = logged_in(user).get(reverse("figures")).context["table"]
    rows = [[row.label, *row.cells] for row in table.rows]
    return [*rows, ["Zusammen", *table.totals]]


def as_number(text: object) -> object:
    return float(str(text).replace(".", "")) if str(text).replace(".", "").isdigit() else text


@pytest.mark.parametrize("role", [Role.DIVISION_HEAD, Role.CONTROLLING])
def test_the_file_has_the_numbers_of_the_screen(keller: User, role: Role) -> None:
    store(keller, *(Listed(basis="household") for _ in range(5)), Listed(desk="u25", basis="pregnancy"))
    user = account(role)
    shown = cells_shown(user)
    assert any(row[:2] == ["IFK U25", "1"] for row in shown)

    assert [[as_number(cell) for cell in row] for row in shown] == xlsx_rows(figures(user, "figures_xlsx"), "zahlen")
    assert csv_rows(figures(user, "figures_csv")) == shown
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize(
    ("role", "name"),
    [(Role.DIVISION_HEAD, "outside"), (Role.CONTROLLING, "outside"), (Role.EQUAL_OPPORTUNITIES, "figures")],
)
def test_the_file_for_outside_says_so_in_its_first_line_and_has_one_breakdown(
    keller: User, role: Role, name: str
) -> None:
    store(keller, *(Listed(basis="household") for _ in range(5)), Listed(desk="u25", basis="pregnancy"))
    user = account(role)

    first, head, *rows = list(csv.reader(StringIO(figures(user, f"{name}_csv").decode("utf-8-sig")), delimiter=";"))

    assert first[0].startswith("Für die Weitergabe nach außen: Alleinerziehende je Stelle am ")
    assert head == ["Stelle", "Alleinerziehende"]
    assert {row[0]: row[1] for row in rows if row[1] != "0"} == {"IFK AEZ": "5", "IFK U25": "< 3"}
    in_workbook = xlsx_rows(figures(user, f"{name}_xlsx"), "alleinerziehende")
    assert in_workbook[0] == head
    assert {row[0]: row[1] for row in in_workbook[1:] if row[1]} == {"IFK AEZ": 5.0, "IFK U25": "< 3"}


def test_a_team_lead_has_the_exact_numbers_of_her_team(keller: User) -> None:
    store(keller, Listed(basis="household"))

    rows = xlsx_rows(figures(team_lead(), "figures_xlsx"), "zahlen")

    assert [row[:3] for row in rows] == [["IFK AEZ", 1.0, 1.0], ["Zusammen", 1.0, 1.0]]


def test_any_list_of_persons_is_a_file_with_its_purpose_logged(keller: User) -> None:
    applicant = make_applicant(by=keller)
    request = RequestFactory().get("/")
    request.user = keller
    request.resolver_match = resolve("/faelle/")
    form = PurposeForm({"file_format": "csv", "purpose": "case_review"})
    assert form.is_valid()
    rows: list[Sequence[Cell]] = [["=1", date(2026, 3, 2), None]]

    answer = person_list_response(
        request, form, Sheet("fehlend", [Column("Name"), Column("Tag"), Column("Leer")]), rows, [applicant.key]
    )

    assert answer["Content-Disposition"] == 'attachment; filename="fehlend.csv"'
    assert csv_rows(answer.getvalue()) == [["'=1", "02.03.2026", ""]]
    assert answer.file_to_stream
    answer.file_to_stream.close()
    entry = AccessLog.objects.get()
    assert (entry.user, entry.page, entry.reason) == (keller, "applicant_list", PURPOSE)
    assert entry.subjects == [applicant.key]
    assert files() == []
