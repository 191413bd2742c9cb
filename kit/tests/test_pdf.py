"""Documents on paper: accessible by their standard, and whatever stands in the data is text."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import IndirectObject, create_string_object

from kit.pdf import NOT_SHOWN, printable, render_pdf
from kit.tests.din_91379 import LETTERS, NON_LETTERS, SEQUENCES

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

NAMES = " ".join(LETTERS + SEQUENCES + NON_LETTERS)
LETTER = "[^\u0300-\u036f][\u0300-\u036f]*"


def sheet(*, title: str = "A", facts: object = (), lines: object = (), rows: Any = ()) -> dict[str, Any]:
    section = {"title": title, "facts": facts, "lines": lines, "head": ["Tag", "was"], "rows": rows}
    head = {"title": "Übergabebogen", "facts": [], "standing": "Stand heute", "printed": "gedruckt"}
    return {**head, "customer_number": "335A100001", "sections": [section]}


def letter(*, why: object) -> dict[str, Any]:
    lines = {name: [name] for name in ("sender", "recipient", "opening", "closing")}
    words = {name: name for name in ("subject", "day", "salutation", "signature")}
    return {**lines, **words, "customer_number": "335A100001", "contact": [["Name", "Petra Novak"]], "why": why}


def read(data: dict[str, Any], template: str = "handover_sheet") -> PdfReader:
    return PdfReader(BytesIO(render_pdf(template, data, at=AT)))


def text(document: PdfReader) -> str:
    """The text as it was before the places to break, and the hyphens where it broke, came into it."""
    return re.sub("\u200b|\u00ad\n?", "", "\n".join(page.extract_text() for page in document.pages))


def marked(page: PageObject) -> list[tuple[str, Any]]:
    """What the parts of a page are marked as, with what is said of each."""
    found: list[tuple[str, Any]] = []

    def note(operator: bytes, operands: Any, *_: object) -> None:
        if operator == b"BDC":
            found.append((operands[0], operands[1]))

    page.extract_text(visitor_operand_before=note)
    return found


def said(document: PdfReader) -> str:
    """The text, and what stands for the letters that are drawn in several pieces."""
    marks = [about for page in document.pages for _, about in marked(page)]
    stands_for = [create_string_object(about["/ActualText"]) for about in marks if "/ActualText" in about]
    return "\n".join([text(document), *map(str, stands_for)])


def fonts(document: PdfReader) -> set[str]:
    resources: Any = document.pages[0]["/Resources"]
    return {font.get_object()["/BaseFont"] for font in resources["/Font"].values()}


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
    names = fonts(read(sheet(lines=["ß"])))

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


@pytest.mark.parametrize("missing", ["😀", "山", "س", "\ue000", "\U000e0001x"])
def test_what_the_typefaces_lack_is_shown_as_such(missing: str) -> None:
    shown = printable(missing)

    assert shown in {NOT_SHOWN, "x"}
    assert shown in text(read(sheet(lines=[missing])))


def test_letters_are_put_together_whatever_unseen_stands_within() -> None:
    assert printable("a\u0308") == printable("a\u200d\u0308") == "ä"


@pytest.mark.parametrize("data", [sheet(lines=[NAMES]), sheet(title=NAMES)], ids=["plain", "bold"])
def test_every_letter_and_sequence_of_names_in_germany_is_drawn_and_found_again(data: dict[str, Any]) -> None:
    found = said(read(data))

    assert printable(NAMES) == NAMES
    assert NOT_SHOWN not in found
    assert [letter for letter in re.findall(LETTER, NAMES) if letter not in found] == []


@pytest.mark.parametrize("sequence", ["T\u031b", "C\u0328\u0306"])
def test_a_mark_is_drawn_by_the_typeface_that_knows_its_place(sequence: str) -> None:
    assert any("NotoSans" in name for name in fonts(read(sheet(lines=[f"Mü{sequence}er"]))))


def test_a_letter_and_its_mark_that_no_typeface_has_together_are_shown_without_the_mark() -> None:
    assert printable("\u221a\u0310\u0301") == f"\u221a{NOT_SHOWN}\u0301"
    assert NOT_SHOWN in text(read(sheet(title="\u221a\u0310", lines=["\u221a\u0310"])))


def test_a_long_word_does_not_break_between_a_letter_and_its_mark() -> None:
    assert "K\u0302" in read(sheet(lines=["x" * 39 + "K\u0302" + "x" * 39])).pages[0].extract_text()


@pytest.mark.parametrize(
    ("template", "data"),
    [("handover_sheet", sheet(lines=["Zeile"] * 90)), ("handover_letter", letter(why=["Zeile"] * 70))],
)
def test_each_page_says_at_its_foot_whose_it_is_and_which_of_how_many(template: str, data: dict[str, Any]) -> None:
    document = read(data, template)

    assert len(document.pages) == 3
    for number, page in enumerate(document.pages, 1):
        assert "Kundennummer 335A100001" in page.extract_text()
        assert f"Seite {number} von 3" in page.extract_text()
        assert [about.get("/Subtype") for role, about in marked(page) if role == "/Artifact"] == ["/Footer"]
