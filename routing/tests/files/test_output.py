"""Where the result goes: whole or not at all, and never over what is being read."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from routing.intake.files import batch
from routing.tests.files.building import ON, Office, Person, applicants

MANAGE = Path(__file__).resolve().parents[3] / "manage.py"


def run(office: Office, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a program of its own."""
    return subprocess.run(
        [sys.executable, MANAGE, "route", office.applicants, office.household, "--output", office.output, *options],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )


def test_the_program_ends_with_0_says_nothing_and_needs_no_database(office: Office) -> None:
    ended = run(
        office,
        "--on",
        ON.isoformat(),
        DJANGO_SETTINGS_MODULE="jobcenter.settings.dev",
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/none",
        REDIS_URL="redis://127.0.0.1:1",
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert office.desks == {"335A100001": "ifk_aez"}


def test_the_program_ends_with_1_when_somebody_was_left_out(office: Office) -> None:
    office.write(applicants(Person(geburtsdatum="x"), Person("335A100002")))
    ended = run(office, "--on", ON.isoformat())
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "Zeile 2, Spalte geburtsdatum" in ended.stderr
    assert list(office.answers) == ["335A100002"]


def test_the_program_ends_with_2_when_nothing_was_written(office: Office) -> None:
    office.write("keine Tabelle")
    ended = run(office)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert not office.output.exists()


def test_an_older_result_is_replaced(office: Office) -> None:
    office.output.write_text("ein älteres Ergebnis" * 1000)
    assert office.route() == 0
    assert list(office.answers) == ["335A100001"]


def test_nothing_but_the_result_is_left_in_the_folder(office: Office) -> None:
    office.route()
    assert {file.name for file in office.output.parent.iterdir()} == {"bewerber.csv", "haushalt.csv", "zuordnung.csv"}


@pytest.mark.parametrize("taken", ["applicants", "household", "policy"])
@pytest.mark.parametrize("way", ["same path", "other spelling", "symbolic link", "hard link"])
def test_no_input_is_overwritten(office: Office, taken: str, way: str) -> None:
    office.policy.write_text("[{}]")
    given: Path = getattr(office, taken)
    before = given.read_bytes()
    office.output = given
    if way == "other spelling":
        (given.parent / "unten").mkdir()
        office.output = given.parent / "unten" / ".." / given.name
    elif way == "symbolic link":
        office.output = given.with_name("ergebnis.csv")
        office.output.symlink_to(given)
    elif way == "hard link":
        office.output = given.with_name("ergebnis.csv")
        office.output.hardlink_to(given)
    assert office.route("--policy", str(office.policy)) == 2
    assert "wird gelesen und kann nicht zugleich das Ergebnis aufnehmen" in office.messages[0]
    assert given.read_bytes() == before


def test_a_folder_that_does_not_exist_is_one_sentence(office: Office) -> None:
    office.output = office.output.parent / "fehlt" / "zuordnung.csv"
    assert office.route() == 2
    assert "Den Ordner" in office.messages[0]


def test_a_folder_or_device_is_not_replaced_by_a_result(office: Office, tmp_path: Path) -> None:
    for place in (tmp_path, Path(os.devnull)):
        office.output = place
        assert office.route() == 2
        assert "ist keine gewöhnliche Datei" in office.messages[0]
        assert place.exists()


def test_a_result_behind_a_symbolic_link_stays_there(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "ergebnis.csv"
    office.output.symlink_to(target)
    assert office.route() == 0
    assert office.output.is_symlink()
    assert target.is_file()


def test_a_crash_ends_with_2_leaves_no_result_and_quotes_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyError("GEHEIM")

    monkeypatch.setattr(batch, "result_of", crash)
    office.output.write_text("ein älteres Ergebnis")
    assert office.route() == 2
    assert office.messages == [
        "Unerwarteter Fehler (KeyError); --traceback zeigt, wo er auftrat. Es wurde kein Ergebnis geschrieben."
    ]
    assert {file.name for file in office.output.parent.iterdir()} == {"bewerber.csv", "haushalt.csv"}


def test_a_full_disk_leaves_no_result(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    office.output.write_text("ein älteres Ergebnis")
    assert office.route() == 2
    assert "lässt sich nicht schreiben" in office.messages[0]
    assert {file.name for file in office.output.parent.iterdir()} == {"bewerber.csv", "haushalt.csv"}


def test_a_polite_kill_leaves_no_unfinished_result(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    before = signal.SIG_DFL
    signal.signal(signal.SIGTERM, before)
    monkeypatch.setattr(batch, "result_of", killed)
    assert office.route() == 2
    assert office.messages == ["Abgebrochen. Es wurde kein Ergebnis geschrieben."]
    assert {file.name for file in office.output.parent.iterdir()} == {"bewerber.csv", "haushalt.csv"}
    assert signal.getsignal(signal.SIGTERM) == before
