"""Documents on paper that everybody can read: PDF/UA-1 and PDF/A-2a, made by typst from a template and data.

Data reaches a template as JSON, so nothing in it is ever code. No font of the machine and no network is used.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from fontTools.ttLib import TTFont

NOT_SHOWN = "▯"
"""Stands on paper for a character that the typefaces lack, such as an emoji: PDF/UA forbids a gap without a word."""

_LINE_ENDS = str.maketrans({"\r": "\n", "\t": " ", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"})
_UNSEEN = {"Cc", "Cf"}


def render_pdf(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The document that ``templates/pdf/<template>.typ`` makes of ``data`` (plain JSON values), made at ``at``.

    Raises ``typst.TypstError`` for a template that is wrong or would not be accessible.
    """
    folder = Path(settings.BASE_DIR) / "templates" / "pdf"
    compiler = typst.Compiler(folder / f"{template}.typ", root=folder, font_paths=_fonts())
    document = compiler.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(printable(data))},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )
    assert isinstance(document, bytes)
    return document


def printable(value: Any) -> Any:
    """The value with every text in it as the typefaces can show it; whatever nobody can see is left out."""
    if isinstance(value, str):
        seen = "".join(filter(_is_seen, value.replace("\r\n", "\n").translate(_LINE_ENDS)))
        return "".join(map(_shown, _with_marks(unicodedata.normalize("NFC", seen))))
    if isinstance(value, Mapping):
        return {name: printable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    return value


def _is_seen(character: str) -> bool:
    return character == "\n" or unicodedata.category(character) not in _UNSEEN


def _with_marks(text: str) -> Iterator[str]:
    """The characters one by one, each with the combining marks that follow it."""
    letter = ""
    for character in text:
        if letter and not unicodedata.category(character).startswith("M"):
            yield letter
            letter = ""
        letter += character
    yield letter


def _shown(letter: str) -> str:
    """The letter with its marks as far as one typeface has them: typst takes a mark from where its letter is."""
    shown, able = "", _having(" ")
    for character in letter:
        having = able & _having(character)
        shown += character if having else NOT_SHOWN
        able = having or _having(NOT_SHOWN)
    return shown


@cache
def _having(character: str) -> frozenset[int]:
    """Which of the typefaces have the character, put together or taken apart."""
    forms = (character, unicodedata.normalize("NFD", character))
    return frozenset(
        number
        for number, characters in enumerate(_characters())
        if any(characters.issuperset(map(ord, form)) for form in forms)
    )


@cache
def _fonts() -> typst.Fonts:
    folders = [str(typeface.parent) for typeface in _typefaces()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def _characters() -> tuple[frozenset[int], ...]:
    """What each typeface has. A line ends without anything drawn."""
    return tuple(_characters_of(typeface) for typeface in _typefaces())


def _characters_of(typeface: Path) -> frozenset[int]:
    with TTFont(typeface, lazy=True) as font:
        return frozenset({ord("\n"), *font.getBestCmap()})


def _typefaces() -> tuple[Path, Path]:
    """The typeface of the pages, and the one for what it lacks; both have each weight that a template uses."""
    fira, noto = (Path(str(files(package) / "files")) for package in ("fontpkg_fira_sans", "fontpkg_noto_sans"))
    return fira / "FiraSans-Regular.ttf", noto / "NotoSans[wdth,wght].ttf"
