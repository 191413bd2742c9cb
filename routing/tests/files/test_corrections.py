"""Corrections: lines that could not be read, put right and uploaded alone."""

from datetime import date

import pytest

from routing.tests.files.building import InStock, Member, Person, applicants, household, stock
from routing.tests.files.uploads import Uploads, read, refusal

OTHER = Person("335A100002")
CHILD, OLDER_CHILD = ("child", date(2015, 5, 20)), ("child", date(2012, 1, 1))


# Applicants


def test_a_corrected_applicant_takes_the_place_of_the_unreadable_one(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person(geburtsdatum="x"), OTHER), household(Member()))
    correction = uploads.upload(applicants(Person(vorname="Nadja")))
    assert list(read(base).lines) == ["335A100002"]
    reading = read(base, correction)
    assert reading.problems == []
    assert list(reading.lines) == ["335A100002", "335A100001"]
    assert reading.lines["335A100001"].record.person.first_name == "Nadja"
    assert reading.members() == [CHILD]


def test_a_corrected_applicant_takes_the_place_of_a_readable_one(uploads: Uploads) -> None:
    reading = read(uploads.base(applicants(Person())), uploads.upload(applicants(Person(vorname="Nadja"))))
    assert reading.lines["335A100001"].record.person.first_name == "Nadja"


def test_the_last_correction_has_the_last_word(uploads: Uploads) -> None:
    corrections = [uploads.upload(applicants(Person(**cells))) for cells in ({"vorname": "A"}, {"vorname": ""})]
    reading = read(uploads.base(applicants(Person(geburtsdatum="x"))), *corrections)
    assert reading.lines == {}
    assert reading.problems == ["2 bewerber 2 vorname: required_cell_empty"]


def test_the_same_correction_twice_changes_nothing(uploads: Uploads) -> None:
    base = uploads.base(
        applicants(Person("x", vorname="Eva"), Person(geburtsdatum="x"), OTHER),
        household(Member(geburtsdatum="x"), Member(), Member("335A10000"), Member("335A100002")),
        stock(InStock("335A10000"), InStock("335A100002", stelle="")),
    )
    correction = uploads.upload(
        applicants(Person("335A100003", vorname="Eva"), Person()),
        household(Member(geburtsdatum="01.01.2012"), Member("335A100003")),
        stock(InStock("335A100003"), InStock("335A100002")),
    )
    once, twice = read(base, correction), read(base, correction, correction)
    assert once.problems == twice.problems == []
    assert once.lines == twice.lines
    assert sorted(once.lines) == ["335A100001", "335A100002", "335A100003"]
    assert once.members() == [CHILD, OLDER_CHILD]


def test_of_two_lines_of_a_number_the_corrected_one_counts(uploads: Uploads) -> None:
    reading = read(
        uploads.base(applicants(Person(), OTHER, Person(vorname="Eva"))),
        uploads.upload(applicants(Person(), Person("335A100003", vorname="Eva"))),
    )
    assert reading.problems == []
    assert sorted(reading.lines) == ["335A100001", "335A100002", "335A100003"]


def test_two_corrected_lines_of_a_number_count_neither(uploads: Uploads) -> None:
    reading = read(
        uploads.base(applicants(Person(), OTHER)), uploads.upload(applicants(Person(), Person(vorname="Eva")))
    )
    assert list(reading.lines) == ["335A100002"]
    assert reading.problems == [f"1 bewerber {line} kundennummer: number_twice" for line in (2, 3)]


@pytest.mark.parametrize("wrong", ["", "335A10000", "335-A100001"])
def test_a_line_whose_number_was_wrong_is_recognised_by_its_other_cells(uploads: Uploads, wrong: str) -> None:
    base = uploads.base(applicants(Person(wrong), OTHER), household(Member()))
    assert len(read(base).problems) == 2
    reading = read(base, uploads.upload(applicants(Person())))
    assert reading.problems == []
    assert reading.members() == [CHILD]


def test_a_line_of_a_wrong_number_and_other_mistakes_is_recognised_too(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person("335A10000", geburtsdatum="x", telefon="+49 1"), Person("", vorname="")))
    fixed = [Person(telefon="'+49 1"), Person("335A100002", vorname="Eva")]
    reading = read(base, uploads.upload(applicants(*fixed)))
    assert reading.problems == []
    assert len(reading.lines) == 2


def test_each_line_recognises_one_only(uploads: Uploads) -> None:
    for other in (Person("y"), Person("y", strasse="Hauptstr. 1"), Person("y", geburtsdatum="x")):
        reading = read(uploads.base(applicants(Person("x"), other)), uploads.upload(applicants(Person())))
        assert {problem.split(":")[0] for problem in reading.problems} >= {"0 bewerber 3 kundennummer"}


def test_a_line_that_is_still_wrong_is_reported_where_it_stands_now(uploads: Uploads) -> None:
    reading = read(uploads.base(applicants(Person("x"))), uploads.upload(applicants(Person("y"))))
    assert reading.problems == ["1 bewerber 2 kundennummer: customer_number_form"]


def test_a_line_of_another_person_does_not_hide_one_of_nobody(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person("x"), OTHER))
    for other in (Person("335A100003", vorname="Eva"), OTHER):
        assert (
            "0 bewerber 2 kundennummer: customer_number_form" in read(base, uploads.upload(applicants(other))).problems
        )


# Households


def test_a_corrected_line_fills_the_gap_of_its_household(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person(), OTHER), household(Member(geburtsdatum="x"), Member()))
    assert list(read(base).lines) == ["335A100002"]
    reading = read(base, uploads.upload(members=household(Member(geburtsdatum="01.01.2012"))))
    assert reading.problems == []
    assert reading.members() == [CHILD, OLDER_CHILD]


def test_a_household_is_whole_only_when_all_its_lines_have_come(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person()), household(Member(geburtsdatum="x"), Member(beziehung="x")))
    first = uploads.upload(members=household(Member()))
    assert read(base, first).lines == {}
    assert len(read(base, first).problems) == 3
    second = uploads.upload(members=household(Member(geburtsdatum="01.01.2012")))
    assert read(base, first, second).problems == []
    assert read(base, first, second).members() == [CHILD, OLDER_CHILD]


def test_a_line_that_is_still_unreadable_is_reported_where_it_stands_now(uploads: Uploads) -> None:
    reading = read(
        uploads.base(applicants(Person()), household(Member(geburtsdatum="x"))),
        uploads.upload(members=household(Member(geburtsdatum="y"))),
    )
    assert reading.problems == [
        "0 bewerber 2 kundennummer: household_unreadable",
        "1 haushalt 2 geburtsdatum: broken_date",
    ]


def test_a_whole_household_uploaded_again_has_nobody_twice(uploads: Uploads) -> None:
    reading = read(
        uploads.base(applicants(Person()), household(Member(), Member(geburtsdatum="x"))),
        uploads.upload(members=household(Member(), Member(geburtsdatum="01.01.2012"))),
    )
    assert reading.problems == []
    assert reading.members() == [CHILD, OLDER_CHILD]


def test_twins_are_two(uploads: Uploads) -> None:
    assert read(uploads.base(applicants(Person()), household(Member(), Member()))).members() == [CHILD, CHILD]
    for broken in (Member(geburtsdatum="x"), Member("335A10000"), Member("335A199999")):
        base = uploads.base(applicants(Person()), household(Member(), broken))
        correction = uploads.upload(members=household(Member()))
        for reading in (read(base, correction), read(base, correction, correction)):
            assert reading.problems == []
            assert reading.members() == [CHILD, CHILD]


def test_a_member_whose_number_was_wrong_comes_to_its_household(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person(), OTHER), household(Member("335A199999"), Member("335A100002")))
    reading = read(base, uploads.upload(members=household(Member())))
    assert reading.problems == []
    assert reading.members() == reading.members("335A100002") == [CHILD]


def test_a_line_that_fills_a_gap_is_nobody_elses(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person()), household(Member("x"), Member(geburtsdatum="x")))
    reading = read(base, uploads.upload(members=household(Member())))
    assert reading.members() == [CHILD]
    assert reading.problems == ["0 haushalt 2 kundennummer: customer_number_form"]


def test_the_household_of_a_corrected_number_needs_no_correction(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person("335A10000")), household(Member()))
    assert "0 haushalt 2 kundennummer: unknown_number" in read(base).problems
    assert read(base, uploads.upload(applicants(Person()))).problems == []


# Stock


def test_a_corrected_line_of_the_stock_takes_the_place_of_all_before(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person(), OTHER), stock=stock(InStock(stelle="x"), InStock(), InStock("335A100002")))
    reading = read(base, uploads.upload(stock=stock(InStock(stelle="u25"), InStock("335A100002", stelle="reha_sb"))))
    assert reading.problems == []
    assert [line.stock and line.stock.desk for line in reading.lines.values()] == ["u25", "reha_sb"]


def test_a_line_of_the_stock_whose_number_was_wrong_is_recognised(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person(), OTHER), stock=stock(InStock("335A10000"), InStock("335A100002")))
    reading = read(base, uploads.upload(stock=stock(InStock())))
    assert reading.problems == []
    assert all(line.stock for line in reading.lines.values())


def test_a_corrected_line_of_the_stock_is_nobody_elses(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person()), stock=stock(InStock("335A10000"), InStock(stelle="x")))
    reading = read(base, uploads.upload(stock=stock(InStock())))
    assert reading.problems == ["0 bestand 2 kundennummer: customer_number_form"]


# Columns


def test_a_correction_without_some_of_the_columns_is_refused(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person()), household(Member()))
    sentence = refusal(base, [uploads.upload(applicants(Person(), columns=tuple(Person())))])
    assert sentence.startswith("bewerber.csv hat andere Spalten als bewerber.csv: email, ")
    assert sentence.endswith(
        " und 20 weitere. Berichtigen Sie die heruntergeladenen Zeilen, ohne Spalten zu löschen oder einzufügen."
    )
    shorter = household(Member(), columns=("kundennummer", "beziehung", "geburtsdatum"))
    assert "ausgezogen_am" in refusal(base, [uploads.upload(members=shorter)])


def test_a_correction_with_further_columns_is_refused(uploads: Uploads) -> None:
    columns = tuple(Person())
    base = uploads.base(applicants(Person(), columns=columns))
    further = uploads.upload(applicants(Person(), columns=(*columns, "email")))
    assert "hat andere Spalten als bewerber.csv: email." in refusal(base, [further])


def test_the_columns_of_a_correction_may_stand_in_another_order(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person("x"), columns=tuple(Person())))
    assert read(base, uploads.upload(applicants(Person(), columns=tuple(Person())[::-1]))).problems == []


def test_a_stock_may_come_later(uploads: Uploads) -> None:
    reading = read(uploads.base(applicants(Person())), uploads.upload(stock=stock(InStock())))
    assert reading.lines["335A100001"].stock is not None
