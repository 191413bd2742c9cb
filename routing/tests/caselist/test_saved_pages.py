"""The pages on which views are saved, changed, shared, copied and deleted."""

import pytest
from django.test import Client
from django.urls import reverse

from routing.caselist.saved_actions import save_filter
from routing.models import SavedFilter
from routing.tests.caselist.office import Listed, logged_in, store
from staff.models import User
from tests.factories import caseworker
from tests.pages import entered

LIST = reverse("applicant_list")
ALL = reverse("saved_filters")
NEW = reverse("saved_filter_create")
REPLACE = reverse("saved_filter_replace")


@pytest.fixture
def client(keller: User) -> Client:
    return logged_in(keller)


def saved(owner: User, name: str = "Schwangere", *, shared: bool = False, is_start: bool = False) -> SavedFilter:
    return save_filter(owner=owner, name=name, query="?grundlage=pregnancy", shared=shared, is_start=is_start)


def address(name: str, view: SavedFilter) -> str:
    return reverse(name, args=[view.key])


def test_the_filters_of_the_list_are_saved_under_a_name(client: Client, keller: User) -> None:
    query = "?grundlage=pregnancy&meine=on&sortierung=gilt_bis"
    link = f'href="{NEW}{query.replace("&", "&amp;")}"'
    assert link in client.get(LIST + query).content.decode()
    page = client.get(NEW + query).content.decode()
    assert "Grundlage: alleinerziehend: Schwangerschaft · nur meine Fälle · nach „Gilt bis“" in page

    answer = client.post(NEW + query, {"name": "  Meine   Schwangeren ", "is_start": "on", "shared": "on"}, follow=True)

    assert answer.redirect_chain == [(LIST + query, 302)]
    assert "Die Ansicht „Meine Schwangeren“ ist gespeichert." in answer.content.decode()
    view = SavedFilter.objects.get()
    assert (view.owner, view.name, view.query) == (keller, "Meine Schwangeren", query)
    assert (view.team, view.is_start) == (keller.team, True)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", "?ansicht=alle"),
        ("?sortierung=name&stelle=&offen=", "?ansicht=alle"),
        ("?suche=abc&grundlage=pregnancy&nach=xyz&q=Albers", "?grundlage=pregnancy"),
        ("?stelle=reha_sb&offen=nie&sortierung=schief&ansicht=alle&meine=1", "?meine=on"),
        ("?sortierung=treffer&geaendert=on", "?geaendert=on"),
        ("?faelle=offen&ohne_ifk=on", "?ohne_ifk=on"),
        ("?sortierung=-gilt_bis&faelle=alle", "?faelle=alle&sortierung=-gilt_bis"),
    ],
)
def test_nothing_is_kept_but_filters_and_order(client: Client, query: str, kept: str) -> None:
    client.post(NEW + query, {"name": "Ansicht"})

    assert SavedFilter.objects.get().query == kept


def test_the_longest_query_there_is_can_be_kept(client: Client, lead: User) -> None:
    query = (
        "?stelle=u25_aez&grundlage=single_parent&offen=birth_date_missing&gilt_bis=overdue&faelle=geschlossen"
        "&meine=on&ohne_ifk=on&geaendert=on&sortierung=dringlichkeit"
    )

    logged_in(lead).post(NEW + query, {"name": "x" * 60})

    assert SavedFilter.objects.get().query == query


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Geben Sie der Ansicht einen Namen."),
        (" \u00ad ", "Geben Sie der Ansicht einen Namen."),
        ("x" * 61, "Kürzen Sie die Eingabe auf höchstens 60 Zeichen."),
        ("Schwangere", "Sie haben schon eine Ansicht mit diesem Namen. Wählen Sie einen anderen."),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_words_and_the_rest_stays(
    client: Client, keller: User, name: str, sentence: str
) -> None:
    saved(keller)
    other = saved(keller, "Andere")

    for path in (f"{NEW}?offen=any", address("saved_filter_update", other)):
        answer = client.post(path, {"name": name, "shared": "on"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f'<a href="#id_name">Name: {sentence}</a>' in page
        assert "<title>Fehler:" in page
        assert entered(answer.content)["shared"] == "on"
    assert set(SavedFilter.objects.filter(team=None).values_list("name", flat=True)) == {"Andere", "Schwangere"}


def test_a_view_is_renamed_shared_and_made_the_beginning(client: Client, keller: User) -> None:
    view = saved(keller)
    assert 'value="Schwangere"' in client.get(address("saved_filter_update", view)).content.decode()

    answer = client.post(
        address("saved_filter_update", view), {"name": "Neu", "shared": "on", "is_start": "on"}, follow=True
    )

    assert answer.redirect_chain == [(ALL, 302)]
    page = answer.content.decode()
    assert "Die Ansicht „Neu“ ist geändert." in page
    assert "mit dem Team geteilt" in page
    stored = SavedFilter.objects.get()
    assert (stored.name, stored.team, stored.is_start, stored.query) == ("Neu", keller.team, True, view.query)


def test_the_filters_of_a_view_are_replaced_by_the_present_ones(client: Client, keller: User) -> None:
    view = saved(keller)
    saved(keller, "Andere")
    query = "?offen=any&sortierung=dringlichkeit"
    assert f'<option value="{view.key}">Schwangere</option>' in client.get(NEW + query).content.decode()

    answer = client.post(REPLACE + query, {"view": str(view.key)}, follow=True)

    assert answer.redirect_chain == [(LIST + query, 302)]
    assert "Die Ansicht „Schwangere“ zeigt jetzt diese Filter." in answer.content.decode()
    assert SavedFilter.objects.get(pk=view.pk).query == query
    assert SavedFilter.objects.get(name="Andere").query == "?grundlage=pregnancy"


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [("", "Wählen Sie die Ansicht, deren Filter ersetzt werden."), ("{foreign}", "Diese Ansicht gibt es nicht mehr.")],
)
def test_only_a_view_of_ones_own_can_be_replaced(client: Client, keller: User, chosen: str, sentence: str) -> None:
    saved(keller)
    foreign = saved(caseworker(), shared=True)

    answer = client.post(f"{REPLACE}?offen=any", {"view": chosen.format(foreign=foreign.key)})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert set(SavedFilter.objects.values_list("query", flat=True)) == {"?grundlage=pregnancy"}


def test_a_view_is_deleted_after_one_more_question(client: Client, keller: User) -> None:
    view = saved(keller, shared=True, is_start=True)
    store(keller, Listed())

    question = client.get(address("saved_filter_delete", view)).content.decode()
    assert "Ihr Team kann sie dann nicht mehr nutzen." in question
    assert "Sie ist Ihre Startansicht" in question
    assert SavedFilter.objects.exists()
    answer = client.post(address("saved_filter_delete", view), follow=True)

    assert "Die Ansicht „Schwangere“ ist gelöscht." in answer.content.decode()
    assert not SavedFilter.objects.exists()


def test_a_colleagues_view_becomes_ones_own_under_the_same_name(client: Client, keller: User) -> None:
    anna = caseworker(first_name="Anna", last_name="Öz")
    theirs = saved(anna, shared=True)
    assert address("saved_filter_copy", theirs) in client.get(ALL).content.decode()

    page = client.get(address("saved_filter_copy", theirs)).content.decode()
    assert 'value="Schwangere"' in page
    assert f'action="{NEW}?grundlage=pregnancy"' in page
    client.post(f"{NEW}?grundlage=pregnancy", {"name": "Schwangere"})

    assert SavedFilter.objects.get(owner=keller).query == theirs.query
    assert SavedFilter.objects.get(owner=anna).team == keller.team


def test_all_views_say_what_they_show(client: Client, keller: User) -> None:
    saved(keller, is_start=True)
    save_filter(owner=caseworker(), name="Alles", query="?ansicht=alle", shared=True, is_start=False)

    page = client.get(ALL).content.decode()

    assert "Grundlage: alleinerziehend: Schwangerschaft · nach Namen" in page
    assert "Startansicht" in page
    assert '<td data-label="Zeigt" role="cell">alle offenen Fälle · nach Namen</td>' in page
    assert "Meine Fälle, nach Dringlichkeit" in page


def test_without_a_view_the_page_says_how_to_get_one(client: Client) -> None:
    page = client.get(ALL).content.decode()

    assert "Sie haben noch keine eigene Ansicht." in page
    assert "Aus dem Team" not in page
