"""Where the list begins, and which views it offers and marks."""

from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from routing.caselist.saved import View, Views
from routing.caselist.saved_actions import change_filter, delete_filter, save_filter
from routing.models import SavedFilter
from routing.tests.caselist.office import Listed, logged_in, store
from staff.models import AccessLog, User
from tests.factories import caseworker, team_lead

URL = reverse("applicant_list")
MINE = "Meine Fälle, nach Dringlichkeit"
TEAM = "Fälle des Teams, nach Dringlichkeit"
ALL = "Fälle des Teams, nach Namen"


def saved(
    owner: User, name: str, query: str = "?offen=any", *, shared: bool = False, is_start: bool = False
) -> SavedFilter:
    return save_filter(owner=owner, name=name, query=query, shared=shared, is_start=is_start)


def views(user: User, query: str) -> Views:
    answer = logged_in(user).get(URL + query)
    assert answer.status_code == 200
    found: Views = answer.context["views"]
    return found


def current(user: User, query: str) -> list[str]:
    shown = views(user, query)
    return [view.name for view in (*shown.built_in, *shown.own, *shown.shared) if view.is_current]


def names(user: User, address: str = URL) -> list[str]:
    answer = logged_in(user).get(address, follow=True)
    return [row.name.split(",")[0] for row in answer.context["page"].rows]


def test_a_caseworker_begins_with_her_cases_and_a_lead_with_those_of_the_team(keller: User) -> None:
    store(keller, Listed("Meine", caseworker=keller), Listed("Andere"))

    assert logged_in(keller).get(URL)["Location"] == f"{URL}?meine=on&sortierung=dringlichkeit"
    assert logged_in(team_lead()).get(URL)["Location"] == f"{URL}?sortierung=dringlichkeit"
    assert names(keller) == ["Meine"]
    assert names(team_lead()) == ["Andere", "Meine"]


def test_the_way_to_the_first_view_shows_nobody_and_logs_nothing(keller: User) -> None:
    store(keller, Listed(caseworker=keller))

    logged_in(keller).get(URL)

    assert not AccessLog.objects.exists()


def test_who_has_chosen_a_view_begins_with_it_and_without_it_as_before(keller: User) -> None:
    view = saved(keller, "Offenes", "?offen=any&sortierung=gilt_bis", is_start=True)
    saved(caseworker(), "Fremder Anfang", "?geaendert=on", shared=True, is_start=True)
    client = logged_in(keller)

    assert client.get(URL)["Location"] == f"{URL}?offen=any&sortierung=gilt_bis"
    change_filter(saved=view, name="Offenes", shared=False, is_start=False)
    assert client.get(URL)["Location"] == f"{URL}?meine=on&sortierung=dringlichkeit"
    change_filter(saved=view, name="Offenes", shared=False, is_start=True)
    delete_filter(saved=view)
    assert client.get(URL)["Location"] == f"{URL}?meine=on&sortierung=dringlichkeit"


def test_whoever_prefers_the_plain_list_begins_with_that(keller: User) -> None:
    store(keller, Listed("Meine", caseworker=keller), Listed("Andere"))
    saved(keller, "Alles", "?ansicht=alle", is_start=True)

    assert logged_in(keller).get(URL)["Location"] == f"{URL}?ansicht=alle"
    assert names(keller) == ["Andere", "Meine"]


def test_a_view_without_a_query_does_not_lead_round_in_circles(keller: User) -> None:
    SavedFilter.objects.create(owner=keller, name="Leer", query="", is_start=True)

    assert logged_in(keller).get(URL)["Location"] == f"{URL}?meine=on&sortierung=dringlichkeit"


def test_who_has_no_case_of_her_own_is_shown_the_way_to_those_of_the_team(keller: User) -> None:
    store(keller, Listed("Andere"))

    answer = logged_in(keller).get(URL, follow=True)

    assert "Ihnen ist zurzeit kein offener Fall zugeordnet." in answer.content.decode()
    assert names(keller, answer.context["page"].without_filters_url) == ["Andere"]


@pytest.mark.parametrize("query", ["?ansicht=alle", "?stelle=ifk_aez", "?sortierung=name", "?stelle=&offen=", "?x=1"])
def test_an_address_that_says_anything_is_never_narrowed(keller: User, query: str) -> None:
    store(keller, Listed("Meine", caseworker=keller), Listed("Andere"))
    saved(keller, "Anfang", "?meine=on", is_start=True)

    answer = logged_in(keller).get(URL + query)

    assert answer.status_code == 200
    assert [row.name[:6] for row in answer.context["page"].rows] == ["Andere", "Meine,"]


@pytest.mark.parametrize("query", ["?ansicht=alle", "?meine=on", "?meine=on&sortierung=name", "?stelle=&offen="])
def test_no_link_of_the_list_leads_back_to_the_beginning(keller: User, query: str) -> None:
    store(keller, Listed("Meine", caseworker=keller))

    page = logged_in(keller).get(URL + query).context["page"]

    assert page.without_filters_url != URL
    assert all(heading.url != URL for heading in page.headings)
    assert names(keller, page.without_filters_url) == ["Meine"]
    assert logged_in(keller).get(URL + query, headers={"HX-Request": "true"})["HX-Push-Url"] != URL


def test_the_plain_list_can_be_paged_through(keller: User, of_two: None) -> None:
    store(keller, *(Listed(f"Name{number}") for number in range(3)))
    client = logged_in(keller)

    first = client.get(f"{URL}?ansicht=alle").context["page"]
    second = client.get(first.next_url).context["page"]

    assert [row.name for row in second.rows] == ["Name2, Ayşe"]
    assert second.first_url == f"{URL}?ansicht=alle"
    assert current(keller, first.next_url.removeprefix(URL)) == [ALL]


def test_everybody_is_offered_the_same_three_views(keller: User) -> None:
    for user in (keller, team_lead()):
        shown = views(user, "?ansicht=alle")
        assert [view.name for view in shown.built_in] == [MINE, TEAM, ALL]
        assert (shown.own, shown.shared) == ([], [])


def test_own_and_shared_views_stand_beside_them_by_name(keller: User) -> None:
    anna = caseworker(first_name="Anna", last_name="Öz")
    for name in ("Zuletzt", "Ärzte", "Berufe"):
        saved(keller, name)
    saved(anna, "Geteilt", "?geaendert=on", shared=True)
    saved(anna, "Nur für mich")
    saved(caseworker("u25"), "Anderes Team", shared=True)

    shown = views(keller, "?ansicht=alle")

    assert [view.name for view in shown.own] == ["Ärzte", "Berufe", "Zuletzt"]
    assert shown.shared == [View("Geteilt", f"{URL}?geaendert=on", "A. Öz")]
    assert "A. Öz" in logged_in(keller).get(f"{URL}?ansicht=alle").content.decode()


def test_who_goes_to_another_team_takes_her_views_out_of_the_old_one(keller: User) -> None:
    anna, new_colleague = caseworker(), caseworker("u25")
    saved(anna, "Geteilt", shared=True)
    User.objects.filter(pk=anna.pk).update(team=new_colleague.team, desk="u25")

    assert views(keller, "?ansicht=alle").shared == []
    assert views(new_colleague, "?ansicht=alle").shared == []
    assert [view.name for view in views(User.objects.get(pk=anna.pk), "?ansicht=alle").own] == ["Geteilt"]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("?ansicht=alle", [ALL]),
        ("?sortierung=name", [ALL]),
        ("?stelle=&grundlage=&sortierung=name", [ALL]),
        ("?offen=gibtesnicht", [ALL]),
        ("?meine=on&sortierung=dringlichkeit", [MINE]),
        ("?sortierung=dringlichkeit&meine=true", [MINE]),
        ("?sortierung=dringlichkeit", [TEAM]),
        ("?offen=any", ["Offenes"]),
        ("?offen=any&sortierung=gilt_bis", []),
        ("?geaendert=on", ["Geteilt"]),
        ("?sortierung=-name", []),
    ],
)
def test_the_view_that_is_open_is_marked(keller: User, query: str, marked: list[str]) -> None:
    saved(keller, "Offenes", "?offen=any")
    saved(caseworker(), "Auch offenes", "?offen=any", shared=True)
    saved(caseworker(), "Geteilt", "?geaendert=on", shared=True)

    assert current(keller, query) == marked
    assert logged_in(keller).get(URL + query).content.decode().count('aria-current="page"') == 1 + len(marked)


def test_ones_own_name_is_marked_rather_than_that_of_everybody(keller: User) -> None:
    saved(keller, "Mein Tag", "?meine=on&sortierung=dringlichkeit")

    assert current(keller, "?meine=on&sortierung=dringlichkeit") == ["Mein Tag"]


def test_a_search_is_no_view_and_cannot_be_saved(keller: User) -> None:
    store(keller, Listed("Albers"))
    client = logged_in(keller)
    address = client.post(reverse("applicant_search"), {"q": "Albers"})["Location"]

    answer = client.get(address)

    assert current(keller, "?ansicht=alle") == [ALL]
    assert not any(view.is_current for view in answer.context["views"].built_in)
    assert reverse("saved_filter_create") not in answer.content.decode()


def test_filters_that_htmx_exchanges_move_the_mark_and_what_would_be_saved(keller: User) -> None:
    saved(keller, "Offenes", "?offen=any")
    client = logged_in(keller)

    marked = client.get(f"{URL}?offen=any&sortierung=name", headers={"HX-Request": "true"}).content.decode()
    unmarked = client.get(f"{URL}?offen=none&sortierung=name", headers={"HX-Request": "true"}).content.decode()

    assert 'id="list-views" aria-label="Ansichten" hx-swap-oob="true"' in marked
    assert "Offenes</span></summary>" in marked
    assert f'href="{reverse("saved_filter_create")}?offen=none"' in unmarked
    assert "Offenes</span></summary>" not in unmarked


def test_many_views_cost_as_many_queries_as_one(
    keller: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    store(keller, Listed())
    client = logged_in(keller)
    saved(keller, "Eins")
    for path, queries in ((f"{URL}?ansicht=alle", 11), (reverse("saved_filters"), 5)):
        with django_assert_num_queries(queries):
            client.get(path)
    for number in range(30):
        saved(keller, f"Ansicht {number}")
        saved(caseworker(), f"Ansicht {number}", shared=True)
    for path, queries in ((f"{URL}?ansicht=alle", 11), (reverse("saved_filters"), 5)):
        with django_assert_num_queries(queries):
            client.get(path)


def test_a_desk_that_the_viewer_does_not_have_narrows_nothing_and_the_page_says_so(keller: User, lead: User) -> None:
    store(keller, Listed("Albers", basis="household"), Listed("Weber"))
    saved(keller, "Nur U25 AEZ", "?stelle=u25_aez&grundlage=household", is_start=True)
    notice = "Nicht beachtet: Stelle. Diese Auswahl gibt es in Ihrem Team nicht."

    answer = logged_in(keller).get(URL, follow=True)

    assert [row.name[:6] for row in answer.context["page"].rows] == ["Albers"]
    assert notice in answer.content.decode()
    words = "Grundlage: alleinerziehend: Haushalt · nach Namen · nicht beachtet: Stelle"
    assert words in logged_in(keller).get(reverse("saved_filters")).content.decode()
    assert notice not in logged_in(lead).get(f"{URL}?stelle=u25_aez").content.decode()
    assert notice in logged_in(lead).get(f"{URL}?stelle=ifk_aez").content.decode()


@pytest.mark.parametrize("query", ["?stelle=ifk_aez", "?faelle=offen", "?stelle=&offen=any", "?x=1"])
def test_a_filter_that_says_what_is_so_anyway_is_no_mistake(keller: User, query: str) -> None:
    assert logged_in(keller).get(URL + query).context["page"].remark == ""


def test_who_searches_among_all_cases_is_not_told_of_a_mistake(keller: User) -> None:
    client = logged_in(keller)
    address = client.post(reverse("applicant_search"), {"q": "Albers", "faelle": "alle"})["Location"]

    assert "faelle=alle" in address
    assert client.get(address).context["page"].remark == ""


def test_a_printed_list_says_what_it_is_narrowed_to(keller: User) -> None:
    store(keller, Listed("Albers", open_points=["never_assessed"]))

    page = logged_in(keller).get(f"{URL}?offen=any&sortierung=dringlichkeit").content.decode()

    words = "Offene Punkte: mit offenen Punkten · nach Dringlichkeit"
    assert f'<p class="print-only">{words}</p>' in page


def test_a_foreign_view_is_answered_like_one_that_nobody_has(keller: User) -> None:
    foreign = saved(caseworker("u25"), "Anderes Team", shared=True)
    private = saved(caseworker(), "Privat")
    shared = saved(caseworker(), "Geteilt", shared=True)
    client = logged_in(keller)

    for name in ("saved_filter_update", "saved_filter_delete", "saved_filter_copy"):
        for key in (foreign.key, private.key, uuid4()):
            assert client.get(reverse(name, args=[key])).status_code == 404
    for name in ("saved_filter_update", "saved_filter_delete"):
        assert client.post(reverse(name, args=[shared.key]), {"name": "Meins"}).status_code == 404
    assert SavedFilter.objects.get(pk=shared.pk).name == "Geteilt"
