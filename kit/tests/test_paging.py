"""Pages of lists: every row once, by key and by number, and addresses that somebody has edited."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session
from pytest_django import DjangoAssertNumQueries

from kit.paging import behind, cursor, keyset_page, numbered_page, page_of, place_of

BY_TIME = ("expire_date", "pk")
SALT = "kit.tests"


@pytest.fixture
def of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows fit on a page."""
    monkeypatch.setattr("kit.paging.PAGE_SIZE", 2)


@pytest.fixture
def stored(db: None) -> None:
    """Rows that every installation can have, two of them of the same moment: by time "b", "a", "c", "e", "d"."""
    minutes = {"a": 1, "b": 0, "c": 1, "d": 5, "e": 3}
    Session.objects.bulk_create(
        Session(pk=key, expire_date=datetime(2026, 3, 2, 9, minute, tzinfo=UTC)) for key, minute in minutes.items()
    )


def keys(rows: list[Session]) -> str:
    return "".join(row.pk for row in rows)


def test_pages_by_key_follow_each_other_without_gap_or_repetition(stored: None, of_two: None) -> None:
    first = keyset_page(Session.objects.all(), BY_TIME, "", SALT)
    second = keyset_page(Session.objects.all(), BY_TIME, first.next_after, SALT)
    third = keyset_page(Session.objects.all(), BY_TIME, second.next_after, SALT)

    assert [keys(page.rows) for page in (first, second, third)] == ["ba", "ce", "d"]
    assert (first.after, second.after, third.after) == ("", first.next_after, second.next_after)
    assert third.next_after == ""


def test_a_page_that_is_just_full_has_no_next_one(stored: None, of_two: None) -> None:
    assert keyset_page(Session.objects.filter(pk__in="ab"), BY_TIME, "", SALT).next_after == ""


def test_a_page_goes_on_where_its_last_row_stood_although_that_is_gone(stored: None, of_two: None) -> None:
    first = keyset_page(Session.objects.all(), BY_TIME, "", SALT)
    Session.objects.filter(pk="a").delete()

    assert keys(keyset_page(Session.objects.all(), BY_TIME, first.next_after, SALT).rows) == "ce"


def test_behind_the_last_row_a_page_is_empty_and_not_the_beginning(stored: None, of_two: None) -> None:
    first = keyset_page(Session.objects.all(), BY_TIME, "", SALT)

    page = keyset_page(Session.objects.filter(pk="b"), BY_TIME, first.next_after, SALT)

    assert page == ([], first.next_after, "")


@pytest.mark.parametrize("edited", ["1", "nonsense", "\x00", "²", "{cursor}x", "{of_another_list}"])
def test_an_edited_cursor_means_the_beginning(stored: None, of_two: None, edited: str) -> None:
    place = ["2026-03-02 09:03:00+00:00", "e"]
    after = edited.format(cursor=cursor(place, SALT), of_another_list=cursor(place, "another"))

    page = keyset_page(Session.objects.all(), BY_TIME, after, SALT)

    assert (keys(page.rows), page.after) == ("ba", "")


def test_a_place_comes_back_whole_to_its_own_list_only() -> None:
    assert place_of(cursor([4711, 12, 3], SALT), SALT) == [4711, 12, 3]
    assert place_of(cursor([4711, 12, 3], SALT), "another") is None


def test_a_page_takes_one_query(stored: None, of_two: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        keyset_page(Session.objects.all(), BY_TIME, cursor(["2026-03-02 09:01:00+00:00", "a"], SALT), SALT)


def test_a_descending_order_goes_on_downwards(stored: None) -> None:
    later = behind(BY_TIME, [datetime(2026, 3, 2, 9, 1, tzinfo=UTC), "c"], descending=True)

    assert keys(list(Session.objects.filter(later).order_by("-expire_date", "-pk"))) == "ab"


def test_of_rows_that_are_made_one_by_one_no_more_are_made_than_a_page_needs(of_two: None) -> None:
    rows = iter(range(9))

    assert page_of(rows) == ([0, 1], True)
    assert next(rows) == 3


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("", [1, 2]),
        ("1", [1, 2]),
        ("2", [3, 4]),
        ("3", [5]),
        ("4", [5]),
        ("9" * 18, [5]),
        ("0", [1, 2]),
        ("-1", [1, 2]),
        ("x", [1, 2]),
        ("²", [1, 2]),
        ("9" * 5000, [1, 2]),
    ],
)
def test_the_page_of_a_number_is_the_nearest_that_there_is(of_two: None, number: str, shown: list[int]) -> None:
    assert list(numbered_page([1, 2, 3, 4, 5], number)) == shown


def test_a_list_without_rows_has_one_empty_page() -> None:
    page = numbered_page(list[int](), "7")

    assert (list(page), page.number, page.has_previous(), page.has_next()) == ([], 1, False, False)


def test_a_numbered_page_can_be_of_another_size(of_two: None) -> None:
    assert list(numbered_page([1, 2, 3, 4, 5], "1", 4)) == [1, 2, 3, 4]


def test_a_numbered_page_of_the_database_takes_two_queries(
    stored: None, of_two: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        assert keys(list(numbered_page(Session.objects.order_by(*BY_TIME), "2"))) == "ce"
