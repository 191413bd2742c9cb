"""The list: whose cases it opens on, what its cells say, what narrows it, and what it costs."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from routing.assignment.actions import grant_access
from routing.caselist.filters import PLAIN
from routing.enums import AccessReason
from routing.roles import SEES_APPLICANTS
from routing.tests.caselist.office import NOW, TODAY, Listed, logged_in, store
from staff.models import AccessLog, User
from staff.roles import Role
from tests.factories import account, caseworker

URL = reverse("applicant_list")
LIST = URL + PLAIN

# Login, desks of the filter, page, count, rows, log line, saved filters, name of the team, whether answers are new.
QUERIES = 11


def names(user: User, **query: str) -> list[str]:
    answer = logged_in(user).get(URL, query or {"ansicht": "alle"})
    assert answer.status_code == 200
    return [row.name.split(",")[0] for row in answer.context["page"].rows]


def test_it_opens_on_the_open_cases_of_my_team(lead: User, keller: User) -> None:
    store(
        keller,
        Listed("Unter", desk="u25"),
        Listed("Unteraez", desk="u25_aez"),
        Listed("Fremd", desk="ifk_aez"),
        Listed("Zu", desk="u25", closed_on=TODAY),
    )

    assert names(lead) == ["Unter", "Unteraez"]
    assert names(caseworker("u25")) == ["Unter", "Unteraez"]
    assert names(keller) == ["Fremd"]


def test_a_row_says_who_where_why_and_until_when(keller: User) -> None:
    (nadine,) = store(
        keller,
        Listed(
            "Albers",
            "Nadine",
            basis="household",
            open_points=["never_assessed"],
            holds_until=date(2033, 5, 19),
            caseworker=keller,
            customer_number="335A100001",
        ),
    )

    answer = logged_in(keller).get(LIST)
    (row,) = answer.context["page"].rows
    page = answer.content.decode()

    assert (row.name, row.customer_number, row.birth_date, row.age) == (
        "Albers, Nadine",
        "335A100001",
        date(1991, 3, 14),
        34,
    )
    assert (row.desk, row.caseworker, row.basis) == ("IFK AEZ", "M. Keller", "Haushalt")
    assert row.open_points == ("Kriterien für das Fallmanagement nie geprüft",)
    assert row.holds_until == date(2033, 5, 19)
    assert f'<a href="{reverse("applicant_detail", args=[nadine.key])}">Albers, Nadine</a>' in page
    assert "19.05.2033" in page


def test_a_changed_responsibility_and_an_overdue_answer_are_words(keller: User) -> None:
    store(keller, Listed(decided="placement", holds_until=TODAY - timedelta(days=1)))

    page = logged_in(keller).get(LIST).content.decode()

    assert "nach den Regeln: IFK Arbeitsvermittlung Ü25" in page
    assert "überfällig" in page
    assert "noch keine" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, "Changed Ended Family Free Mine Point Soon"),
        ({"stelle": "u25_aez"}, "Family"),
        ({"grundlage": "household"}, "Family"),
        ({"grundlage": "pregnancy"}, "Soon"),
        ({"grundlage": "single_parent"}, "Family Soon"),
        ({"grundlage": "none"}, "Changed Ended Free Mine Point"),
        ({"offen": "any"}, "Point Soon"),
        ({"offen": "none"}, "Changed Ended Family Free Mine"),
        ({"offen": "proof_outstanding"}, "Point"),
        ({"gilt_bis": "overdue"}, "Ended"),
        ({"gilt_bis": "30"}, "Soon"),
        ({"gilt_bis": "365"}, "Family Soon"),
        ({"meine": "on"}, "Mine"),
        ({"ohne_ifk": "on"}, "Changed Ended Family Point Soon"),
        ({"geaendert": "on"}, "Changed"),
        ({"faelle": "geschlossen"}, "Over"),
        ({"faelle": "alle"}, "Changed Ended Family Free Mine Over Point Soon"),
        ({"grundlage": "single_parent", "gilt_bis": "30"}, "Soon"),
        ({"stelle": "nowhere", "gilt_bis": "soon", "sortierung": "oddly"}, "Changed Ended Family Free Mine Point Soon"),
    ],
)
def test_filters_narrow_the_list(query: dict[str, str], shown: str) -> None:
    mine, other = caseworker("u25"), caseworker("u25")
    store(
        mine,
        Listed("Family", desk="u25_aez", basis="household", holds_until=TODAY + timedelta(days=365)),
        Listed("Soon", desk="u25", basis="pregnancy", open_points=["birth_not_entered"], holds_until=TODAY),
        Listed("Ended", desk="u25", holds_until=TODAY - timedelta(days=1)),
        Listed("Mine", desk="u25", caseworker=mine),
        Listed("Free", desk="u25", caseworker=other, holds_until=TODAY + timedelta(days=366)),
        Listed("Point", desk="u25", open_points=["proof_outstanding", "never_assessed"]),
        Listed("Changed", desk="u25", decided="reha_sb"),
        Listed("Over", desk="u25", decided="reha_sb", holds_until=TODAY - timedelta(days=1), closed_on=TODAY),
        Listed("Foreign", desk="reha_sb"),
    )

    assert " ".join(names(mine, **query)) == shown


def test_what_was_opened_with_a_reason_today_is_among_all_cases(keller: User) -> None:
    (foreign,) = store(keller, Listed("Fremd", desk="reha_sb"))
    grant_access(applicant=foreign, reason=AccessReason.CALLER, by=keller, on=TODAY, at=NOW)

    assert names(keller) == []
    assert names(keller, faelle="alle") == ["Fremd"]


def test_htmx_gets_the_very_table_and_views_that_stand_in_the_page(keller: User) -> None:
    store(keller, Listed("Albers", basis="household"), Listed("Weber"))
    client, query = logged_in(keller), {"grundlage": "household", "sortierung": "-name"}

    page = client.get(URL, query).content.decode()
    fragment = client.get(URL, query, headers={"HX-Request": "true"}).content.decode()

    table, _, views = fragment.partition('<nav class="list-views')
    assert "<html" not in fragment
    assert table.strip() in page
    assert views.replace(' hx-swap-oob="true"', "").strip() in page


def test_the_address_that_htmx_leaves_names_only_what_was_chosen(keller: User) -> None:
    query = {"stelle": "", "grundlage": "household", "offen": "", "sortierung": "name", "q": "Albers"}

    answer = logged_in(keller).get(URL, query, headers={"HX-Request": "true"})

    assert answer["HX-Push-Url"] == f"{URL}?grundlage=household&sortierung=name"


@pytest.mark.parametrize(
    "query", [{"ansicht": "alle"}, {"sortierung": "gilt_bis", "offen": "any", "geaendert": "on", "faelle": "alle"}]
)
def test_many_rows_cost_as_many_queries_as_few(
    keller: User, django_assert_num_queries: DjangoAssertNumQueries, query: dict[str, str]
) -> None:
    points = ["never_assessed"]
    store(keller, Listed("Eins", decided="u25", open_points=points, caseworker=keller))
    client = logged_in(keller)
    with django_assert_num_queries(QUERIES):
        client.get(URL, query)
    store(keller, *(Listed(decided="u25", open_points=points, caseworker=caseworker()) for _ in range(30)))
    with django_assert_num_queries(QUERIES):
        client.get(URL, query)


def test_the_next_page_costs_one_query_more(keller: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    store(keller, *(Listed() for _ in range(60)))
    client = logged_in(keller)
    address = client.get(LIST).context["page"].next_url
    with django_assert_num_queries(QUERIES + 1):
        client.get(address)


def test_whose_data_was_shown_is_logged(keller: User) -> None:
    first, second = store(keller, Listed("Albers"), Listed("Weber"))
    store(keller, Listed(desk="reha_sb"))

    logged_in(keller).get(LIST)

    (line,) = AccessLog.objects.all()
    assert (line.user, line.page, line.subjects) == (keller, "applicant_list", [first.key, second.key])


def test_an_empty_list_says_what_to_do_next_and_logs_nothing(keller: User) -> None:
    client = logged_in(keller)

    assert "Ihr Team hat noch keine offenen Fälle" in client.get(LIST).content.decode()
    assert "Alle Filter aufheben" in client.get(URL, {"offen": "any"}).content.decode()
    assert not AccessLog.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(set(Role) - SEES_APPLICANTS))
def test_other_roles_find_no_list(role: Role) -> None:
    client = logged_in(account(role))

    assert client.get(URL).status_code == 404
    assert client.post(reverse("applicant_search"), {"q": "Albers"}).status_code == 404
    assert client.get(reverse("applicant_access")).status_code == 404
