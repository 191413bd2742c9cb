"""What a list may look like (ROUTING.md, "Files: the batch door")."""

from datetime import date

import pytest
import time_machine

from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.tests.files.building import BOM, Member, Office, Person, applicants, household


@pytest.mark.parametrize("start", [b"", BOM], ids=["without BOM", "with BOM"])
def test_utf8_is_read_with_and_without_bom(office: Office, start: bytes) -> None:
    office.write(start + applicants(Person(nachname="Ilić")).encode(), start + household(Member()).encode())
    assert office.route() == 0
    assert office.desks == {"335A100001": "ifk_aez"}


def test_windows_1252_is_read(office: Office) -> None:
    office.write(applicants(Person(nachname="Großmann", ort="Köln €")).encode("cp1252"))
    assert office.route() == 0


def test_windows_1252_is_recognised_by_its_very_last_byte(office: Office) -> None:
    people = applicants(Person(ort="Ä"), columns=(*sorted(APPLICANTS.required), "ort"))
    office.write(people.rstrip("\n").encode("cp1252"))
    assert office.route() == 0


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(office: Office, end: str) -> None:
    people, members = applicants(Person(), Person("335A100002")), household(Member())
    office.write(people.replace("\n", end), members.replace("\n", end))
    assert office.route() == 0
    assert office.desks == {"335A100001": "ifk_aez", "335A100002": "placement"}


def test_columns_may_stand_in_any_order(office: Office) -> None:
    office.write(
        applicants(Person(selbststaendig_von="01.01.2020"), columns=APPLICANTS.columns[::-1]),
        household(Member(), columns=HOUSEHOLD.columns[::-1]),
    )
    assert office.route() == 0
    assert office.answers["335A100001"]["stelle"] == "self_employed"
    assert office.answers["335A100001"]["alleinerziehend"] == "ja"


def test_optional_columns_may_be_missing(office: Office) -> None:
    required = tuple(column for column in APPLICANTS.columns if column in APPLICANTS.required)
    office.write(
        applicants(Person(), columns=required),
        household(Member(), columns=("beziehung", "geburtsdatum", "kundennummer")),
    )
    assert office.route() == 0
    assert office.desks == {"335A100001": "ifk_aez"}


def test_the_last_line_needs_no_end(office: Office) -> None:
    office.write(applicants(Person()).rstrip("\n"), household(Member()).rstrip("\n"))
    assert office.route() == 0
    assert office.desks == {"335A100001": "ifk_aez"}


@pytest.mark.parametrize("born", ["20.05.2015", "2015-05-20", " 20.05.2015 "])
def test_dates_are_german_or_iso(office: Office, born: str) -> None:
    office.write(applicants(Person()), household(Member(geburtsdatum=born)))
    assert office.route() == 0
    assert office.answers["335A100001"]["gilt_bis"] == "2033-05-19"


@pytest.mark.parametrize(("word", "status"), [("ja", "ja"), ("JA", "ja"), ("Ja", "ja"), ("NEIN", "nein"), ("", "nein")])
def test_yes_and_no_may_be_written_in_any_case_and_empty_means_no(office: Office, word: str, status: str) -> None:
    office.write(
        applicants(
            Person(
                entbindungstermin="18.02.2027",
                schwangerschaft_nachweis_am="03.11.2026",
                kuenftig_alleinerziehend=word,
            )
        )
    )
    assert office.route() == 0
    assert office.answers["335A100001"]["alleinerziehend"] == status


def test_blank_lines_are_skipped(office: Office) -> None:
    separators = ";" * (len(APPLICANTS.columns) - 1)
    office.write(
        f"\n{applicants(Person())}\n   \n{separators}\n".encode()
        + applicants(Person("335A100002")).split("\n")[1].encode(),
        f"\n\n{household()}\n{household(Member('335A100002')).split(chr(10))[1]}\n\n",
    )
    assert office.route() == 0
    assert office.desks == {"335A100001": "placement", "335A100002": "ifk_aez"}


def test_customer_numbers_are_compared_and_written_with_a_capital_letter(office: Office) -> None:
    office.write(
        applicants(Person("335a100001"), Person("335B100002")), household(Member("335A100001"), Member("335b100002"))
    )
    assert office.route() == 0
    assert office.desks == {"335A100001": "ifk_aez", "335B100002": "ifk_aez"}


def test_the_answers_stand_in_the_order_of_the_applicants(office: Office) -> None:
    numbers = [f"335A1000{number:02}" for number in (7, 3, 9, 1)]
    office.write(applicants(*(Person(number) for number in numbers)), household(Member(numbers[2])))
    office.route()
    assert list(office.answers) == numbers


@pytest.mark.parametrize(
    ("last_column", "first_column"),
    [
        ("selbststaendig_bis", "selbststaendig_von"),
        ("schwerbehindert_bis", "schwerbehindert_von"),
        ("fallmanagement_bis", "fallmanagement_von"),
    ],
)
@pytest.mark.parametrize("never", ["31.12.9999", "9999-12-31", ""])
def test_the_last_day_of_9999_is_an_open_end(office: Office, first_column: str, last_column: str, never: str) -> None:
    office.write(applicants(Person(**{first_column: "01.01.2020", last_column: never})))
    assert office.route() == 0
    assert office.answers["335A100001"]["stelle"] != "placement"
    assert office.answers["335A100001"]["gilt_bis"] == ""


def test_whoever_moves_out_on_the_last_day_of_9999_stays(office: Office) -> None:
    office.write(
        applicants(Person()),
        household(Member(), Member(beziehung="sonstige", geburtsdatum="01.01.1950", ausgezogen_am="31.12.9999")),
    )
    assert office.route() == 0
    assert office.answers["335A100001"]["alleinerziehend"] == "nein"
    assert office.answers["335A100001"]["gilt_bis"] == ""


DAYS = [column for column in APPLICANTS.columns if column.endswith(("_von", "_bis", "_am", "termin"))]


@pytest.mark.parametrize("column", DAYS)
def test_the_last_day_of_9999_is_an_empty_cell_in_every_column(office: Office, column: str) -> None:
    office.write(applicants(Person(**{column: "31.12.9999"})))
    assert office.route() == 0
    assert office.desks == {"335A100001": "placement"}


def test_a_birth_on_the_last_day_of_9999_is_missing(office: Office) -> None:
    office.write(applicants(Person(geburtsdatum="31.12.9999"), Person("335A100002")), household(Member("335A100002")))
    assert office.route() == 1
    assert office.problems == ["bewerber.csv, Zeile 2, Spalte geburtsdatum: Pflichtangabe fehlt."]


def test_a_pregnancy_that_is_due_on_the_last_day_of_9999_is_none(office: Office) -> None:
    office.write(applicants(Person(entbindungstermin="31.12.9999", kuenftig_alleinerziehend="nein")))
    assert office.route() == 0
    assert office.desks == {"335A100001": "placement"}


@pytest.mark.parametrize("written", ["14.3.1991", "14. 3. 1991", "14031991", "1991-03-14", " 14.03.1991\u00a0"])
def test_a_day_may_be_written_as_in_the_form(office: Office, written: str) -> None:
    office.write(applicants(Person(geburtsdatum=written, bg_nummer="33502 // 0000101")))
    assert office.route() == 0


def test_an_open_end_without_a_beginning_is_a_status_never_given(office: Office) -> None:
    office.write(applicants(Person(selbststaendig_bis="31.12.9999")))
    assert office.route() == 0
    assert office.desks == {"335A100001": "placement"}


@pytest.mark.parametrize("extreme", ["01.01.0001", "30.12.9999", "29.02.2000"])
@pytest.mark.parametrize("on", [date.min, date(2026, 11, 22), date.max])
def test_days_at_the_ends_of_the_calendar_do_no_harm(office: Office, extreme: str, on: date) -> None:
    dated = [column for column in APPLICANTS.columns if column.endswith(("_von", "_am", "termin"))]
    office.write(
        applicants(
            Person(geburtsdatum="01.01.0001", **dict.fromkeys(dated, extreme)),
            Person("335A100002", geburtsdatum=extreme),
            Person("335A100003", selbststaendig_von="01.01.0001", selbststaendig_bis=extreme),
        ),
        household(
            Member(geburtsdatum=extreme, verheiratet_am=extreme),
            Member(eingezogen_am=extreme, ausgezogen_am="31.12.9999"),
        ),
    )
    assert office.route(on=on) in (0, 1)
    assert all("noch nicht geboren" in problem for problem in office.problems)
    assert "335A100001" in office.answers


def test_without_a_day_today_in_berlin_is_meant(office: Office) -> None:
    office.write(applicants(Person(geburtsdatum="02.01.2002")))
    with time_machine.travel("2027-01-01T22:30:00+00:00", tick=False):
        office.route(on=None)
        assert office.desks == {"335A100001": "u25"}
    with time_machine.travel("2027-01-01T23:30:00+00:00", tick=False):
        office.route(on=None)
        assert office.desks == {"335A100001": "placement"}
