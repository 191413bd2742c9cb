"""Who sits where, and where the rules would have them: each number is the length of the list that it leads to."""

import pytest
from django.urls import reverse

from routing.roles import SEES_FIGURES
from routing.tests.caselist.office import TODAY, Listed, logged_in, store
from routing.tests.exports.exporting import csv_rows, xlsx_rows
from staff.models import User
from staff.roles import Role
from tests.factories import account, team_lead

pytestmark = pytest.mark.django_db

URL = reverse("figures")
LIST = reverse("applicant_list")


@pytest.fixture
def office(keller: User) -> None:
    """Of the team U25 some are where they belong and some are not; of others one belongs to it."""
    store(
        keller,
        *(Listed(desk="u25") for _ in range(3)),
        *(Listed(desk="u25", decided="reha_sb") for _ in range(2)),
        Listed(desk="u25_aez", decided="u25"),
        Listed(desk="ifk_aez", decided="u25"),
        Listed(desk="ifk_aez"),
        Listed(desk="u25", closed_on=TODAY),
    )


def test_every_number_of_the_team_is_the_length_of_the_list_it_leads_to(office: None, lead: User) -> None:
    client = logged_in(lead)
    own = client.get(URL).context["distribution"].own
    linked = [cell for row in own.rows for cell in row.cells if cell.url]

    assert own.columns == ["IFK U25", "IFK Reha/SB"]
    assert [(row.label, [cell.text for cell in row.cells], row.total) for row in own.rows] == [
        ("IFK/U25 AEZ", ["1", ""], "1"),
        ("IFK U25", ["3", "2"], "5"),
    ]
    assert [cell.stays for row in own.rows for cell in row.cells] == [False, False, True, False]
    assert [len(client.get(cell.url).context["page"].rows) for cell in linked] == [1, 3, 2]


def test_of_other_teams_there_are_numbers_without_a_way_to_persons(office: None, lead: User) -> None:
    arriving = logged_in(lead).get(URL).context["distribution"].arriving

    assert [(row.label, row.total) for row in arriving.rows] == [("IFK AEZ", "1")]
    assert not [cell.url for row in arriving.rows for cell in row.cells if cell.url]


@pytest.mark.parametrize("role", sorted(SEES_FIGURES - {Role.TEAM_LEAD}))
def test_who_sees_no_persons_sees_no_distribution(office: None, role: Role) -> None:
    page = logged_in(account(role)).get(URL)

    assert page.context["distribution"] is None
    assert "Verteilung" not in page.content.decode()


def test_a_team_without_cases_is_told_so(lead: User) -> None:
    page = logged_in(lead).get(URL).content.decode()

    assert "Ihr Team hat noch keine offenen Fälle." in page


def test_the_distribution_is_a_file_of_the_same_numbers(office: None, lead: User) -> None:
    client = logged_in(lead)

    rows = csv_rows(client.get(reverse("distribution_csv")).getvalue())

    assert rows == [
        ["IFK/U25 AEZ", "1", "0", "1"],
        ["IFK U25", "3", "2", "5"],
        ["IFK AEZ", "1", "0", "1"],
        ["zusammen", "5", "2", "7"],
    ]
    assert len(xlsx_rows(client.get(reverse("distribution_xlsx")).getvalue(), "verteilung")) == 4


def test_without_cases_the_file_is_empty(keller: User) -> None:
    answer = logged_in(team_lead("reha_sb")).get(reverse("distribution_csv"))

    assert csv_rows(answer.getvalue()) == []


def test_the_list_says_which_desk_the_rules_have_to_name(office: None, lead: User) -> None:
    page = logged_in(lead).get(f"{LIST}?soll=reha_sb")

    assert len(page.context["page"].rows) == 2
    assert page.context["page"].words == "Stelle laut Entscheidung: IFK Reha/SB · nach Namen"


def test_it_is_asked_of_closed_cases_too(keller: User, lead: User) -> None:
    store(keller, Listed(desk="u25", decided="reha_sb", closed_on=TODAY), Listed(desk="u25", closed_on=TODAY))

    assert len(logged_in(lead).get(f"{LIST}?soll=reha_sb&faelle=geschlossen").context["page"].rows) == 1
