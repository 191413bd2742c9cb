"""Figures: the same numbers as the lists, no persons, and one breakdown for those who see no exact ones."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from routing.caselist.figures import OPEN, POINTS, PROVISIONAL
from routing.roles import SEES_ALL_TEAMS, SEES_DATA_QUALITY, SEES_EXACT_FIGURES, SEES_FIGURES
from routing.tests.caselist.office import TODAY, Listed, logged_in, store
from staff.models import User
from staff.roles import Role
from tests.factories import account, team_lead

URL = reverse("figures")
LIST = reverse("applicant_list")


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


@pytest.mark.parametrize("role", sorted(SEES_ALL_TEAMS))
def test_bereichsleitung_and_controlling_see_exact_figures_and_no_person(
    role: Role, office: Callable[..., None]
) -> None:
    office(4, basis="household")
    office(2, basis="pregnancy")
    office(1, desk="u25")

    page = logged_in(account(role)).get(URL).content.decode()

    assert LIST not in page
    assert cells(account(role), "ifk_aez") | {OPEN: "6", "household": "4", "pregnancy": "2"} == cells(
        account(role), "ifk_aez"
    )
    assert cells(account(role), "u25")[OPEN] == "1"
    assert totals(account(role))[OPEN] == "7"


def test_bca_sees_how_many_single_parents_each_desk_has_and_nothing_else(office: Callable[..., None]) -> None:
    office(4, basis="household")
    office(2, basis="pregnancy")
    office(1, desk="u25_aez", basis="household")
    office(5, desk="u25")
    bca = account(Role.EQUAL_OPPORTUNITIES)

    table = logged_in(bca).get(URL).context["table"]

    assert {row.desk: row.cells for row in table.rows if row.cells != ["0"]} == {"ifk_aez": ["6"], "u25_aez": ["< 3"]}
    assert ([column.label for column in table.columns], table.totals) == (["Alleinerziehende"], [])


def test_bereichsleitung_sees_the_sums_of_all_desks(office: Callable[..., None]) -> None:
    office(4, basis="household")
    office(3, desk="u25_aez", basis="pregnancy")

    assert totals(account(Role.DIVISION_HEAD)) == {OPEN: "7", "household": "4", "pregnancy": "3", PROVISIONAL: "0"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(SEES_EXACT_FIGURES))
def test_what_is_missing_in_records_is_counted_for_data_quality_only(role: Role) -> None:
    user = team_lead() if role == Role.TEAM_LEAD else account(role)

    shown = {column.name for column in logged_in(user).get(URL).context["table"].columns}

    assert set(POINTS) <= shown if role in SEES_DATA_QUALITY else not shown & set(POINTS)


def test_a_figure_costs_the_same_however_many_cases(
    office: Callable[..., None], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = logged_in(account(Role.CONTROLLING))
    for _ in range(2):
        office(5, open_points=["never_assessed"])
        # Login, desks, counts, whether answers are decided anew.
        with django_assert_num_queries(5):
            client.get(URL)


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(set(Role) - SEES_FIGURES))
def test_other_roles_find_no_figures(role: Role) -> None:
    assert logged_in(account(role)).get(URL).status_code == 404
