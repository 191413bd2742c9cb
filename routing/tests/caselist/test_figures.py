"""Figures: the same numbers as the lists, no persons, and nobody to be recognised in a small one."""

from collections.abc import Callable
from itertools import product

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from routing.caselist.figures import BASES, OPEN, POINTS, PROVISIONAL, hidden_cells
from routing.caselist.small import WITHHELD
from routing.tests.caselist.office import TODAY, Listed, logged_in, store
from staff.models import User
from staff.roles import SEES_DATA_QUALITY, SEES_FIGURES, Role
from tests.factories import account, team_lead

URL = reverse("figures")
LIST = reverse("applicant_list")

counts = st.fixed_dictionaries({name: st.integers(0, 9) for name in (OPEN, PROVISIONAL, *BASES, *POINTS)})


@pytest.fixture
def office(keller: User) -> Callable[..., None]:
    """Store so many cases of the same kind."""

    def add(count: int, **values: object) -> None:
        store(keller, *(Listed(**values) for _ in range(count)))  # type: ignore[arg-type]

    return add


def cells(user: User, desk: str) -> dict[str, str]:
    table = logged_in(user).get(URL).context["table"]
    (row,) = (row for row in table.rows if row.desk == desk)
    return dict(zip([column.name for column in table.columns], row.cells, strict=True))


def totals(user: User) -> dict[str, str]:
    table = logged_in(user).get(URL).context["table"]
    return dict(zip([column.name for column in table.columns], table.totals, strict=True))


def test_every_number_of_a_team_lead_is_the_length_of_the_list_it_leads_to(
    lead: User, office: Callable[..., None]
) -> None:
    office(5, desk="u25_aez", basis="household")
    office(2, desk="u25_aez", basis="pregnancy", open_points=["birth_not_entered", "never_assessed"])
    office(1, desk="u25", open_points=["proof_outstanding"])
    office(3, desk="u25", decided="reha_sb")
    office(4, desk="u25", closed_on=TODAY)
    office(6, desk="reha_sb")
    client = logged_in(lead)

    rows = client.get(URL).context["rows"]

    linked = [cell for row in rows for cell in row.cells if cell.url]
    assert [row.label for row in rows] == ["IFK/U25 AEZ", "IFK U25"]
    assert [cell.text for cell in linked] == ["7", "5", "2", "2", "2", "2", "4", "1", "1"]
    assert [client.get(cell.url).context["page"].count for cell in linked] == [cell.text for cell in linked]


def test_a_team_with_one_desk_has_links_to_its_whole_list(keller: User, office: Callable[..., None]) -> None:
    office(2, basis="household")
    client = logged_in(team_lead("ifk_aez"))

    (row,) = client.get(URL).context["rows"]

    assert row.cells[0].text == "2"
    assert client.get(row.cells[0].url).context["page"].count == "2"


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(SEES_FIGURES - {Role.TEAM_LEAD}))
def test_who_sees_no_persons_gets_no_links_and_no_small_numbers(role: Role, office: Callable[..., None]) -> None:
    office(4, basis="household")
    office(2, basis="pregnancy")
    office(3, desk="u25")

    page = logged_in(account(role)).get(URL).content.decode()

    assert LIST not in page
    assert cells(account(role), "ifk_aez")[OPEN] == "6"
    assert cells(account(role), "ifk_aez")["pregnancy"] == WITHHELD
    assert cells(account(role), "ifk_aez")["household"] == WITHHELD
    assert cells(account(role), "u25")[OPEN] == "3"
    assert totals(account(role))[OPEN] == "9"
    assert totals(account(role))["pregnancy"] == WITHHELD
    assert totals(account(role))["household"] == WITHHELD
    assert "nicht angegeben" in page


def test_sums_are_whole_where_nothing_is_hidden(office: Callable[..., None]) -> None:
    office(4, basis="household")
    office(3, desk="u25_aez", basis="pregnancy")

    assert totals(account(Role.DIVISION_HEAD)) == {OPEN: "7", "household": "4", "pregnancy": "3", PROVISIONAL: "0"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(SEES_FIGURES))
def test_what_is_missing_in_records_is_counted_for_data_quality_only(role: Role) -> None:
    user = team_lead() if role == Role.TEAM_LEAD else account(role)

    shown = {column.name for column in logged_in(user).get(URL).context["table"].columns}

    assert set(POINTS) <= shown if role in SEES_DATA_QUALITY else not shown & set(POINTS)


@given(counts)
def test_one_or_two_are_never_shown(row: dict[str, int]) -> None:
    hidden = hidden_cells(row)

    assert {name for name in row if row[name] in {1, 2}} <= set(hidden)
    if any(row[point] in {1, 2} for point in POINTS):
        assert PROVISIONAL in hidden


def test_a_hidden_basis_cannot_be_reckoned_from_what_is_shown() -> None:
    """Not even by somebody who knows that both bases make up all cases of the desk."""
    told: dict[tuple[object, ...], set[tuple[int, int]]] = {}
    for household, pregnancy in product(range(8), repeat=2):
        row = dict.fromkeys((PROVISIONAL, *POINTS), 0) | {OPEN: household + pregnancy}
        row |= {"household": household, "pregnancy": pregnancy}
        shown = tuple(hidden_cells(row).get(name, row[name]) for name in (OPEN, *BASES))
        told.setdefault(shown, set()).add((household, pregnancy))

    assert all(len(meant) > 1 for shown, meant in told.items() if WITHHELD in shown)


def test_how_many_are_no_single_parents_cannot_be_reckoned_either() -> None:
    row = dict.fromkeys((PROVISIONAL, *POINTS), 0) | {OPEN: 9, "household": 5, "pregnancy": 3}

    assert hidden_cells(row) == {"household": WITHHELD, "pregnancy": WITHHELD}


def test_a_figure_costs_the_same_however_many_cases(
    office: Callable[..., None], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = logged_in(account(Role.CONTROLLING))
    for _ in range(2):
        office(5, open_points=["never_assessed"])
        # Login, desks, counts.
        with django_assert_num_queries(4):
            client.get(URL)


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(set(Role) - SEES_FIGURES))
def test_other_roles_find_no_figures(role: Role) -> None:
    assert logged_in(account(role)).get(URL).status_code == 404
