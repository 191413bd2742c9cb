"""Lines that cannot be read: never guessed at, reported without their content, and no hindrance to the others."""

import pytest

from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.tests.files.building import Member, Office, Person, applicants, household

OTHER = Person("335A100002")
DATES = [column for column in APPLICANTS.columns if column.endswith(("_von", "_bis", "_am", "datum", "termin"))]
BROKEN_DATES = (
    "30.02.2020",
    "29.02.2023",
    "2020-02-30",
    "00.01.2020",
    "01.13.2020",
    "01.01.0000",
    "01.01.10000",
    "2020-2-1",
    "01.02.20",
    "20200201",
    "2020-W05-6",
    "01/02/2020",
    "01.02.2020 00:00",
    "01.02.2020x",
    "01.02-2020",
    "²1.02.2020",
    "01.02.202\N{ARABIC-INDIC DIGIT ZERO}",
    "gestern",
    "0",
    "-",
)
WRONG_NUMBERS = (
    "",
    "335A10000",
    "335A1000011",
    "3351100001",
    "33AA100001",
    "335A10000²",
    "335Ä100001",
    "335\N{LATIN SMALL LETTER LONG S}100001",
    "\N{ARABIC-INDIC DIGIT THREE}35A100001",
    "335A100001\N{CURRENCY SIGN}",
)


@pytest.mark.parametrize("column", DATES)
def test_a_broken_date_leaves_the_applicant_out(office: Office, column: str) -> None:
    office.write(applicants(Person(**{column: "31.02.2020"}), OTHER))
    assert office.route() == 1
    assert office.problems == [
        f"bewerber.csv, Zeile 2, Spalte {column}: kein gültiges Datum (TT.MM.JJJJ oder JJJJ-MM-TT)."
    ]
    assert office.desks == {"335A100002": "placement"}


@pytest.mark.parametrize("broken", BROKEN_DATES)
def test_what_is_no_date_of_the_calendar_is_not_guessed_at(office: Office, broken: str) -> None:
    office.write(applicants(Person(geburtsdatum=broken), OTHER))
    assert office.route() == 1
    assert office.desks == {"335A100002": "placement"}


@pytest.mark.parametrize("number", WRONG_NUMBERS)
def test_a_customer_number_of_the_wrong_form_is_reported(office: Office, number: str) -> None:
    office.write(applicants(Person(number), OTHER))
    assert office.route() == 1
    assert [problem.split(":")[0] for problem in office.problems] == ["bewerber.csv, Zeile 2, Spalte kundennummer"]
    assert office.desks == {"335A100002": "placement"}


@pytest.mark.parametrize(
    "number", ["", "33502/0000101", "33502//000010", "335020000101", "33502//000010²", "33502//00001011"]
)
def test_a_bg_number_of_the_wrong_form_is_reported(office: Office, number: str) -> None:
    office.write(applicants(Person(bg_nummer=number), OTHER))
    assert office.route() == 1
    assert [problem.split(":")[0] for problem in office.problems] == ["bewerber.csv, Zeile 2, Spalte bg_nummer"]
    assert office.desks == {"335A100002": "placement"}


@pytest.mark.parametrize("column", sorted(APPLICANTS.required))
@pytest.mark.parametrize("nothing", ["", "  ", "\u00a0", '""'])
def test_an_empty_required_cell_of_an_applicant_is_reported(office: Office, column: str, nothing: str) -> None:
    office.write(applicants(Person() | {column: nothing}, OTHER))
    assert office.route() == 1
    assert office.problems == [f"bewerber.csv, Zeile 2, Spalte {column}: Pflichtangabe fehlt."]
    assert office.desks == {"335A100002": "placement"}


@pytest.mark.parametrize("column", ["beziehung", "geburtsdatum"])
def test_an_empty_required_cell_of_a_household_leaves_its_applicant_out(office: Office, column: str) -> None:
    office.write(applicants(Person(), OTHER), household(Member(**{column: ""}), Member("335A100002")))
    assert office.route() == 1
    assert office.problems == [
        f"haushalt.csv, Zeile 2, Spalte {column}: Pflichtangabe fehlt.",
        "bewerber.csv, Zeile 2, Spalte kundennummer: eine Zeile des Haushalts ist nicht lesbar.",
    ]
    assert office.desks == {"335A100002": "ifk_aez"}


def test_a_household_line_without_a_number_is_reported_and_nobody_left_out(office: Office) -> None:
    office.write(applicants(Person()), household(Member("")))
    assert office.route() == 1
    assert office.problems == ["haushalt.csv, Zeile 2, Spalte kundennummer: Pflichtangabe fehlt."]
    assert office.desks == {"335A100001": "placement"}


@pytest.mark.parametrize("column", ["kuenftig_alleinerziehend", "verbis_alleinerziehend"])
@pytest.mark.parametrize("word", ["j", "1", "true", "ja!", "vielleicht"])
def test_a_word_where_yes_or_no_belongs_is_reported(office: Office, column: str, word: str) -> None:
    office.write(applicants(Person(**{column: word}), OTHER))
    assert office.route() == 1
    assert office.problems == [f"bewerber.csv, Zeile 2, Spalte {column}: weder ja noch nein."]
    assert office.desks == {"335A100002": "placement"}


@pytest.mark.parametrize(
    ("column", "wrong", "reason"),
    [
        ("email", "unbekannt", "keine E-Mail-Adresse (name@beispiel.de)"),
        ("email", "n.albers@beispiel", "keine E-Mail-Adresse (name@beispiel.de)"),
        ("plz", "5809", "keine PLZ (fünf Ziffern)"),
        ("plz", "D-58095", "keine PLZ (fünf Ziffern)"),
        ("telefon", "keins", "keine Telefonnummer (Ziffern, zum Beispiel 02331 123456)"),
    ],
)
def test_how_to_reach_her_is_refused_as_in_the_form(office: Office, column: str, wrong: str, reason: str) -> None:
    office.write(applicants(Person(**{column: wrong}), OTHER))
    assert office.route() == 1
    assert office.problems == [f"bewerber.csv, Zeile 2, Spalte {column}: {reason}."]
    assert office.desks == {"335A100002": "placement"}


def test_an_unknown_gender_is_reported(office: Office) -> None:
    office.write(applicants(Person(geschlecht="weiblich"), OTHER))
    assert office.route() == 1
    assert office.problems == ["bewerber.csv, Zeile 2, Spalte geschlecht: kein bekanntes Geschlecht (w, m, d, x)."]


@pytest.mark.parametrize("word", ["tochter", "kinder", "ja", "child"])
def test_a_word_where_a_relation_belongs_is_reported(office: Office, word: str) -> None:
    office.write(applicants(Person(), OTHER), household(Member(beziehung=word)))
    assert office.route() == 1
    assert office.problems[0] == (
        "haushalt.csv, Zeile 2, Spalte beziehung: keine bekannte Beziehung (kind, partner, sonstige)."
    )
    assert office.desks == {"335A100002": "placement"}


@pytest.mark.parametrize(
    "status", ["selbststaendig", "schwerbehindert", "gleichgestellt", "rehabilitand", "fallmanagement", "paragraf10"]
)
def test_a_status_must_not_end_before_it_begins_or_without_beginning(office: Office, status: str) -> None:
    first, last = f"{status}_von", f"{status}_bis"
    office.write(
        applicants(
            Person("335A100001", **{first: "02.01.2020", last: "01.01.2020"}),
            Person("335A100002", **{last: "01.01.2020"}),
            Person("335A100003", **{first: "01.01.2020", last: "01.01.2020"}),
        )
    )
    assert office.route() == 1
    assert office.problems == [
        f"bewerber.csv, Zeile 2, Spalte {last}: das Ende liegt vor dem Beginn.",
        f"bewerber.csv, Zeile 3, Spalte {last}: ein Ende ohne Beginn.",
    ]
    assert list(office.answers) == ["335A100003"]


def test_an_end_is_not_blamed_for_a_broken_beginning(office: Office) -> None:
    office.write(applicants(Person(selbststaendig_von="x", selbststaendig_bis="01.01.2020")))
    assert office.route() == 1
    assert [problem.split(":")[0] for problem in office.problems] == [
        "bewerber.csv, Zeile 2, Spalte selbststaendig_von"
    ]


def test_nobody_moves_out_before_moving_in(office: Office) -> None:
    office.write(
        applicants(Person(), OTHER),
        household(
            Member(eingezogen_am="02.01.2020", ausgezogen_am="01.01.2020"),
            Member("335A100002", eingezogen_am="01.01.2020", ausgezogen_am="01.01.2020"),
        ),
    )
    assert office.route() == 1
    assert office.problems[0] == "haushalt.csv, Zeile 2, Spalte ausgezogen_am: der Auszug liegt vor dem Einzug."
    assert office.desks == {"335A100002": "placement"}


def test_an_applicant_not_yet_born_is_reported(office: Office) -> None:
    office.write(applicants(Person(geburtsdatum="23.11.2026"), Person("335A100002", geburtsdatum="22.11.2026")))
    assert office.route() == 1
    assert office.problems == ["bewerber.csv, Zeile 2, Spalte geburtsdatum: am Stichtag noch nicht geboren."]
    assert office.desks == {"335A100002": "u25"}


def test_of_a_customer_number_that_comes_twice_neither_line_counts(office: Office) -> None:
    office.write(
        applicants(Person("335A100001"), OTHER, Person("335a100001", vorname="Anna")), household(Member("335A100001"))
    )
    assert office.route() == 1
    assert office.problems == [
        f"bewerber.csv, Zeile {line}, Spalte kundennummer: die Kundennummer kommt mehrmals vor, keine der Zeilen zählt."
        for line in (2, 4)
    ]
    assert office.desks == {"335A100002": "placement"}


@pytest.mark.parametrize("broken", ["335A100001;33502//0000101;Albers", "335A100001;" * 40, Person(geburtsdatum="x")])
def test_a_number_comes_twice_even_if_one_of_its_lines_cannot_be_read(
    office: Office, broken: str | dict[str, str]
) -> None:
    line = broken if isinstance(broken, str) else applicants(broken).splitlines()[1]
    office.write(applicants(Person("335A100001"), OTHER) + line + "\n")
    assert office.route() == 1
    assert [problem.split(",")[1] for problem in office.problems if "mehrmals" in problem] == [" Zeile 2", " Zeile 4"]
    assert office.desks == {"335A100002": "placement"}


def test_a_household_line_for_an_unknown_number_is_reported(office: Office) -> None:
    office.write(applicants(Person()), household(Member("335A999999"), Member()))
    assert office.route() == 1
    assert office.problems == [
        "haushalt.csv, Zeile 2, Spalte kundennummer: "
        "die Kundennummer steht nicht in der Liste der Bewerberinnen und Bewerber."
    ]
    assert office.desks == {"335A100001": "ifk_aez"}


def test_the_household_of_an_applicant_left_out_is_not_reported_as_unknown(office: Office) -> None:
    office.write(applicants(Person(geburtsdatum="x"), OTHER), household(Member(), Member()))
    assert office.route() == 1
    assert len(office.problems) == 1


@pytest.mark.parametrize(
    ("cut", "column", "reason"),
    [
        (lambda line: line.rpartition(";")[0], APPLICANTS.columns[-1], "weniger"),
        (lambda line: line + ";", str(len(APPLICANTS.columns) + 1), "mehr"),
    ],
)
def test_too_few_or_too_many_cells_are_reported(office: Office, cut: object, column: str, reason: str) -> None:
    assert callable(cut)
    header, line, other = applicants(Person(), OTHER).splitlines()
    office.write("\n".join((header, cut(line), other)))
    assert office.route() == 1
    assert office.problems == [
        f"bewerber.csv, Zeile 2, Spalte {column}: die Zeile hat {reason} Zellen als die Kopfzeile."
    ]
    assert office.desks == {"335A100002": "placement"}


@pytest.mark.parametrize("line", ["335A100001;kind", "335A100001;kind;20.05.2015;;;;", "335A100001"])
def test_a_household_line_with_the_wrong_number_of_cells_leaves_its_applicant_out(office: Office, line: str) -> None:
    office.write(applicants(Person(), OTHER), household() + line)
    assert office.route() == 1
    assert [problem.split(",")[0] for problem in office.problems] == ["haushalt.csv", "bewerber.csv"]
    assert office.desks == {"335A100002": "placement"}


def test_a_nul_byte_is_reported(office: Office) -> None:
    office.write(applicants(Person(vorname="Na\0dine"), OTHER), household(Member("335A100002", verheiratet_am="\0")))
    assert office.route() == 1
    assert [problem.split(":")[0] for problem in office.problems] == [
        "haushalt.csv, Zeile 2, Spalte verheiratet_am",
        "bewerber.csv, Zeile 2, Spalte vorname",
        "bewerber.csv, Zeile 3, Spalte kundennummer",
    ]
    assert office.answers == {}


def test_every_problem_of_a_line_is_named(office: Office) -> None:
    office.write(applicants(Person(geburtsdatum="x", bg_nummer="y", verbis_alleinerziehend="z"), OTHER))
    assert office.route() == 1
    assert [problem.split(":")[0].rpartition(" ")[2] for problem in office.problems] == [
        "bg_nummer",
        "geburtsdatum",
        "verbis_alleinerziehend",
    ]


@pytest.mark.parametrize(
    "column",
    [c for c in APPLICANTS.columns if c not in ("nachname", "vorname", "strasse", "plz", "ort", "telefon", "email")],
)
def test_no_report_quotes_a_cell_of_an_applicant(office: Office, column: str) -> None:
    office.write(applicants(Person() | {column: "GEHEIM"}, OTHER))
    assert office.route() == 1
    assert "GEHEIM" not in "".join(office.messages)


@pytest.mark.parametrize("column", HOUSEHOLD.columns)
def test_no_report_quotes_a_cell_of_a_household(office: Office, column: str) -> None:
    office.write(applicants(Person(), OTHER), household(Member() | {column: "GEHEIM"}))
    assert office.route() == 1
    assert "GEHEIM" not in "".join(office.messages)


def test_a_summary_says_how_many_lines_were_left_out(office: Office) -> None:
    office.write(
        applicants(Person(geburtsdatum="x", bg_nummer="y"), OTHER, Person("335A100003")),
        household(Member("335A999999")),
    )
    office.route()
    assert office.messages[-1] == "2 Bewerberinnen und Bewerber zugeordnet, 2 Zeilen ausgelassen."


def test_nothing_is_said_when_everybody_was_answered(office: Office) -> None:
    assert office.route() == 0
    assert office.messages == []
