"""The exported list says what the list on the screen says, in its order, all pages of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from routing.caselist.rows import Row
from routing.exports.contents import list_cells
from routing.tests.caselist.office import NOW, TODAY, Listed, logged_in, store
from routing.tests.exports.exporting import Table, csv_rows, downloaded, searched, xlsx_rows
from staff.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

LIST = reverse("applicant_list")
QUERIES = (
    "?ansicht=alle",
    "?sortierung=-name",
    "?sortierung=geburt",
    "?sortierung=-gilt_bis",
    "?sortierung=dringlichkeit",
    "?meine=on&sortierung=dringlichkeit",
    "?faelle=alle&sortierung=dringlichkeit",
    "?faelle=geschlossen",
    "?stelle=u25_aez",
    "?grundlage=pregnancy",
    "?grundlage=none&offen=any",
    "?gilt_bis=overdue",
    "?gilt_bis=90&sortierung=gilt_bis",
    "?ohne_ifk=on",
    "?geaendert=on",
    "?grundlage=unsinn&sortierung=unsinn",
)


@pytest.fixture
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def fill(user: User) -> None:
    """More cases than fit on a page, each different from the others."""
    ends = (None, TODAY - timedelta(days=1), TODAY + timedelta(days=20), TODAY + timedelta(days=60))
    kinds = product(("u25", "u25_aez"), ("", "household", "pregnancy"), ends, ([], ["never_assessed"]))
    store(
        user,
        *(
            Listed(
                last_name=f"{'ÄMSZ'[number % 4]}ller{number:03}",
                birth_date=date(1990, 1, 1) + timedelta(days=37 * number),
                desk=desk,
                decided="reha_sb" if number % 5 == 0 else "",
                basis=basis,
                open_points=points,
                holds_until=end,
                caseworker=user if number % 3 else None,
                closed_on=TODAY if number % 7 == 0 else None,
            )
            for number, (desk, basis, end, points) in enumerate([*kinds, *product(("u25",), ("",), ends, ([], []))])
        ),
    )
    store(user, Listed(last_name="Fremd", desk="reha_sb"))


def shown(client: Client, query: str) -> tuple[list[Row], list[str]]:
    """All rows of the list, page by page, and the group of each."""
    rows: list[Row] = []
    groups: list[str] = []
    url: str | None = LIST + query
    while url:
        page = client.get(url).context["page"]
        rows += page.rows
        groups += [group.label for group in page.groups for _ in group.rows]
        url = page.next_url
    return rows, groups


def in_csv(row: Row) -> list[object]:
    return [
        f"{cell:%d.%m.%Y}" if isinstance(cell, date) else "" if cell is None else str(cell) for cell in list_cells(row)
    ]


@pytest.mark.parametrize("query", QUERIES)
def test_the_file_has_the_rows_of_all_pages(lead: User, query: str) -> None:
    fill(lead)
    client = logged_in(lead)
    rows, groups = shown(client, query)
    assert rows

    exported = csv_rows(downloaded(client, query))

    by_urgency = "dringlichkeit" in query
    assert [row[1:] if by_urgency else row for row in exported] == [in_csv(row) for row in rows]
    assert not by_urgency or [row[0] for row in exported] == groups


@pytest.mark.parametrize("sort", ["", "&sortierung=name", "&sortierung=-geburt", "&faelle=offen"])
@pytest.mark.parametrize("term", ["Müller012", "mueller", "700B", "Ze"])
def test_the_file_of_a_search_has_what_was_found_in_its_order(lead: User, term: str, sort: str) -> None:
    fill(lead)
    store(lead, Listed(last_name="Zeller", desk="u25"), Listed(last_name="Müller012", first_name="Zoe", desk="u25"))
    client = logged_in(lead)
    query = searched(client, term) + sort

    exported = csv_rows(downloaded(client, query))

    assert exported == [in_csv(row) for row in shown(client, query)[0]]
    assert exported


def test_the_columns_say_what_the_screen_says(keller: User) -> None:
    store(
        keller,
        Listed(
            last_name="Yıldız",
            birth_date=date(2000, 2, 29),
            decided="reha_sb",
            basis="pregnancy",
            open_points=["proof_outstanding", "never_assessed"],
            holds_until=date(2026, 2, 1),
            caseworker=keller,
            customer_number="335A100001",
        ),
        Listed(last_name="Zorn", closed_on=date(2026, 2, 20), customer_number="335A100002"),
        Listed(last_name="Zubek", customer_number="335A100003"),
    )

    rows = xlsx_rows(downloaded(logged_in(keller), "?faelle=alle", file_format="xlsx"))

    assert rows == [
        [
            "Yıldız, Ayşe",
            "335A100001",
            date(2000, 2, 29),
            26.0,
            "IFK AEZ",
            "IFK Reha/SB",
            "M. Keller",
            "Schwangerschaft",
            "Nachweis der Schwangerschaft steht aus, Kriterien für das Fallmanagement nie geprüft",
            date(2026, 2, 1),
            "ja",
            "",
        ],
        ["Zorn, Ayşe", "335A100002", date(1991, 3, 14), 34.0, "", "", "", "", "", "", "", date(2026, 2, 20)],
        [
            "Zubek, Ayşe",
            "335A100003",
            date(1991, 3, 14),
            34.0,
            "IFK AEZ",
            "",
            "noch keine",
            "",
            "",
            "unbefristet",
            "",
            "",
        ],
    ]


def test_names_that_look_like_formulas_are_names(keller: User) -> None:
    hostile = ("=1+1", "@cmd", "'=x", "''y", 'An"na', "Zei\nle", "a;b", "+49")
    store(keller, *(Listed(last_name=name, first_name="=2") for name in hostile))
    client = logged_in(keller)
    expected = {f"{name}, =2" for name in hostile}

    assert {row[0] for row in xlsx_rows(downloaded(client, file_format="xlsx"))} == expected
    disarmed = {f"'{name}" if name[0] in "=@+" or name == "'=x" else name for name in hostile}
    assert {row[0] for row in csv_rows(downloaded(client))} == {f"{name}, =2" for name in disarmed}


def test_two_who_export_get_each_their_own_cases(keller: User, lead: User) -> None:
    store(keller, Listed(last_name="Meine"), Listed(last_name="Andere", desk="u25"))

    assert [[row[0] for row in table] for table in _tables(keller, lead)] == [["Meine, Ayşe"], ["Andere, Ayşe"]]


def _tables(*users: User) -> list[Table]:
    return [csv_rows(downloaded(logged_in(user))) for user in users]
