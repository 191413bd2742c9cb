"""What must not change an answer: VerBIS mark, § 10 mark, gender, name, address (ROUTING.md, "Open points")."""

import pytest

from routing.tests.files.building import Member, Office, Person, applicants, household

NUMBERS = [f"335A1000{number:02}" for number in range(5)]
PEOPLE: tuple[dict[str, str], ...] = (
    {},
    {"geburtsdatum": "01.01.2004"},
    {"schwerbehindert_von": "01.01.2020"},
    {"entbindungstermin": "18.02.2027", "schwangerschaft_nachweis_am": "03.11.2026", "kuenftig_alleinerziehend": "ja"},
    {"selbststaendig_von": "01.01.2020", "selbststaendig_bis": "31.12.2026"},
)
MEMBERS = household(Member(NUMBERS[1]), Member(NUMBERS[2]), Member(NUMBERS[4]))


@pytest.mark.parametrize(
    "neutral",
    [
        {"verbis_alleinerziehend": "ja"},
        {"verbis_alleinerziehend": "nein"},
        {"paragraf10_von": "01.01.2020"},
        {"paragraf10_von": "01.01.2020", "paragraf10_bis": "31.12.2026"},
        {"geschlecht": "w"},
        {"geschlecht": "m"},
        {"geschlecht": "d"},
        {"geschlecht": "X"},
        {"nachname": "Çelik", "vorname": "Esra"},
        {"nachname": "=1+1", "vorname": "@SUM(A1)"},
        {"strasse": "Hauptstr. 1", "plz": "58095", "ort": "Hagen", "telefon": "02331 1", "email": "a@b.de"},
        {"bg_nummer": "99999//9999999"},
    ],
    ids=str,
)
def test_no_column_that_the_rules_do_not_read_changes_the_result(office: Office, neutral: dict[str, str]) -> None:
    office.write(applicants(*(Person(number, **cells) for number, cells in zip(NUMBERS, PEOPLE, strict=True))), MEMBERS)
    assert office.route() == 0
    without = office.output.read_bytes()
    office.write(
        applicants(*(Person(number, **(cells | neutral)) for number, cells in zip(NUMBERS, PEOPLE, strict=True))),
        MEMBERS,
    )
    assert office.route() == 0
    assert office.output.read_bytes() == without


def test_the_order_of_the_household_changes_nothing(office: Office) -> None:
    members = [Member(), Member(geburtsdatum="01.02.2018"), Member(beziehung="sonstige", geburtsdatum="01.02.2010")]
    office.write(applicants(Person()), household(*members))
    office.route()
    forwards = office.output.read_bytes()
    office.write(applicants(Person()), household(*members[::-1]))
    office.route()
    assert office.output.read_bytes() == forwards


def test_nothing_that_starts_a_formula_reaches_the_result(office: Office) -> None:
    office.write(applicants(Person(nachname="=1+1", vorname="@SUM(A1)", telefon="+49 2331 1", ort="\t=2")))
    office.route()
    assert all(not cell.startswith(tuple("=+-@\t")) for cell in office.answers["335A100001"].values())


def test_nobody_is_asked_for_an_assessment_that_the_files_cannot_hold(office: Office) -> None:
    office.route()
    assert office.answers["335A100001"]["regel"] == "6"
    assert office.answers["335A100001"]["offen"] == ""


def test_several_open_points_stand_in_one_cell(office: Office) -> None:
    office.write(applicants(Person(entbindungstermin="01.11.2026", kuenftig_alleinerziehend="ja")))
    office.route()
    assert office.answers["335A100001"]["offen"] == (
        "Nachweis der Schwangerschaft steht aus; Entbindungstermin vorbei, Kind nicht eingetragen"
    )
