"""The same text is the same value, or the same refusal, whichever door it comes through: form, list, search."""

import csv
import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django import forms
from hypothesis import assume, given
from hypothesis import strategies as st

from kit.formulas import as_meant
from kit.lists.source import Source
from kit.lists.table import open_table
from kit.values import line
from routing.caselist.search import read_term
from routing.intake.files.applicants import ApplicantLine, read_applicants
from routing.intake.files.layouts import APPLICANTS
from routing.intake.forms import PersonForm, PregnancyForm

REFUSED = "refused"
COLUMNS: dict[str, tuple[str, type[forms.Form]]] = {
    "nachname": ("last_name", PersonForm),
    "vorname": ("first_name", PersonForm),
    "strasse": ("street", PersonForm),
    "ort": ("city", PersonForm),
    "plz": ("postal_code", PersonForm),
    "telefon": ("telephone", PersonForm),
    "email": ("email", PersonForm),
    "kundennummer": ("customer_number", PersonForm),
    "bg_nummer": ("bg_number", PersonForm),
    "geburtsdatum": ("birth_date", PersonForm),
    "entbindungstermin": ("due_date", PregnancyForm),
    "schwangerschaft_nachweis_am": ("proof_seen_on", PregnancyForm),
    "schwangerschaft_beendet_am": ("ended_on", PregnancyForm),
}
PREGNANCY = ("entbindungstermin", "schwangerschaft_nachweis_am", "schwangerschaft_beendet_am")
DAYS = ("geburtsdatum", *PREGNANCY)
GOOD = {
    "kundennummer": "335A100001",
    "bg_nummer": "33502//0000101",
    "nachname": "Albers",
    "vorname": "Nadine",
    "geburtsdatum": "14.03.1991",
}
SPECIMENS = [
    *("Mül\u00adler", " von\u00a0 der  Heydt", "Mu\u0308ller", "\u202eA\u200bB", "A\x07B", "A\u3164", "''", "Ḫ", "\0"),
    *("335A100001", "335a100001", "335 A 100001", "335A10000", "335\u017f100001", "33502//0000101", "33502 // 0000101"),
    *("58095", "1067", "D-58095", "02331 123456", "+49 (2331) 1-0", "keins", "0", "unbekannt", "n@b.de", "n@b"),
    *("14.3.1991", "14031991", "1991-03-14", "31.02.2020", "31.12.9999", "20200101", "gestern", "1.1.2020\u200b"),
]
_SHORT_YEAR = re.compile(r"[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{2}|[0-9]{6}")
some_text = st.sampled_from(SPECIMENS) | st.text(max_size=12) | st.from_regex(r"[0-9]{1,2}\. ?[0-9]{1,2}\.[0-9]{4}")


def typed(field: str, form: type[forms.Form], text: str) -> object:
    try:
        return form.base_fields[field].clean(text) or None
    except forms.ValidationError:
        return REFUSED


def listed(folder: Path, column: str, text: str) -> object:
    row: dict[str, Any] = dict.fromkeys(APPLICANTS.columns, "") | GOOD | {column: text}
    if column in PREGNANCY:
        row["kuenftig_alleinerziehend"] = "ja"
    path = folder / "bewerber.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerows([list(row), list(row.values())])
    (found,) = read_applicants(open_table(Source(str(path), path.name), APPLICANTS))
    if not isinstance(found, ApplicantLine):
        return REFUSED
    part = found.record.pregnancies[0] if column in PREGNANCY else found.record.person
    return getattr(part, COLUMNS[column][0]) or None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("doors")


def test_two_helps_of_typing_hold_where_a_person_sees_what_was_understood(folder: Path) -> None:
    assert typed("bg_number", PersonForm, "33502BG0000101") == typed("bg_number", PersonForm, "335020000101")
    assert typed("bg_number", PersonForm, "33502BG0000101") == read_term("33502bg0000101").bg_number == "33502//0000101"
    assert typed("birth_date", PersonForm, "14.3.91") == date(1991, 3, 14)
    assert listed(folder, "bg_nummer", "33502BG0000101") == listed(folder, "bg_nummer", "335020000101") == REFUSED
    assert listed(folder, "geburtsdatum", "14.3.91") == REFUSED


@given(st.sampled_from(sorted(COLUMNS)), some_text)
def test_a_text_of_a_list_is_what_the_form_makes_of_it(column: str, text: str) -> None:
    assume(as_meant(line(text)) == line(text))
    assume(not (column == "bg_nummer" and "//" not in text.replace(" ", "")))
    assume(not (column in DAYS and _SHORT_YEAR.fullmatch(line(text))))
    field, form = COLUMNS[column]
    with TemporaryDirectory() as folder:
        assert listed(Path(folder), column, text) == typed(field, form, text)


@pytest.mark.parametrize("text", SPECIMENS)
def test_the_specimens_are_the_same_at_both_doors(folder: Path, text: str) -> None:
    for column, (field, form) in COLUMNS.items():
        if column != "bg_nummer" or "//" in text.replace(" ", ""):
            assert listed(folder, column, text) == typed(field, form, text), column


@given(some_text)
def test_a_search_for_a_number_finds_what_the_form_would_store(text: str) -> None:
    for field, found in (("customer_number", read_term(text).number), ("bg_number", read_term(text).bg_number)):
        stored = typed(field, PersonForm, text)
        assert (found or REFUSED) == (stored or REFUSED)
