"""Progress is for a person in front of a terminal; a pipe gets reports only."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from kit.lists import text
from routing.tests.files.building import Office, Person, applicants


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(office: Office) -> str:
    terminal = Terminal()
    paths: list[Path] = [office.applicants, office.household]
    call_command("route", *map(str, paths), "--output", str(office.output), stderr=terminal)
    return terminal.getvalue()


@pytest.fixture
def long_office(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(text, "_LINES_BETWEEN_REPORTS", 20)
    office.write(applicants(*(Person(f"335A1000{number:02}") for number in range(60))))
    return office


def test_a_terminal_shows_the_share_and_the_speed(long_office: Office) -> None:
    progress = shown(long_office)
    assert "Zuordnung: 100 %" in progress
    assert "60 Zeilen" in progress
    assert "Zeilen/s" in progress


def test_a_terminal_ends_with_the_summary(long_office: Office) -> None:
    assert shown(long_office).endswith("60 Bewerberinnen und Bewerber zugeordnet, 0 Zeilen ausgelassen.\n")


def test_a_pipe_stays_quiet(long_office: Office) -> None:
    assert long_office.route() == 0
    assert long_office.messages == []
