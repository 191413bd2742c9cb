"""The batch door: a whole large office through `manage.py route`, as a process of its own."""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bench.measurement import Measurement
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD

APPLICANT_COUNT = 500_000
HOUSEHOLD_LINES = 1_200_000
MOST_SECONDS = 120.0
MOST_MEGABYTES = 1500.0
ON = date(2026, 11, 22)

_NAMES = ("Albers", "Brandt", "Çelik", "Dörner", "Engel", "Großmann", "Iliç", "Kaya", "Müller", "Nowak", "Öztürk")
_MANAGE = Path(__file__).resolve().parent.parent / "manage.py"


def measure(applicant_count: int = APPLICANT_COUNT, household_lines: int = HOUSEHOLD_LINES) -> list[Measurement]:
    """Seconds and peak memory of the command on an invented office of that size."""
    with tempfile.TemporaryDirectory() as folder:
        applicants, household, output = (Path(folder, f"{name}.csv") for name in ("bewerber", "haushalt", "zuordnung"))
        write_office(applicants, household, applicant_count, household_lines)
        seconds, megabytes = _run(applicants, household, output)
    data = f"{applicant_count:,} Fälle, {household_lines:,} Personen"
    return [
        Measurement("manage.py route, Dauer", data, seconds, "s", MOST_SECONDS),
        Measurement("manage.py route, Speicher", data, megabytes, "MB", MOST_MEGABYTES),
    ]


def write_office(applicants: Path, household: Path, applicant_count: int, household_lines: int) -> None:
    """Invent an office, the same one each time; household lines stand in no order, as a database would export them."""
    chance = random.Random(20261122)
    with applicants.open("w", encoding="utf-8") as file:
        file.write(";".join(APPLICANTS.columns) + "\n")
        file.writelines(_applicant(chance, number) for number in range(applicant_count))
    with household.open("w", encoding="utf-8") as file:
        file.write(";".join(HOUSEHOLD.columns) + "\n")
        file.writelines(_members(chance, applicant_count, household_lines))


def _run(applicants: Path, household: Path, output: Path) -> tuple[float, float]:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, _MANAGE, "route", applicants, household, "--on", ON.isoformat(), "--output", output]
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise SystemExit("route failed")
    return seconds, usage.ru_maxrss / 1024


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


def _members(chance: random.Random, applicant_count: int, household_lines: int) -> Iterator[str]:
    for _ in range(household_lines):
        relation = chance.choices(("kind", "partner", "sonstige"), (0.8, 0.12, 0.08))[0]
        born = _day(chance, -20 * 365, 0) if relation == "kind" else _day(chance, -70 * 365, -16 * 365)
        moved_in = _day(chance, -3000, 0) if chance.random() < 0.2 else ""
        moved_out = _day(chance, 1, 2000) if chance.random() < 0.1 else ""
        yield f"{_customer_number(chance.randrange(applicant_count))};{relation};{born};;{moved_in};{moved_out}\n"


def _customer_number(number: int) -> str:
    return f"{335 + number // 26_000_000:03}{chr(ord('A') + number // 1_000_000 % 26)}{number % 1_000_000:06}"


def _day(chance: random.Random, earliest: int, latest: int) -> str:
    day = ON + timedelta(days=chance.randint(earliest, latest))
    return f"{day.day:02}.{day.month:02}.{day.year}"
