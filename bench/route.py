"""The batch door: a whole large office through `manage.py route`, as a process of its own."""

import csv
import random
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench.measurement import Figure, Pair, grouped, seconds, timed
from bench.office import ON
from bench.processes import IDLE, idle, manage
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD

MEMBERS_PER_APPLICANT = 2.4
READER = "csv.reader über dieselben Dateien"

_SECONDS_AT_MOST = 50.0
_MEMORY_AT_MOST = 15.0

_NAMES = ("Albers", "Brandt", "Çelik", "Dörner", "Engel", "Großmann", "Iliç", "Kaya", "Müller", "Nowak", "Öztürk")


def measure(cases: int = 500_000, rounds: int = 2) -> Iterator[Figure]:
    """Seconds and peak memory of the command on an invented office of that size."""
    with tempfile.TemporaryDirectory() as folder:
        lists, output = write_office(Path(folder), cases), Path(folder, "zuordnung.csv")
        command = ("route", *lists, "--on", ON, "--output", output)
        taken = [(manage(*command), seconds(partial(_read, lists))) for _ in range(rounds)]
    data = f"{grouped(cases)} Fälle, {grouped(cases * MEMBERS_PER_APPLICANT)} Personen"
    pairs = [Pair(routed.seconds, read) for routed, read in taken]
    yield timed("manage.py route, Dauer", data, "s", pairs, READER, at_most=_SECONDS_AT_MOST)
    peak = max(routed.megabytes for routed, _ in taken)
    yield Figure("manage.py route, Speicher", data, "MB", peak, IDLE, idle().megabytes, _MEMORY_AT_MOST)


def write_office(folder: Path, cases: int) -> tuple[Path, Path]:
    """Invent an office, the same one each time: applicants, and the other members of their households, in no order, as
    a database would export them.
    """
    chance = random.Random(20261122)
    applicants, household = Path(folder, "bewerber.csv"), Path(folder, "haushalt.csv")
    with applicants.open("w", encoding="utf-8") as file:
        file.write(";".join(APPLICANTS.columns) + "\n")
        file.writelines(_applicant(chance, number) for number in range(cases))
    with household.open("w", encoding="utf-8") as file:
        file.write(";".join(HOUSEHOLD.columns) + "\n")
        file.writelines(_members(chance, cases))
    return applicants, household


def _read(lists: Sequence[Path]) -> None:
    for path in lists:
        with path.open(encoding="utf-8", newline="") as file:
            deque(csv.reader(file, delimiter=";"), maxlen=0)


def _applicant(chance: random.Random, number: int) -> str:
    cells = dict.fromkeys(APPLICANTS.columns, "")
    cells |= {
        "kundennummer": _customer_number(number),
        "bg_nummer": f"33502//{number:07}",
        "nachname": chance.choice(_NAMES),
        "vorname": chance.choice(_NAMES),
        "geburtsdatum": _day(chance, -65 * 365, -15 * 365),
        "geschlecht": chance.choice("wmdx"),
        "verbis_alleinerziehend": chance.choice(("ja", "nein", "")),
        "strasse": f"Hauptstr. {chance.randrange(1, 200)}",
        "plz": "58095",
        "ort": "Hagen",
        "telefon": f"02331 {chance.randrange(100_000, 999_999)}",
    }
    for status, share in (
        ("selbststaendig", 0.05),
        ("schwerbehindert", 0.07),
        ("gleichgestellt", 0.02),
        ("rehabilitand", 0.03),
        ("fallmanagement", 0.1),
        ("paragraf10", 0.1),
    ):
        if chance.random() < share:
            cells[f"{status}_von"] = _day(chance, -2000, 100)
            cells[f"{status}_bis"] = _day(chance, 101, 2000) if chance.random() < 0.5 else ""
    if chance.random() < 0.03:
        cells["entbindungstermin"] = _day(chance, -100, 270)
        cells["schwangerschaft_nachweis_am"] = _day(chance, -100, 0) if chance.random() < 0.8 else ""
        cells["kuenftig_alleinerziehend"] = chance.choice(("ja", "nein"))
    return ";".join(cells.values()) + "\n"


def _members(chance: random.Random, cases: int) -> Iterator[str]:
    for _ in range(int(cases * MEMBERS_PER_APPLICANT)):
        relation = chance.choices(("kind", "partner", "sonstige"), (0.8, 0.12, 0.08))[0]
        born = _day(chance, -20 * 365, 0) if relation == "kind" else _day(chance, -70 * 365, -16 * 365)
        moved_in = _day(chance, -3000, 0) if chance.random() < 0.2 else ""
        moved_out = _day(chance, 1, 2000) if chance.random() < 0.1 else ""
        yield f"{_customer_number(chance.randrange(cases))};{relation};{born};;{moved_in};{moved_out}\n"


def _customer_number(number: int) -> str:
    return f"{335 + number // 26_000_000:03}{chr(ord('A') + number // 1_000_000 % 26)}{number % 1_000_000:06}"


def _day(chance: random.Random, earliest: int, latest: int) -> str:
    day = ON + timedelta(days=chance.randint(earliest, latest))
    return f"{day.day:02}.{day.month:02}.{day.year}"
