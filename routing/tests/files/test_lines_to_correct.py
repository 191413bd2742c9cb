"""The lines that could not be read, handed out to be put right."""

import csv
import io
from pathlib import Path

from kit.formulas import disarmed
from kit.lists.source import Source
from kit.tests.lists.workbooks import workbook
from routing.intake.files.correcting import lines_to_correct
from routing.intake.files.layouts import ListKind
from routing.intake.files.lists import Upload, upload_of
from routing.tests.files.building import Member, Person, applicants, household
from routing.tests.files.uploads import Reading, Uploads, read

PEOPLE = applicants(
    Person("335A10000", telefon="'+49 2331"),
    Person("335A100002", geburtsdatum="x", ort=" Hagen "),
    Person("335A100003"),
)
MEMBERS = household(Member("335A100003", beziehung="x"), Member("335A100003"))


def to_correct(reading: Reading, upload: Upload, kind: ListKind) -> list[list[str]]:
    problems = [(found.line, found.reason) for _, kind_, found in reading.lists.problems if kind_ is kind]
    source = upload.source(kind)
    assert source is not None
    header, rows = lines_to_correct(source, kind, problems)
    return [header, *rows]


def as_csv(rows: list[list[str]]) -> str:
    """The lines as a program hands them out."""
    file = io.StringIO()
    csv.writer(file, delimiter=";", lineterminator="\n").writerows([map(disarmed, row) for row in rows])
    return file.getvalue()


def test_the_lines_of_problems_are_handed_out_as_they_stand(uploads: Uploads) -> None:
    base = uploads.base(PEOPLE, MEMBERS)
    header, first, second = to_correct(read(base), base, ListKind.APPLICANTS)
    assert ";".join(header) == PEOPLE.splitlines()[0]
    assert (first[0], first[header.index("telefon")]) == ("335A10000", "+49 2331")
    assert (second[0], second[4], second[header.index("ort")]) == ("335A100002", "x", " Hagen ")


def test_a_line_with_several_problems_is_handed_out_once(uploads: Uploads) -> None:
    base = uploads.base(applicants(Person("x", geburtsdatum="x", bg_nummer="x")))
    assert len(to_correct(read(base), base, ListKind.APPLICANTS)) == 2


def test_a_line_that_is_as_it_should_be_is_not_handed_out(uploads: Uploads) -> None:
    base = uploads.base(PEOPLE, MEMBERS)
    assert "335A100003" not in [row[0] for row in to_correct(read(base), base, ListKind.APPLICANTS)]
    assert to_correct(read(base), base, ListKind.HOUSEHOLD)[1:] == [["335A100003", "x", "20.05.2015", "", "", ""]]


def test_what_was_handed_out_and_put_right_leaves_no_problem(uploads: Uploads) -> None:
    base = uploads.base(PEOPLE, MEMBERS)
    people = as_csv(to_correct(read(base), base, ListKind.APPLICANTS))
    members = as_csv(to_correct(read(base), base, ListKind.HOUSEHOLD))
    assert "'+49 2331" in people
    correction = uploads.upload(
        people.replace("335A10000;", "335A100001;").replace(";x;", ";01.01.1990;"), members.replace(";x;", ";kind;")
    )
    reading = read(base, correction)
    assert reading.problems == []
    assert len(reading.lines) == 3
    assert len(reading.members("335A100003")) == 2


def test_lines_of_a_workbook_can_be_put_right_in_a_workbook(uploads: Uploads, tmp_path: Path) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
    sheets = [[line.split(";") for line in text.splitlines()] for text in (PEOPLE, household())]
    sheets[0][1][26] = "+49 2331"
    path = workbook(tmp_path / "x", bewerber=sheets[0], haushalt=sheets[1])
    base = upload_of(Source(str(path), "liste.xlsx"), folders[0])
    rows = to_correct(read(base), base, ListKind.APPLICANTS)
    assert read(base).lists.problems[0].problem.sentence() == (
        "liste.xlsx, Blatt bewerber, Zeile 2, Spalte kundennummer: "
        "keine Kundennummer (drei Ziffern, ein Buchstabe, sechs Ziffern)."
    )
    rows[1][0], rows[2][4] = "335A100001", "01.01.1990"
    path = workbook(tmp_path / "x", bewerber=rows)
    reading = read(base, upload_of(Source(str(path), "berichtigt.xlsx"), folders[1]))
    assert reading.problems == []
    assert len(reading.lines) == 3
