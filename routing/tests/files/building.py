"""Small lists, the command run on them, and what came of it."""

import csv
import io
import json
from datetime import date
from pathlib import Path

from django.core.management import call_command

from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD, STOCK

ON = date(2026, 11, 22)
BOM = b"\xef\xbb\xbf"


class Person(dict[str, str]):
    """A line by its columns: an applicant born on 14.03.1991 unless told otherwise."""

    def __init__(self, number: str = "335A100001", **cells: str) -> None:
        super().__init__(
            {
                "kundennummer": number,
                "bg_nummer": "33502//0000101",
                "nachname": "Albers",
                "vorname": "Nadine",
                "geburtsdatum": "14.03.1991",
            }
            | cells
        )


class Member(dict[str, str]):
    """A line of the household by its columns: an own child born on 20.05.2015 unless told otherwise."""

    def __init__(self, number: str = "335A100001", **cells: str) -> None:
        super().__init__({"kundennummer": number, "beziehung": "kind", "geburtsdatum": "20.05.2015"} | cells)


class InStock(dict[str, str]):
    """A line of the stock by its columns: IFK AEZ, Meryem Kaya, since 01.03.2024, unless told otherwise."""

    def __init__(self, number: str = "335A100001", **cells: str) -> None:
        super().__init__({"kundennummer": number, "stelle": "ifk_aez", "ifk": "m.kaya", "seit": "01.03.2024"} | cells)


def table(columns: tuple[str, ...], rows: tuple[dict[str, str], ...]) -> str:
    """The text of a list with these columns."""
    lines = [";".join(columns), *(";".join(row.get(column, "") for column in columns) for row in rows)]
    return "".join(f"{line}\n" for line in lines)


def applicants(*rows: dict[str, str], columns: tuple[str, ...] = APPLICANTS.columns) -> str:
    """The text of `bewerber.csv`."""
    return table(columns, rows)


def household(*rows: dict[str, str], columns: tuple[str, ...] = HOUSEHOLD.columns) -> str:
    """The text of `haushalt.csv`."""
    return table(columns, rows)


def stock(*rows: dict[str, str], columns: tuple[str, ...] = STOCK.columns) -> str:
    """The text of `bestand.csv`."""
    return table(columns, rows)


class Office:
    """A folder with two lists, and the command that answers them."""

    def __init__(self, folder: Path) -> None:
        self.applicants = folder / "bewerber.csv"
        self.household = folder / "haushalt.csv"
        self.output = folder / "zuordnung.csv"
        self.policy = folder / "policy.json"
        self.status = 0
        self.messages: list[str] = []
        self.write(applicants(Person()), household(Member()))

    def write(self, people: str | bytes, members: str | bytes = "") -> None:
        """Put other lists in place; without members nobody shares a household."""
        self.applicants.write_bytes(people.encode() if isinstance(people, str) else people)
        members = members or household()
        self.household.write_bytes(members.encode() if isinstance(members, str) else members)

    def route(self, *options: str, on: date | None = ON) -> int:
        """Run the command; its exit status."""
        stderr = io.StringIO()
        days = () if on is None else ("--on", on.isoformat())
        try:
            call_command(
                "route",
                str(self.applicants),
                str(self.household),
                *days,
                "--output",
                str(self.output),
                *options,
                stderr=stderr,
            )
            self.status = 0
        except SystemExit as end:
            self.status = int(str(end.code))
        self.messages = stderr.getvalue().splitlines()
        return self.status

    def route_under(self, *versions: object, on: date = ON) -> int:
        """Run the command under a policy of one's own."""
        self.policy.write_text(json.dumps(versions))
        return self.route("--policy", str(self.policy), on=on)

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """The result, by customer number."""
        text = self.output.read_bytes().removeprefix(BOM).decode()
        return {row["kundennummer"]: row for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")}

    @property
    def desks(self) -> dict[str, str]:
        """The desks, by customer number."""
        return {number: answer["stelle"] for number, answer in self.answers.items()}

    @property
    def problems(self) -> list[str]:
        """What was reported, without the folder and the summary."""
        return [line.replace(f"{self.applicants.parent}/", "") for line in self.messages if ", Spalte " in line]
