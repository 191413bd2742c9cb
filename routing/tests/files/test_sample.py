"""The sample that came with the rules (ROUTING.md, "Files: the batch door")."""

import csv
from pathlib import Path

from routing.intake.files.results import COLUMNS
from routing.tests.files.building import BOM, Office

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def test_the_sample_is_answered_as_expected(office: Office) -> None:
    office.write((SAMPLES / "bewerber.csv").read_bytes(), (SAMPLES / "haushalt.csv").read_bytes())
    assert office.route() == 0
    assert office.messages == []
    expected = list(csv.reader((SAMPLES / "zuordnung-2026-11-22.csv").read_text().splitlines(), delimiter=";"))
    lines = office.output.read_bytes().removeprefix(BOM).decode().splitlines()
    assert [line[:6] for line in csv.reader(lines, delimiter=";")] == expected


def test_every_answer_has_a_german_sentence_and_its_open_points(office: Office) -> None:
    office.write((SAMPLES / "bewerber.csv").read_bytes(), (SAMPLES / "haushalt.csv").read_bytes())
    office.route()
    assert all(
        answer["begruendung"].startswith("Zuständig") and answer["begruendung"].endswith(".")
        for answer in office.answers.values()
    )
    assert {number: answer["offen"] for number, answer in office.answers.items() if answer["offen"]} == {
        "335A100008": "Nachweis der Schwangerschaft steht aus"
    }


def test_the_result_is_utf8_with_bom_and_the_columns_of_the_concept(office: Office) -> None:
    office.route()
    content = office.output.read_bytes()
    assert content.startswith(BOM)
    assert content.removeprefix(BOM).decode().splitlines()[0] == ";".join(COLUMNS)
    assert ";".join(COLUMNS) == ("kundennummer;stelle;regel;alleinerziehend;grundlage;gilt_bis;begruendung;offen")
