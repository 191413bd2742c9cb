"""Pages by key: every row once, in every order, with ties and without ends."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kit.paging import cursor
from routing.caselist import search
from routing.caselist.filters import PLAIN
from routing.caselist.page import salt_of
from routing.caselist.search import (
    Cases,
    Filters,
    Found,
    Place,
    Sort,
    listed,
    ordering,
    page_after,
    read_term,
    spelling,
)
from routing.models import CurrentDecision
from routing.permissions import desks_of
from routing.tests.caselist.office import TODAY, Listed, logged_in, store
from staff.models import User
from tests.factories import caseworker

URL = reverse("applicant_list")
LIST = URL + PLAIN
SORTS = [sort for sort in Sort if sort != Sort.CLOSENESS]

# Few values, so that ties are the rule.
listed_cases = st.lists(
    st.builds(
        Listed,
        last_name=st.sampled_from(["Albers", "Álbers", "Zimmer", "von Albers"]),
        first_name=st.sampled_from(["Ina", "ina"]),
        birth_date=st.sampled_from([date(1990, 1, 1), date(1990, 1, 2)]),
        holds_until=st.sampled_from([None, date(2026, 4, 1), date(2026, 3, 1)]),
        decided=st.sampled_from(["", "", "u25"]),
        open_points=st.sampled_from([[], ["never_assessed"]]),
    ),
    max_size=14,
)


def walk(user: User, sort: Sort, text: str = "") -> list[int]:
    """All ids, page after page, as a person would turn them."""
    term = read_term(text) if text else None
    applicants, order = listed(user, Filters(), term, TODAY, desks_of(user)), ordering(sort, term, Cases.OPEN, TODAY)
    seen: list[Found] = []
    with spelling(term):
        while True:
            page, has_next = page_after(applicants, order, place(seen[-1]) if seen else None)
            seen += page
            if not has_next:
                return [found.id for found in seen]


def place(found: Found) -> Place:
    """Where a page ends that ends with this row."""
    return Place(found.id, CurrentDecision.objects.get(applicant=found.id).decision_id, found.group or 0)


class TestPaging(TestCase):
    @given(cases=listed_cases, sort=st.sampled_from(SORTS), size=st.integers(1, 4))
    @settings(suppress_health_check=list(HealthCheck))
    def test_turning_pages_shows_every_row_exactly_once_and_in_order(
        self, cases: list[Listed], sort: Sort, size: int
    ) -> None:
        user = caseworker()
        ids = [applicant.pk for applicant in store(user, *cases)]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kit.paging.PAGE_SIZE", len(ids) + 1)
            at_once = walk(user, sort)
            patch.setattr("kit.paging.PAGE_SIZE", size)
            assert walk(user, sort) == at_once
        assert sorted(at_once) == sorted(ids)

    @given(cases=listed_cases, size=st.integers(1, 4))
    @settings(suppress_health_check=list(HealthCheck))
    def test_the_pages_of_a_search_show_every_hit_exactly_once(self, cases: list[Listed], size: int) -> None:
        user = caseworker()
        store(user, *cases)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kit.paging.PAGE_SIZE", size)
            found = walk(user, Sort.CLOSENESS, "Albers")
        assert len(found) == len(set(found)) == sum("lbers" in case.last_name for case in cases)


def test_whose_answer_holds_for_ever_stands_behind_all_others(keller: User) -> None:
    soon, ever, later = store(
        keller, Listed(holds_until=date(2026, 4, 1)), Listed(), Listed(holds_until=date(2030, 1, 1))
    )

    assert walk(keller, Sort.HOLDS_UNTIL) == [soon.pk, later.pk, ever.pk]
    assert walk(keller, Sort.HOLDS_UNTIL_DOWN) == [ever.pk, later.pk, soon.pk]


def test_names_are_ordered_as_in_a_german_directory(keller: User) -> None:
    store(keller, *(Listed(name, "Ina") for name in ("Zander", "Özil", "Ott", "Ärmel", "Arm")))

    shown = [row.name for row in logged_in(keller).get(LIST).context["page"].rows]

    assert shown == ["Arm, Ina", "Ärmel, Ina", "Ott, Ina", "Özil, Ina", "Zander, Ina"]


class Links(HTMLParser):
    """The addresses of a page by the text of their links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = dict(attrs).get("href") or "" if tag == "a" else ""

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self.found[data.strip()] = self._open


def test_the_links_lead_on_and_back_to_the_beginning(keller: User, of_two: None) -> None:
    store(keller, *(Listed(f"Name{number}") for number in range(3)))
    client = logged_in(keller)

    first = client.get(LIST)
    second = client.get(Links(first.content.decode()).found["Weitere"])
    back = client.get(Links(second.content.decode()).found["Zurück zum Anfang"])

    assert [row.name for row in second.context["page"].rows] == ["Name2, Ayşe"]
    assert "Weitere" not in Links(second.content.decode()).found
    assert [row.id for row in back.context["page"].rows] == [row.id for row in first.context["page"].rows]


@pytest.mark.parametrize("edited", ["1", "nonsense", "{cursor}x", "{nowhere}", "{foreign}"])
def test_an_edited_address_begins_at_the_beginning(keller: User, edited: str) -> None:
    [nadine] = store(keller, Listed("Albers", "Nadine"))
    after = edited.format(
        cursor=cursor(Place(nadine.pk, 0), salt_of(keller)),
        nowhere=cursor(Place(2**62, 0), salt_of(keller)),
        foreign=cursor(Place(nadine.pk, 0), salt_of(caseworker("u25"))),
    )

    assert [row.name for row in logged_in(keller).get(URL, {"nach": after}).context["page"].rows] == ["Albers, Nadine"]


@pytest.mark.parametrize(("stored", "shown"), [(0, "0"), (1, "1"), (3, "3"), (4, "mehr als 3")])
def test_counting_stops_at_the_limit(keller: User, monkeypatch: pytest.MonkeyPatch, stored: int, shown: str) -> None:
    monkeypatch.setattr(search, "COUNT_LIMIT", 3)
    monkeypatch.setattr("routing.caselist.page.COUNT_LIMIT", 3)
    store(keller, *(Listed() for _ in range(stored)))

    assert logged_in(keller).get(LIST).context["page"].count == shown
