"""The office's small sample with the right answers for 22.11.2026, asked of the rules alone."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from kit.days import Period, inclusive_period
from routing.rules.codes import Basis, Relation
from routing.rules.decision import decide
from routing.rules.facts import Assessment, Facts, Member, Pregnancy
from routing.rules.timeline import holds_until

SAMPLES = Path(__file__).parents[1] / "samples"
ON = date(2026, 11, 22)
RELATIONS = {"kind": Relation.CHILD, "partner": Relation.PARTNER, "sonstige": Relation.OTHER}
BASES = {Basis.HOUSEHOLD: "haushalt", Basis.PREGNANCY: "schwangerschaft", None: ""}
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def day(text: str) -> date | None:
    if not text:
        return None
    number, month, year = map(int, text.split("."))
    return date(year, month, number)


def periods(row: Row, status: str) -> tuple[Period, ...]:
    first = day(row[f"{status}_von"])
    return (inclusive_period(first, day(row[f"{status}_bis"])),) if first else ()


def born(row: Row) -> date:
    birth = day(row["geburtsdatum"])
    assert birth is not None
    return birth


def members() -> dict[str, list[Member]]:
    found = defaultdict(list)
    for row in rows("haushalt.csv"):
        dates = (day(row["verheiratet_am"]), day(row["eingezogen_am"]), day(row["ausgezogen_am"]))
        found[row["kundennummer"]].append(Member(RELATIONS[row["beziehung"]], born(row), *dates))
    return found


def facts_of(row: Row, household: list[Member]) -> Facts:
    due_date = day(row["entbindungstermin"])
    pregnancy = Pregnancy(
        due_date,
        day(row["schwangerschaft_nachweis_am"]),
        day(row["schwangerschaft_beendet_am"]),
        row["kuenftig_alleinerziehend"] == "ja",
    )
    return Facts(
        born(row),
        tuple(household),
        periods(row, "selbststaendig"),
        periods(row, "schwerbehindert"),
        periods(row, "gleichgestellt"),
        periods(row, "rehabilitand"),
        tuple(Assessment(period, criteria_met=True) for period in periods(row, "fallmanagement")),
        pregnancies=(pregnancy,) if due_date else (),
        assessments_known=False,
    )


def answer(facts: Facts) -> Row:
    decided, until = decide(facts, ON), holds_until(facts, ON)
    return {
        "stelle": decided.desk.value,
        "regel": str(int(decided.rule)),
        "alleinerziehend": "ja" if decided.single_parent else "nein",
        "grundlage": BASES[decided.basis],
        "gilt_bis": until.isoformat() if until else "",
    }


@pytest.mark.parametrize("right", rows("zuordnung-2026-11-22.csv"), ids=lambda row: row["kundennummer"])
def test_each_applicant_of_the_sample_is_answered_rightly(right: Row) -> None:
    number = right["kundennummer"]
    (row,) = [row for row in rows("bewerber.csv") if row["kundennummer"] == number]
    assert {"kundennummer": number, **answer(facts_of(row, members()[number]))} == right


def test_the_sample_has_an_answer_for_every_applicant() -> None:
    numbers = [row["kundennummer"] for row in rows("bewerber.csv")]
    assert [row["kundennummer"] for row in rows("zuordnung-2026-11-22.csv")] == numbers
