"""The lists of an import brought together: whole records, and everything for which a line does not count."""

from datetime import date

import pytest

from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.tests.files.building import InStock, Member, Person, applicants, household, stock
from routing.tests.files.uploads import Uploads, read, refusal

TWO = applicants(Person("335A100002"), Person())


def test_a_record_is_whole_with_its_household(uploads: Uploads) -> None:
    members = household(
        Member(),
        Member("335A100002", beziehung="partner", eingezogen_am="01.02.2020"),
        Member(geburtsdatum="2019-01-31"),
    )
    reading = read(uploads.base(TWO, members))
    assert reading.problems == []
    assert list(reading.lines) == ["335A100002", "335A100001"]
    assert reading.members() == [("child", date(2015, 5, 20)), ("child", date(2019, 1, 31))]
    assert reading.whole_members("335A100002") == (
        MemberRecord(Relation.PARTNER, date(2015, 5, 20), moved_in=date(2020, 2, 1)),
    )


def test_the_columns_of_the_applicants_say_what_the_lists_speak_of(uploads: Uploads) -> None:
    columns = ("nachname", "vorname", "kundennummer", "bg_nummer", "geburtsdatum", "plz")
    reading = read(uploads.base(applicants(Person(), columns=columns)))
    assert reading.lists.columns == {*columns, *HOUSEHOLD.columns}


@pytest.mark.parametrize(("missing", "lists"), [("bewerber", (None, household())), ("haushalt", (TWO, None))])
def test_a_first_upload_needs_applicants_and_households(
    uploads: Uploads, missing: str, lists: tuple[str | None, str | None]
) -> None:
    assert refusal(uploads.upload(*lists)) == (
        f"Es fehlt die Liste „{missing}“. Geben Sie sie zusammen mit den anderen an."
    )


def test_every_number_of_the_lists_is_known_readable_or_not(uploads: Uploads) -> None:
    people = applicants(Person(), Person("335A100002", geburtsdatum="x"), Person("335A100003"), Person("335A100003"))
    members = household(Member("335A100004"), Member("335A100005", geburtsdatum="x"), Member("335A10000"))
    reading = read(uploads.base(people, members, stock(InStock("335A100006"))))
    assert reading.lists.numbers == {f"335A10000{digit}" for digit in range(1, 7)}
    assert list(reading.lines) == ["335A100001"]


def test_problems_stand_in_the_order_of_the_lists(uploads: Uploads) -> None:
    people = applicants(Person(), Person("", vorname=""), Person("335A100002", geburtsdatum="x"))
    members = household(Member("x"), Member(geburtsdatum="x"), Member("335A999999"))
    assert read(uploads.base(people, members, stock(InStock(stelle="")))).problems == [
        "0 bewerber 2 kundennummer: household_unreadable",
        "0 bewerber 2 kundennummer: stock_unreadable",
        "0 bewerber 3 kundennummer: required_cell_empty",
        "0 bewerber 3 vorname: required_cell_empty",
        "0 bewerber 4 geburtsdatum: broken_date",
        "0 haushalt 2 kundennummer: customer_number_form",
        "0 haushalt 3 geburtsdatum: broken_date",
        "0 haushalt 4 kundennummer: unknown_number",
        "0 bestand 2 stelle: required_cell_empty",
    ]


@pytest.mark.parametrize(
    ("column", "longest"),
    [("nachname", 120), ("vorname", 120), ("strasse", 160), ("ort", 80), ("telefon", 40), ("email", 254)],
)
def test_a_text_that_could_not_be_kept_is_reported(uploads: Uploads, column: str, longest: int) -> None:
    end = {"telefon": "0", "email": "@a.de"}.get(column, "")
    texts = [("0" if column == "telefon" else "ß") * (number - len(end)) + end for number in (longest, longest + 1)]
    people = applicants(Person(**{column: texts[0]}), Person("335A100002", **{column: texts[1]}))
    reading = read(uploads.base(people))
    assert list(reading.lines) == ["335A100001"]
    assert reading.problems == [f"0 bewerber 3 {column}: too_long"]


def test_an_applicant_not_yet_born_is_reported(uploads: Uploads) -> None:
    reading = read(uploads.base(applicants(Person(geburtsdatum="23.11.2026"))))
    assert reading.problems == ["0 bewerber 2 geburtsdatum: not_yet_born"]


def test_a_household_has_an_end(uploads: Uploads) -> None:
    reading = read(uploads.base(TWO, household(*[Member()] * 101)))
    assert list(reading.lines) == ["335A100002"]
    assert reading.problems == [
        "0 bewerber 3 kundennummer: household_unreadable",
        "0 haushalt 102 kundennummer: household_too_large",
    ]


def test_lists_of_nothing_but_mistakes_are_refused(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routing.intake.files.mending.MOST_PROBLEMS", 5)
    people = applicants(*(Person(f"335A10000{digit}", geburtsdatum="x") for digit in range(6)))
    assert refusal(uploads.base(people)) == (
        "In den Listen sind mehr als 100.000 Angaben nicht lesbar, die meisten in bewerber.csv, Spalte geburtsdatum: "
        "kein gültiges Datum (TT.MM.JJJJ oder JJJJ-MM-TT). Berichtigen Sie die Listen und laden Sie sie neu hoch."
    )


def test_progress_only_grows_and_ends_at_the_whole(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routing.intake.files.lists._LINES_BETWEEN_REPORTS", 1)
    monkeypatch.setattr("kit.lists.text._LINES_BETWEEN_REPORTS", 1)
    people = applicants(*(Person(f"335A10000{digit}") for digit in range(6)))
    shares = read(uploads.base(people, household(Member()), stock(InStock()))).shares
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(set(shares)) > 6


def test_texts_kept_from_being_formulas_are_read_as_they_were(uploads: Uploads) -> None:
    columns = {"nachname": "'=1+1", "vorname": "''@x", "telefon": "'+49 2331", "strasse": "'s-Gravenhage", "ort": "'"}
    person = read(uploads.base(applicants(Person(**columns)))).lines["335A100001"].record.person
    assert (person.last_name, person.first_name, person.telephone) == ("=1+1", "'@x", "+49 2331")
    assert (person.street, person.city) == ("'s-Gravenhage", "'")


def test_every_column_may_be_empty_that_is_not_required(uploads: Uploads) -> None:
    without = read(uploads.base(applicants(Person(), columns=tuple(APPLICANTS.required))))
    assert read(uploads.base(applicants(Person()))).lines == without.lines
