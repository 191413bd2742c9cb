"""`zuordnung.csv`: the answers, and how they come to their place whole or not at all."""

import csv
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

from routing.rules import wording
from routing.rules.codes import Basis
from routing.rules.decision import explain
from routing.rules.facts import Facts
from routing.rules.policy import PolicySchedule
from routing.rules.timeline import holds_until

COLUMNS = ("kundennummer", "stelle", "regel", "alleinerziehend", "grundlage", "gilt_bis", "begruendung", "offen")

Result = tuple[str, str, str, str, str, str, str, str]
"""One answer in the order of `COLUMNS`. Nothing in it but the number and dates comes from a cell of the input, so
nothing in it can start a formula in a spreadsheet."""

_BASES = {Basis.HOUSEHOLD: "haushalt", Basis.PREGNANCY: "schwangerschaft", None: ""}


def result_of(customer_number: str, facts: Facts, on: date, policies: PolicySchedule) -> Result:
    """The line for one applicant."""
    explanation = explain(facts, on, policies)
    answer = explanation.answer
    last = holds_until(facts, on, policies)
    return (
        customer_number,
        answer.desk.value,
        str(answer.rule.value),
        "ja" if answer.single_parent else "nein",
        _BASES[answer.basis],
        "" if last is None else last.isoformat(),
        wording.reason(explanation),
        wording.open_points_text(explanation.open_points),
    )


def write_results(results: Iterator[Result], path: Path) -> int:
    """Write the answers to ``path``, UTF-8 with BOM; how many there were. Should anything go wrong on the way, no file
    is left behind.
    """
    written = 0
    with _in_place_when_done(path) as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(COLUMNS)
        for result in results:
            writer.writerow(result)
            written += 1
    return written


@contextmanager
def _in_place_when_done(path: Path) -> Iterator[TextIO]:
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.unfertig")
    try:
        with open(unfinished, "x", encoding="utf-8-sig", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
