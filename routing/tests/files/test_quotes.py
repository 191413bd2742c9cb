"""Cells in quotation marks: what they may contain, and a quote that never closes swallows nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.lists.problems import UnusableFile
from kit.lists.rows import Row
from kit.lists.source import Source
from kit.lists.table import Table, open_table
from kit.lists.text import Progress
from routing.intake.files.across import numbers_of
from routing.intake.files.layouts import APPLICANTS
from routing.tests.files.building import Member, Office, Person, applicants, household

NOT_CLOSED = "ein Anführungszeichen wird nicht richtig geschlossen."


def people(count: int, **cells: str) -> list[Person]:
    return [Person(f"335A1000{number:02}", **cells) for number in range(count)]


@pytest.mark.parametrize("name", ['"Albers; Meyer"', '"von ""und"" zu"', 'Albers "Nadi" Meyer', '""""', '"a""";', "'"])
def test_a_quoted_cell_may_contain_separators_and_quotes(office: Office, name: str) -> None:
    text = applicants(Person(nachname="?"), Person("335A100002")).replace("?;", f"{name.removesuffix(';')};")
    office.write(text, household(Member()))
    assert office.route() == 0
    assert office.desks == {"335A100001": "ifk_aez", "335A100002": "placement"}


def test_every_cell_may_be_quoted(office: Office) -> None:
    def quoted(text: str) -> str:
        return "\n".join(";".join(f'"{cell}"' for cell in line.split(";")) for line in text.splitlines())

    office.write(quoted(applicants(Person())), quoted(household(Member())))
    assert office.route() == 0
    assert office.desks == {"335A100001": "ifk_aez"}


@pytest.mark.parametrize("column", ["nachname", "vorname", "strasse", "ort"])
def test_lines_are_counted_as_an_editor_does_when_a_cell_has_several(office: Office, column: str) -> None:
    office.write(
        applicants(
            Person(**{column: '"Hinterhaus\n\n3. Stock; links"'}),
            Person("335A100002", geburtsdatum="x"),
            Person("335A100003"),
        )
    )
    assert office.route() == 1
    assert [problem.split(":")[0] for problem in office.problems] == ["bewerber.csv, Zeile 5, Spalte geburtsdatum"]
    assert list(office.answers) == ["335A100001", "335A100003"]


def test_a_problem_in_a_row_of_several_lines_is_reported_for_its_first(office: Office) -> None:
    office.write(
        applicants(Person(vorname='"Anna\nMaria"', ort='"a\nb"', verbis_alleinerziehend="x"), Person("335A100002"))
    )
    assert office.route() == 1
    assert [problem.split(":")[0] for problem in office.problems] == [
        "bewerber.csv, Zeile 2, Spalte verbis_alleinerziehend"
    ]


def test_a_first_column_may_have_several_lines(office: Office) -> None:
    columns = ("strasse", "kundennummer", "bg_nummer", "nachname", "vorname", "geburtsdatum")
    office.write(applicants(Person(strasse='"Hinterhaus\nlinks"'), Person("335A100002"), columns=columns))
    assert office.route() == 0
    assert list(office.answers) == ["335A100001", "335A100002"]


@pytest.mark.parametrize("column", ["kundennummer", "bg_nummer", "vorname", "geburtsdatum", "email"])
@pytest.mark.parametrize("position", [0, 1, 3])
def test_a_quote_that_never_closes_costs_only_its_line(office: Office, column: str, position: int) -> None:
    rows = people(4)
    rows[position][column] = '"' + rows[position].get(column, "")
    office.write(applicants(*rows))
    assert office.route() == 1
    assert office.problems == [f"bewerber.csv, Zeile {position + 2}, Spalte {column}: {NOT_CLOSED}"]
    assert list(office.answers) == [row["kundennummer"] for row in people(4) if row != people(4)[position]]


@pytest.mark.parametrize("closing", ['Meyer"', '"Meyer"', '"von ""und"" zu"', 'x";"y', '""'])
def test_a_quote_is_not_closed_by_one_of_a_later_line(office: Office, closing: str) -> None:
    first, second, third, fourth = people(4)
    first["nachname"] = '"Albers'
    text = applicants(first, second, third, fourth).splitlines()
    text[3] = text[3].replace("Albers", closing)
    office.write("\n".join(text))
    office.route()
    assert f"bewerber.csv, Zeile 2, Spalte nachname: {NOT_CLOSED}" in office.problems
    assert second["kundennummer"] in office.answers
    assert fourth["kundennummer"] in office.answers
    answered_or_reported = len(office.answers) + len({problem.split(",")[1] for problem in office.problems})
    assert answered_or_reported == 4


@pytest.mark.parametrize("torn", ['335A100000;33502//0000101;"Alb', '335A100000;"33502//0000101', '"335A100000;33502'])
def test_the_quote_of_a_torn_line_does_not_reach_into_the_next_one(office: Office, torn: str) -> None:
    header, _, second, third = applicants(*people(3)).splitlines()
    office.write("\n".join((header, torn, second.replace("Albers", 'Albers"'), third)))
    assert office.route() == 1
    assert {problem.split(",")[1] for problem in office.problems} == {" Zeile 2"}
    assert list(office.answers) == ["335A100001", "335A100002"]


def test_a_swallowed_line_with_a_broken_number_is_still_seen(office: Office) -> None:
    first, second, third = people(3)
    first["nachname"] = '"Albers'
    second |= {"kundennummer": "kaputt", "nachname": 'Meyer"'}
    office.write(applicants(first, second, third))
    assert office.route() == 1
    assert {problem.split(",")[1] for problem in office.problems} == {" Zeile 2", " Zeile 3"}
    assert list(office.answers) == [third["kundennummer"]]


def test_quotes_that_open_in_every_line_cost_every_line_and_little_time(office: Office) -> None:
    office.write(applicants(*people(90, nachname='"Albers'), Person("335A200000")))
    assert office.route() == 1
    assert len(office.problems) == 90
    assert list(office.answers) == ["335A200000"]


def test_an_open_quote_before_thousands_of_short_lines_is_given_up_early(office: Office) -> None:
    office.write(
        applicants(Person(nachname='"Albers')) + "x\n" * 3000 + applicants(Person("335A100002")).split("\n")[1]
    )
    assert office.route() == 1
    assert list(office.answers) == ["335A100002"]
    assert len(office.problems) == 3001


def test_an_open_quote_in_the_household_leaves_its_applicant_out(office: Office) -> None:
    office.write(
        applicants(Person(), Person("335A100002")),
        household(Member(geburtsdatum='"20.05.2015'), Member("335A100002"), Member("335A100002")),
    )
    assert office.route() == 1
    assert office.problems == [
        f"haushalt.csv, Zeile 2, Spalte geburtsdatum: {NOT_CLOSED}",
        "bewerber.csv, Zeile 2, Spalte kundennummer: eine Zeile des Haushalts ist nicht lesbar.",
    ]
    assert office.desks == {"335A100002": "ifk_aez"}


def test_a_lone_quote_in_the_last_line_is_reported(office: Office) -> None:
    office.write(applicants(Person()) + '"')
    assert office.route() == 1
    assert office.problems == [f"bewerber.csv, Zeile 3, Spalte kundennummer: {NOT_CLOSED}"]
    assert list(office.answers) == ["335A100001"]


def test_text_behind_a_closing_quote_is_not_guessed_at(office: Office) -> None:
    office.write(applicants(Person(nachname='"Albers" Meyer'), Person("335A100002")))
    assert office.route() == 1
    assert office.problems == [f"bewerber.csv, Zeile 2, Spalte nachname: {NOT_CLOSED}"]
    assert list(office.answers) == ["335A100002"]


def test_a_quote_that_never_closes_is_not_followed_to_the_end_of_a_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, read, rows = tmp_path / "bewerber.csv", [], Table.rows
    path.write_text(applicants(*(Person(f"335A{number:06}", nachname='"Albers') for number in range(40))))

    def watched(table: Table, progress: Progress | None = None) -> Iterator[Row]:
        for row in rows(table, progress):
            read.append(row.line)
            yield row

    monkeypatch.setattr(Table, "rows", watched)

    with pytest.raises(UnusableFile, match="Spalte nachname: ein Anführungszeichen wird nicht richtig geschlossen"):
        numbers_of(open_table(Source(str(path), path.name), APPLICANTS), None, most_unreadable=5)

    assert read == [2, 3, 4, 5, 6, 7]
