"""`manage.py import_caseload`: exit status, what it says, and that it does what the page does."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from routing.caseload.runs import start_run
from routing.enums import ImportState
from routing.models import Applicant, Case, ImportRun
from routing.tests.caseload.office import (
    Member,
    Person,
    Stock,
    applicant,
    applicants,
    edit,
    files,
    household,
    stock,
    uploads,
)
from staff.models import User
from tests.factories import NOW, caseworker, team_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return team_lead(username="leitung")


class Console:
    """The command in a folder with lists: its exit status, and what it said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output: list[str] = []
        self.errors: list[str] = []

    def write(self, people: str, members: str = household(), **more: str) -> list[str]:
        """The paths of these lists."""
        texts = {"bewerber": people, "haushalt": members} | more
        paths = {self.folder / f"{name}.csv": text for name, text in texts.items()}
        for path, text in paths.items():
            path.write_text(text)
        return list(map(str, paths))

    def run(self, *arguments: str, by: str = "leitung") -> int:
        """The exit status."""
        output, errors = io.StringIO(), io.StringIO()
        status, sentence = 0, ""
        try:
            call_command("import_caseload", *arguments, "--by", by, stdout=output, stderr=errors)
        except CommandError as error:
            status, sentence = error.returncode, str(error)
        except SystemExit as end:
            status = int(str(end.code))
        self.output = output.getvalue().splitlines()
        self.errors = [*errors.getvalue().splitlines(), *filter(None, [sentence])]
        return status


@pytest.fixture
def console(tmp_path: Path, lead: User) -> Console:
    return Console(tmp_path)


def test_a_dry_run_says_what_it_found_and_waits(console: Console) -> None:
    lists = console.write(applicants(Person()), household(Member()), bestand=stock(Stock(stelle="placement")))

    assert console.run(*lists) == 0

    assert (console.output, console.errors) == (
        [
            "Probelauf fertig: 1 Bewerberin oder Bewerber gelesen",
            "  neu: 1",
            "  geändert: 0",
            "  widersprochen, Eintrag bleibt: 0",
            "  nicht mehr in der Datei: 0",
            "  in der Datei, Fall geschlossen: 0",
            "  unverändert: 0",
            "  unlesbare Zeilen: 0",
            "  mögliche Dubletten: 0",
            "  Widersprüche zu Einträgen: 0, davon offene Fragen: 0",
            "Antworten, die sich ändern: 0",
            "Sitzen anders, als die Regeln sagen: 1",
        ],
        [],
    )
    assert not Applicant.objects.exists()


def test_apply_without_files_applies_what_waits(console: Console, lead: User) -> None:
    console.run(*console.write(applicants(Person())))

    assert console.run("--apply") == 0

    assert console.output[0] == "angewendet: 1 Bewerberin oder Bewerber gelesen"
    assert Case.objects.get().opened_by == lead


def test_apply_with_files_does_both(console: Console) -> None:
    assert console.run(*console.write(applicants(Person())), "--apply") == 0
    assert ImportRun.objects.get().state == ImportState.APPLIED


def test_without_files_it_tells_what_waits(console: Console) -> None:
    console.run(*console.write(applicants(Person())))
    told = console.output
    assert console.run() == 0
    assert console.output == told


def test_lines_that_cannot_be_read_are_named_by_place_and_reason_never_by_content(console: Console) -> None:
    lists = console.write(
        applicants(Person(), Person("335A100002", geburtsdatum="31.02.1990")), household(Member("335A100003"))
    )

    assert console.run(*lists, "--apply") == 1

    assert console.errors == [
        "bewerber.csv, Zeile 3, Spalte geburtsdatum: kein gültiges Datum (TT.MM.JJJJ oder JJJJ-MM-TT).",
        "haushalt.csv, Zeile 2, Spalte kundennummer: die Kundennummer steht nicht in der Liste der Bewerberinnen und "
        "Bewerber.",
    ]
    assert console.output[0] == "angewendet: 1 Bewerberin oder Bewerber gelesen"
    assert applicant().last_name == "Albers"


def test_answers_that_change_are_told_by_desk(console: Console) -> None:
    people = applicants(Person())
    console.run(*console.write(people, household(Member())), "--apply")

    assert console.run(*console.write(people)) == 0

    where = console.output.index("Antworten, die sich ändern: 1")
    assert console.output[where + 1] == "  IFK AEZ → IFK Arbeitsvermittlung Ü25: 1"


@pytest.mark.parametrize("by", ["niemand", "kim", "gegangen", ""])
def test_it_is_done_in_the_name_of_a_team_lead_or_not_at_all(console: Console, by: str) -> None:
    caseworker(username="kim")
    team_lead(username="gegangen", is_active=False)

    assert console.run(*console.write(applicants(Person())), by=by) == 2

    assert console.errors == ["--by nennt kein Konto einer Teamleitung."]
    assert not ImportRun.objects.exists()


def test_a_file_that_cannot_be_opened_is_one_sentence(console: Console) -> None:
    lists = console.write(applicants(Person()))

    assert console.run(*lists, str(console.folder / "fehlt.csv")) == 2
    assert console.errors == [f"{console.folder}/fehlt.csv gibt es nicht. Prüfen Sie den Pfad."]

    assert console.run(*lists, str(console.folder)) == 2
    assert console.errors == [f"{console.folder} ist keine gewöhnliche Datei. Geben Sie den Pfad einer Datei an."]
    assert not ImportRun.objects.exists()


def test_a_list_alone_is_one_sentence(console: Console) -> None:
    assert console.run(*console.write(applicants(Person()))[:1]) == 2
    assert console.errors[0].startswith("Es fehlt die Liste „haushalt“.")
    assert (files(), ImportRun.objects.exists()) == ([], False)


def test_a_table_that_is_no_list_is_one_sentence(console: Console) -> None:
    assert console.run(*console.write(applicants(Person(), columns=("kundennummer", "nachname")))) == 2
    assert console.errors == ["bewerber.csv fehlen Pflichtspalten: bg_nummer, vorname, geburtsdatum."]
    assert ImportRun.objects.get().state == ImportState.FAILED


def test_nothing_waits(console: Console) -> None:
    for arguments in ((), ("--apply",)):
        assert console.run(*arguments) == 2
        assert console.errors == ["Es wartet kein Probelauf. Geben Sie die Listen an."]


def test_while_another_one_waits_nothing_is_begun(console: Console) -> None:
    lists = console.write(applicants(Person()))
    console.run(*lists)
    assert console.run(*lists, "--apply") == 2
    assert console.errors[0].startswith("Es läuft schon eine Einspielung: hochgeladen am ")


def test_while_another_process_works_on_it_nothing_is_applied(console: Console, lead: User) -> None:
    start_run(files=uploads(applicants(Person())), by=lead, at=NOW)
    assert console.run("--apply") == 2


def test_what_has_changed_since_the_dry_run_is_not_applied(console: Console) -> None:
    console.run(*console.write(applicants(Person())), "--apply")
    console.run(*console.write(applicants(Person(nachname="Lang"))))
    edit(caseworker(), lambda record: record)

    assert console.run("--apply") == 2

    assert console.output[0] == "Probelauf fertig: 1 Bewerberin oder Bewerber gelesen"
    assert console.errors[0].startswith("Seit dem Probelauf hat sich etwas geändert. Es wurde nichts angewendet")
    assert (applicant().last_name, console.run("--apply"), applicant().last_name) == ("Albers", 0, "Lang")
