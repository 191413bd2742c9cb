"""Search: whom a term means, who is closest, and that no name gets into an address."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from routing.caselist.asked import MOST_KEPT, SEARCHES
from routing.caselist.filters import PLAIN
from routing.caselist.search import Term, read_term
from routing.tests.caselist.office import TODAY, Listed, logged_in, store
from staff.models import AccessLog, User

URL = reverse("applicant_search")
LIST = reverse("applicant_list")


def names(client: Client, term: str, **others: str) -> list[str]:
    answer = client.post(URL, {"q": term, **others}, follow=True)
    assert answer.status_code == 200
    return [row.name for row in answer.context["page"].rows]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("335A100001", Term(number="335A100001")),
        ("335a 100 001", Term(number="335A100001")),
        ("335", Term(start_of_number="335")),
        ("335a1", Term(start_of_number="335A1")),
        ("33502//0000101", Term(bg_number="33502//0000101")),
        ("33502/0000101", Term(bg_number="33502//0000101")),
        ("33502 0000101", Term(bg_number="33502//0000101")),
        ("335020000101", Term(bg_number="33502//0000101")),
        ("Albers, Nadine", Term(words=("Albers", "Nadine"))),
        ("Müller-Lüdenscheidt", Term(words=("Müller", "Lüdenscheidt"))),
        ("33", Term(words=("33",))),
        ("--", Term()),
    ],
)
def test_a_term_is_a_number_its_beginning_or_names(typed: str, meant: Term) -> None:
    assert read_term(typed) == meant


@pytest.mark.parametrize(
    "typed", ["Müller", "Mueller", "muller", "MÜLLER", "Mueler", "Muler", "Mülle", "Thomas Mueler"]
)
def test_mueller_is_found_however_she_is_spelt(keller: User, typed: str) -> None:
    store(keller, Listed("Müller", "Thomas"), Listed("Schäfer", "Ina"), Listed("Weber", "Ute"))

    assert names(logged_in(keller), typed) == ["Müller, Thomas"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nadine albers", "Albers, Nadine"),
        ("Albers, Nadine", "Albers, Nadine"),
        ("Albrs Nadine", "Albers, Nadine"),
        ("Albesr", "Albers, Nadine"),
        ("Luedenscheit", "Müller-Lüdenscheidt, Ilse"),
        ("Alb", "Albers, Nadine"),
        ("Nad", "Albers, Nadine"),
        ("Strausz", "Strauß, Petra"),
        ("Lüdenscheidt", "Müller-Lüdenscheidt, Ilse"),
        ("luedenscheid", "Müller-Lüdenscheidt, Ilse"),
        ("Ilse Müller", "Müller-Lüdenscheidt, Ilse"),
        ("Yilmaz", "Yılmaz, Ayşe"),
        ("Ayse Yılmaz", "Yılmaz, Ayşe"),
        ("strauss", "Strauß, Petra"),
        ("Öz", "Öztürk, Fatma"),
        ("oz", "Öztürk, Fatma"),
        ("Al Nadine", "Albers, Nadine"),
        ("O'Brien", "O'Brien, Kate"),
    ],
)
def test_names_are_found_in_any_order_in_parts_and_with_slips(keller: User, typed: str, found: str) -> None:
    store(
        keller,
        Listed("Albers", "Nadine"),
        Listed("Müller-Lüdenscheidt", "Ilse"),
        Listed("Yılmaz", "Ayşe"),
        Listed("Strauß", "Petra"),
        Listed("Öztürk", "Fatma"),
        Listed("O'Brien", "Kate"),
    )

    assert names(logged_in(keller), typed) == [found]


@pytest.mark.parametrize("name", ["'t Hooft", "D'Angelo", "O’Brien", "N\u02bcDiaye", "Ša\u02bfbān", "Al-\u02beAhmad"])
def test_a_name_with_an_apostrophe_is_found_as_it_is_stored_and_with_any_other_or_none(keller: User, name: str) -> None:
    store(keller, Listed(name, "Anna"), Listed("Albers", "Ina"))
    bare = re.sub("['’\u02bc\u02bf\u02be]", "", name)

    typed = [
        name,
        f"{name}, Anna",
        f"Anna {name}",
        bare,
        name.upper(),
        *(name.replace("'", sign) for sign in "’`\u00b4"),
    ]

    assert [names(logged_in(keller), term) for term in typed] == [[f"{name}, Anna"]] * len(typed)


def test_the_beginning_of_a_name_that_begins_with_an_apostrophe_is_found(keller: User) -> None:
    store(keller, Listed("'t Hooft", "Anna"), Listed("Albers", "Ina"))

    assert [names(logged_in(keller), term) for term in ("'t H", "'t", "t H")] == [["'t Hooft, Anna"]] * 3


@pytest.mark.parametrize("typed", ["Meyer", "Meier", "Mayer", "Maier"])
def test_names_that_sound_alike_are_found_the_one_typed_first(keller: User, typed: str) -> None:
    store(keller, *(Listed(name, "Ina") for name in ("Mayer", "Meier", "Meyer")), Listed("Peters", "Maria"))

    found = names(logged_in(keller), typed)

    assert len(found) >= 2
    assert found[0] == f"{typed}, Ina" or typed == "Maier"
    assert "Peters, Maria" not in found


def test_a_slip_does_not_reach_over_two_words(keller: User) -> None:
    store(keller, Listed("Müller", "Emine"), Listed("Keller", "Mustafa"))

    assert names(logged_in(keller), "Mueler") == ["Müller, Emine"]


def test_the_closest_stands_first_and_the_family_name_counts_more(keller: User) -> None:
    store(keller, Listed("Weber", "Thomas"), Listed("Thomasson", "Eva"), Listed("Thomas", "Zoe"))

    assert names(logged_in(keller), "Thomas") == ["Thomas, Zoe", "Weber, Thomas", "Thomasson, Eva"]


def test_an_exact_number_leads_straight_to_the_person(keller: User) -> None:
    (nadine,) = store(keller, Listed("Albers", "Nadine", customer_number="335A100001"))

    answer = logged_in(keller).post(URL, {"q": " 335a 100001 "})

    assert answer.status_code == 302
    assert answer["Location"] == reverse("applicant_detail", args=[nadine.key])


@pytest.mark.parametrize("typed", ["335A", "335a10", "33502//0000101", "33502/0000101", "335020000101"])
def test_the_start_of_a_number_and_a_bg_number_make_a_list(keller: User, typed: str) -> None:
    store(
        keller,
        Listed("Albers", "Nadine", customer_number="335A100001", bg_number="33502//0000101"),
        Listed("Weber", "Ute", customer_number="336A100001", bg_number="33502//0000102"),
    )

    assert names(logged_in(keller), typed) == ["Albers, Nadine"]


def test_a_foreign_applicant_is_not_found_by_name_nor_by_number(keller: User) -> None:
    store(keller, Listed("Albers", "Nadine", desk="placement", customer_number="335A100001"))
    client = logged_in(keller)

    assert names(client, "Albers") == []
    assert names(client, "335A100001") == []
    assert names(client, "335A") == []


def test_who_finds_nobody_is_told_what_to_do_next(keller: User) -> None:
    page = logged_in(keller).post(URL, {"q": "335A100001"}, follow=True).content.decode()

    assert "Andere Kundennummer mit Grund öffnen" in page
    assert "Neu aufnehmen" in page


def test_closed_cases_are_found_and_marked(keller: User) -> None:
    store(keller, Listed("Albers", "Nadine", closed_on=TODAY))
    answer = logged_in(keller).post(URL, {"q": "Albers"}, follow=True)

    assert [row.closed_on for row in answer.context["page"].rows] == [TODAY]
    assert "Fall geschlossen ab 02.03.2026" in answer.content.decode()


def test_a_search_can_be_narrowed_by_filters(keller: User) -> None:
    store(keller, Listed("Albers", "Nadine", basis="household"), Listed("Albers", "Ute"))
    client = logged_in(keller)

    assert names(client, "Albers", grundlage="household") == ["Albers, Nadine"]


def test_neither_address_nor_log_carries_the_name_but_the_box_shows_it_again(keller: User) -> None:
    store(keller, Listed("Albers", "Nadine"))
    answer = logged_in(keller).post(URL, {"q": "Albers"}, follow=True)

    ((address, _),) = answer.redirect_chain
    assert re.fullmatch(re.escape(LIST) + r"\?suche=[\w-]+", address)
    assert "albers" not in address.lower()
    assert 'value="Albers"' in answer.content.decode()


def test_the_term_of_another_session_is_unknown_and_shows_nobody(keller: User) -> None:
    store(keller, Listed("Albers", "Nadine"))
    address = logged_in(keller).post(URL, {"q": "Albers"})["Location"]

    answer = logged_in(keller).get(address)

    assert answer.status_code == 200
    assert "Diese Suche gibt es nicht mehr" in answer.content.decode()
    assert "Albers" not in answer.content.decode()
    assert not AccessLog.objects.exists()


def test_a_session_keeps_only_the_newest_terms(keller: User) -> None:
    client = logged_in(keller)
    addresses = [client.post(URL, {"q": f"Name {number}"})["Location"] for number in range(MOST_KEPT + 2)]

    assert len(client.session[SEARCHES]) == MOST_KEPT
    assert "Diese Suche gibt es nicht mehr" in client.get(addresses[1]).content.decode()
    assert client.get(addresses[2]).context["text"] == "Name 2"


@pytest.mark.parametrize("typed", ["", "   ", "\x00"])
def test_an_empty_search_shows_the_list(keller: User, typed: str) -> None:
    assert logged_in(keller).post(URL, {"q": typed})["Location"] == LIST + PLAIN


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'; --", "x" * 500, "💥", "a b c d e f g h"])
def test_odd_terms_find_nobody_and_do_no_harm(keller: User, typed: str) -> None:
    store(keller, Listed("Albers", "Nadine"))

    assert names(logged_in(keller), typed) == []
