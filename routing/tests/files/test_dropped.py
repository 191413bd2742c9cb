"""Dropped lines: they count as if they did not stand in their list."""

from collections.abc import Set

from routing.intake.files.layouts import ListKind
from routing.intake.files.lists import DroppedLine, Lists, Upload
from routing.tests.files.building import ON, InStock, Member, Person, applicants, household, stock
from routing.tests.files.uploads import DESKS, LOGINS, Reading, Uploads

APPLICANTS, HOUSEHOLD, STOCK = ListKind
OTHER = Person("335A100002")


def read(base: Upload, *corrections: Upload, without: Set[DroppedLine] = frozenset()) -> Reading:
    return Reading(Lists(base, corrections, ON, DESKS, LOGINS, without))


def test_a_household_is_whole_without_its_dropped_line(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person()), household(Member(geburtsdatum="x"), Member()))
    assert read(base).lines == {}

    reading = read(base, without={(0, HOUSEHOLD, 2)})

    assert reading.problems == []
    assert [relation for relation, _ in reading.members()] == ["child"]


def test_the_other_unreadable_line_of_a_household_still_stands_in_the_way(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person()), household(Member(geburtsdatum="x"), Member(beziehung="x")))

    reading = read(base, without={(0, HOUSEHOLD, 2)})

    assert reading.lines == {}
    assert reading.problems == [
        "0 bewerber 2 kundennummer: household_unreadable",
        "0 haushalt 3 beziehung: unknown_relation",
    ]


def test_who_has_a_dropped_line_in_the_stock_sits_nowhere(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person(), OTHER), stock=stock(InStock(stelle="x"), InStock("335A100002")))
    assert list(read(base).lines) == ["335A100002"]

    reading = read(base, without={(0, STOCK, 2)})

    assert reading.problems == []
    assert {number: line.stock is None for number, line in reading.lines.items()} == {
        "335A100001": True,
        "335A100002": False,
    }


def test_an_applicant_who_is_dropped_is_neither_read_nor_missing(uploads: Uploads) -> None:
    base = uploads.base(
        applicants(Person(geburtsdatum="x"), OTHER), household(Member()), stock(InStock(), InStock("335A100002"))
    )

    reading = read(base, without={(0, APPLICANTS, 2)})

    assert list(reading.lines) == ["335A100002"]
    assert reading.lists.numbers == {"335A100001", "335A100002"}
    assert reading.problems == []


def test_of_two_lines_of_a_number_the_one_that_is_left_counts(uploads: Uploads) -> None:
    base = uploads.base(
        applicants(Person(), Person(vorname="Eva")), stock=stock(InStock(), InStock(stelle="placement", ifk="j.roth"))
    )

    reading = read(base, without={(0, APPLICANTS, 2), (0, STOCK, 3)})

    line = reading.lines["335A100001"]
    assert (line.record.person.first_name, line.stock and line.stock.login) == ("Eva", "m.kaya")
    assert reading.problems == []


def test_twins_of_whom_one_line_is_dropped_are_one_child(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person()), household(Member(), Member()))
    assert len(read(base).members()) == 2
    assert len(read(base, without={(0, HOUSEHOLD, 3)}).members()) == 1


def test_lines_of_nobody_are_no_problem_once_they_are_dropped(uploads: Uploads) -> None:
    base = uploads.base(
        applicants(OTHER, Person("x")), household(Member("y"), Member("335A999999")), stock(InStock(""))
    )
    lines: set[DroppedLine] = {(0, APPLICANTS, 3), (0, HOUSEHOLD, 2), (0, HOUSEHOLD, 3), (0, STOCK, 2)}
    assert len(read(base).problems) == len(lines)

    reading = read(base, without=lines)

    assert reading.problems == []
    assert reading.lists.numbers == {"335A100002"}


def test_a_line_is_dropped_from_its_own_list_and_upload_only(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person(geburtsdatum="x")), household(Member(geburtsdatum="x")))
    correction = uploads.upload(members=household(Member("335A999999")))

    reading = read(base, correction, without={(1, HOUSEHOLD, 2), (0, STOCK, 2), (0, APPLICANTS, 3)})

    assert reading.problems == read(base).problems
    assert len(reading.problems) == 3


def test_a_correction_that_is_dropped_leaves_what_it_was_to_correct(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person(geburtsdatum="x"), Person("y", vorname="Eva")), household(Member("z")))
    correction = uploads.upload(
        applicants(Person(), Person("335A100002", vorname="Eva")), household(Member("335A100001"))
    )
    assert read(base, correction).problems == []

    reading = read(base, correction, without={(1, APPLICANTS, 2), (1, APPLICANTS, 3), (1, HOUSEHOLD, 2)})

    assert reading.lines == {}
    assert reading.problems == read(base).problems


def test_a_dropped_line_may_still_be_corrected(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person(geburtsdatum="x")), household(Member(geburtsdatum="x")))
    correction = uploads.upload(applicants(Person()), household(Member()))

    reading = read(base, correction, without={(0, APPLICANTS, 2), (0, HOUSEHOLD, 2)})

    assert reading.problems == []
    assert len(reading.members()) == 1
