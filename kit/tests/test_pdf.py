"""Documents on paper: accessible by their standard, and whatever stands in the data is text."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from kit.pdf import NOT_SHOWN, printable, render_pdf

AT = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
HOSTILE = [
    '#include("/etc/passwd")',
    '#panic("x"); #sys.inputs',
    "\"; drop table; '",
    "\\ #let x = 1 // /* $x^2$ */ <anker> @anker",
    "*fett* _kursiv_ `roh` = Titel - Liste + eins / Wort: Wert ~",
    "](#) [[ {{ }} #{ } $ $$$",
    "Şükriye İğdır, Łódź, Wiśniewska, Dvořák, Đorđević, Ẁ",
    "https://example.org/#x?a=b&c=d",
]


def sheet(*, title: str = "A", facts: object = (), lines: object = (), rows: Any = ()) -> dict[str, Any]:
    section = {"title": title, "facts": facts, "lines": lines, "head": ["Tag", "was"], "rows": rows}
    head = {"title": "Übergabebogen", "facts": [], "standing": "Stand heute", "printed": "gedruckt"}
    return {**head, "sections": [section]}


def read(data: dict[str, Any]) -> PdfReader:
    return PdfReader(BytesIO(render_pdf("handover_sheet", data, at=AT)))


def text(document: PdfReader) -> str:
    """The text as it was before the places to break, and the hyphens where it broke, came into it."""
    return re.sub("\u200b|\u00ad\n?", "", "\n".join(page.extract_text() for page in document.pages))


def joined(value: str) -> str:
    return re.sub(r"\s", "", value)


def roles(node: Any) -> list[str]:
    """The structure of a document, role by role in the order of reading."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        return [role for kid in node for role in roles(kid)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + roles(node.get("/K", []))


def test_a_document_says_that_it_is_accessible_and_lasting() -> None:
    document = read(sheet(lines=["Eine Zeile"]))
    root: Any = document.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()

    assert root["/Lang"].startswith("de")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert ">Übergabebogen</rdf:li>" in metadata
    assert "2026-03-02T09:30:15" in metadata


def test_headings_lists_and_tables_are_tagged_as_such() -> None:
    document = read(sheet(facts=[["Name", "Sommer"]], lines=["Eine Zeile"], rows=[["1", "2"], ["3", "4"]]))
    root: Any = document.trailer["/Root"]
    found = roles(root["/StructTreeRoot"])

    assert [role for role in found if role in {"/H1", "/H2", "/L", "/Table"}] == ["/H1", "/H2", "/L", "/Table"]
    assert (found.count("/TH"), found.count("/TD")) == (2, 4)


def test_only_the_typeface_of_the_pages_is_embedded() -> None:
    fonts: Any = read(sheet(lines=["ß"])).pages[0]["/Resources"]
    names = {font.get_object()["/BaseFont"] for font in fonts["/Font"].values()}

    assert names
    assert all(re.fullmatch(r"/[A-Z]{6}\+FiraSans-\w+(-Identity-H)?", name) for name in names)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_looks_like_code_stays_text(hostile: str) -> None:
    document = read(sheet(title=hostile, facts=[[hostile, hostile]], lines=[hostile], rows=[[hostile, hostile]]))

    assert joined(text(document)).count(joined(hostile)) == 6


def test_ten_thousand_characters_without_a_gap_break_within_the_line() -> None:
    word = "Žx" * 5000
    shown = text(read(sheet(lines=[word], rows=[[word, "kurz"]])))

    assert shown.count("Ž") == 10000
    assert max(len(line) for line in shown.splitlines()) <= 85


def test_lines_stay_lines() -> None:
    assert "eins\nzwei\ndrei" in text(read(sheet(lines=["eins\r\nzwei\u2028drei"])))


@pytest.mark.parametrize("unseen", ["\x00", "\x07", "\u202e", "\u00ad", "\ufeff", "\u200d"])
def test_what_nobody_can_see_is_left_out(unseen: str) -> None:
    assert printable({"a": [f"x{unseen}y", 1, None]}) == {"a": ["xy", 1, None]}


@pytest.mark.parametrize("missing", ["😀", "山", "س", "\ue000", "\ufffd", "\U000e0001x"])
def test_what_the_typeface_lacks_is_shown_as_such(missing: str) -> None:
    shown = printable(missing)

    assert shown in {NOT_SHOWN, "x"}
    assert shown in text(read(sheet(lines=[missing])))


def test_letters_are_put_together_or_taken_apart_as_the_typeface_knows_them() -> None:
    assert printable("a\u0308") == "ä"
    assert printable("\u1e83") in {"\u1e83", "w\u0301"}
