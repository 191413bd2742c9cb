"""The list by urgency: groups in words, every case in exactly one, and pages that lose nobody while work goes on."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.signing import b64_decode
from django.http import QueryDict
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from routing.assignment.actions import close_case
from routing.caselist import page as page_module
from routing.caselist import search
from routing.caselist.page import ListPage, list_page
from routing.enums import ClosingReason
from routing.models import Applicant, Assignment, CurrentDecision
from routing.tests.caselist.office import NOW, TODAY, Listed, logged_in, set_page_size, store
from staff.models import User
from tests.factories import caseworker, team_lead

URL = reverse("applicant_list")
QUERY = "sortierung=dringlichkeit"

OVERDUE = "überfällig"
CHANGED = "Zuständigkeit hat sich geändert"
SOON = "Stelle stimmt, Antwort endet in den nächsten 30 Tagen"
POINTS = "offene Punkte"
NO_HURRY = "ohne Eile"
GROUPS = [OVERDUE, CHANGED, SOON, POINTS, NO_HURRY]

YESTERDAY, IN_30_DAYS = TODAY - timedelta(days=1), TODAY + timedelta(days=30)

listed_cases = st.lists(
    st.builds(
        Listed,
        last_name=st.sampled_from(["Albers", "Zimmer"]),
        decided=st.sampled_from(["", "u25"]),
        open_points=st.sampled_from([[], ["never_assessed"]]),
        holds_until=st.sampled_from([None, YESTERDAY, TODAY, IN_30_DAYS, IN_30_DAYS + timedelta(days=1)]),
    ),
    max_size=14,
)


def first_page(user: User, query: str = QUERY) -> ListPage:
    return list_page(QueryDict(query), None, user, TODAY)


def page_behind(page: ListPage, user: User) -> ListPage:
    assert page.next_url is not None
    return list_page(QueryDict(page.next_url.partition("?")[2]), None, user, TODAY)


def shown(page: ListPage) -> dict[str, list[str]]:
    return {group.label: [row.name.split(",")[0] for row in group.rows] for group in page.groups}


def group_in_words(case: Listed) -> str:
    """What somebody would call it who reads the row from the most urgent word to the least."""
    if case.holds_until and case.holds_until < TODAY:
        return OVERDUE
    if case.decided not in {"", case.desk}:
        return CHANGED
    if case.holds_until and (case.holds_until - TODAY).days <= 30:
        return SOON
    return POINTS if case.open_points else NO_HURRY


def test_the_most_urgent_stand_first_under_headings_that_say_why(keller: User) -> None:
    store(
        keller,
        Listed("Ruhig"),
        Listed("Punkt", open_points=["never_assessed"]),
        Listed("Bald", holds_until=IN_30_DAYS, open_points=["never_assessed"]),
        Listed("Heute", holds_until=TODAY),
        Listed("Wechsel", decided="u25", holds_until=TODAY),
        Listed("Vorbei", decided="u25", holds_until=YESTERDAY),
        Listed("Fern", holds_until=IN_30_DAYS + timedelta(days=1)),
    )

    page = first_page(keller)

    assert list(shown(page).items()) == [
        (OVERDUE, ["Vorbei"]),
        (CHANGED, ["Wechsel"]),
        (SOON, ["Heute", "Bald"]),
        (POINTS, ["Punkt"]),
        (NO_HURRY, ["Fern", "Ruhig"]),
    ]


def test_inside_a_group_the_earliest_end_stands_first_then_the_name(keller: User) -> None:
    first, second = TODAY + timedelta(days=3), TODAY + timedelta(days=9)
    store(keller, *(Listed(name, "Ina", holds_until=until) for until in (second, first) for name in ("Zorn", "Ärmel")))

    (group,) = first_page(keller).groups

    assert [(row.name, row.holds_until) for row in group.rows] == [
        ("Ärmel, Ina", first),
        ("Zorn, Ina", first),
        ("Ärmel, Ina", second),
        ("Zorn, Ina", second),
    ]


def test_closed_cases_stand_last_in_a_group_of_their_own(keller: User) -> None:
    store(keller, Listed("Zu", holds_until=YESTERDAY, closed_on=TODAY), Listed("Offen"), Listed("Alt", decided="u25"))

    assert shown(first_page(keller, f"{QUERY}&faelle=alle")) == {
        CHANGED: ["Alt"],
        NO_HURRY: ["Offen"],
        "Fall geschlossen": ["Zu"],
    }
    assert shown(first_page(keller, f"{QUERY}&faelle=geschlossen")) == {"Fall geschlossen": ["Zu"]}


def test_each_heading_is_one_of_the_rows_beneath_it_and_says_how_many_they_are(keller: User) -> None:
    store(keller, Listed("Albers", holds_until=YESTERDAY), Listed("Weber"), Listed("Zorn"))

    page = logged_in(keller).get(f"{URL}?{QUERY}").content.decode()

    for heading in (f"{OVERDUE} (1)", f"{NO_HURRY} (2)"):
        assert f'<th scope="rowgroup" colspan="8" role="rowheader">{heading}</th>' in page
    assert page.count("<tbody>") == 2
    assert "rowgroup" not in logged_in(keller).get(f"{URL}?ansicht=alle").content.decode()


def test_the_list_offers_the_order_and_a_search_does_not(keller: User) -> None:
    store(keller, Listed("Albers"))
    client = logged_in(keller)

    assert client.get(f"{URL}?offen=none").context["page"].urgency_url == f"{URL}?offen=none&{QUERY}"
    assert client.get(f"{URL}?{QUERY}").context["page"].urgency_url is None
    found = client.post(reverse("applicant_search"), {"q": "Albers"})["Location"]
    answer = client.get(f"{found}&{QUERY}")
    assert answer.context["page"].urgency_url is None
    assert [group.label for group in answer.context["page"].groups] == [""]


class TestGroups(TestCase):
    @given(cases=listed_cases, size=st.integers(1, 4), narrowed=st.sampled_from(["", "&faelle=alle", "&offen=any"]))
    @settings(suppress_health_check=list(HealthCheck))
    def test_turning_pages_shows_every_case_exactly_once_in_the_group_that_its_words_name(
        self, cases: list[Listed], size: int, narrowed: str
    ) -> None:
        user = caseworker()
        words = {
            applicant.pk: group_in_words(case)
            for applicant, case in zip(store(user, *cases), cases, strict=True)
            if case.open_points or narrowed != "&offen=any"
        }
        seen: list[tuple[str, int]] = []
        with pytest.MonkeyPatch.context() as patch:
            set_page_size(patch, size)
            page = first_page(user, QUERY + narrowed)
            seen += [(group.label, row.id) for group in page.groups for row in group.rows]
            while page.next_url:
                page = page_behind(page, user)
                seen += [(group.label, row.id) for group in page.groups for row in group.rows]

        assert {row_id: label for label, row_id in seen} == words
        assert len(seen) == len(words)
        assert [label for label, _ in seen] == sorted((label for label, _ in seen), key=GROUPS.index)


def renewed(applicant: Applicant) -> None:
    """The rules are asked again, and the answer holds for long."""
    current = CurrentDecision.objects.select_related("decision").get(applicant=applicant)
    decision = current.decision
    decision.pk, decision._state.adding, decision.holds_until = None, True, date(2040, 1, 1)
    decision.save()
    current.decision, current.review_on = decision, None
    current.save()


def closed(applicant: Applicant) -> None:
    close_case(applicant=applicant, reason=ClosingReason.WORK, by=team_lead(), on=TODAY, at=NOW)


def moved(applicant: Applicant) -> None:
    Assignment.objects.filter(applicant=applicant).update(desk="reha_sb")


def overdue(applicant: Applicant) -> None:
    current = CurrentDecision.objects.select_related("decision").get(applicant=applicant)
    decision = current.decision
    decision.pk, decision._state.adding, decision.holds_until = None, True, YESTERDAY
    decision.save()
    current.decision = decision
    current.save()


@pytest.mark.usefixtures("of_two")
@pytest.mark.parametrize("change", [renewed, closed, moved, overdue])
@pytest.mark.parametrize("until", [YESTERDAY, None])
def test_whoever_is_dealt_with_between_two_pages_takes_nobody_along(
    keller: User, change: Callable[[Applicant], None], until: date | None
) -> None:
    first, second, *rest = store(keller, *(Listed(name, holds_until=until) for name in "ABCDEF"))
    page = first_page(keller)
    assert [row.id for row in page.rows] == [first.pk, second.pk]

    change(second)
    seen: list[int] = []
    while page.next_url:
        page = page_behind(page, keller)
        seen += [row.id for row in page.rows]

    others = [applicant.pk for applicant in rest]
    assert [row_id for row_id in seen if row_id != second.pk] == others


@pytest.mark.usefixtures("of_two")
def test_the_last_of_a_group_may_go_while_the_next_group_waits(keller: User) -> None:
    first, second, third, fourth = store(
        keller,
        Listed("A", holds_until=YESTERDAY),
        Listed("B", holds_until=YESTERDAY),
        Listed("C", decided="u25"),
        Listed("D", open_points=["never_assessed"]),
    )
    page = first_page(keller)

    closed(first)
    closed(second)

    assert shown(page_behind(page, keller)) == {CHANGED: ["C"], POINTS: ["D"]}
    assert [row.id for row in page_behind(page, keller).rows] == [third.pk, fourth.pk]


@pytest.mark.usefixtures("of_two")
def test_a_group_that_goes_on_has_its_heading_on_the_next_page_again(keller: User) -> None:
    store(keller, *(Listed(name, holds_until=YESTERDAY) for name in "ABC"), Listed("D"))

    assert shown(page_behind(first_page(keller), keller)) == {OVERDUE: ["C"], NO_HURRY: ["D"]}


@pytest.mark.usefixtures("of_two")
def test_a_heading_counts_its_group_on_all_pages_and_the_list_all_groups(
    keller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (search, page_module):
        monkeypatch.setattr(module, "COUNT_LIMIT", 3)
    store(keller, *(Listed(name, holds_until=YESTERDAY) for name in "ABC"), Listed("D"), Listed("E", decided="u25"))
    store(keller, Listed("Fremd", desk="u25"), Listed("Zu", closed_on=TODAY))

    first = first_page(keller)
    second = page_behind(first, keller)

    assert [(group.label, group.size) for group in first.groups] == [(OVERDUE, "3")]
    assert [(group.label, group.size) for group in second.groups] == [(OVERDUE, "3"), (CHANGED, "1")]
    assert (first.count, second.count) == ("5", "5")


@pytest.mark.usefixtures("of_two")
def test_where_a_page_ended_names_nobody_and_no_day(keller: User) -> None:
    store(keller, *(Listed("Albers", holds_until=YESTERDAY) for _ in range(3)))

    address = first_page(keller).next_url or ""
    signed = QueryDict(address.partition("?")[2])["nach"]

    told = b64_decode(signed.partition(":")[0].encode()).decode()
    assert "Albers" not in told
    assert YESTERDAY.isoformat() not in told


@pytest.mark.usefixtures("of_two")
def test_whoever_ends_a_page_stands_there_by_her_last_answer_however_many_there_were(keller: User) -> None:
    first, second, *rest = store(keller, *(Listed(name, holds_until=YESTERDAY) for name in "ABCDEF"))
    for change in (renewed, renewed, overdue, renewed, overdue):
        change(second)
    page = first_page(keller)
    seen = [row.id for row in page.rows]
    while page.next_url:
        page = page_behind(page, keller)
        seen += [row.id for row in page.rows]

    assert seen == [applicant.pk for applicant in (first, second, *rest)]
