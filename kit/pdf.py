"""Documents on paper that everybody can read: PDF/UA-1 and PDF/A-2a, made by typst from a template and data.

Data reaches a template as JSON, so nothing in it is ever code. No font of the machine and no network is used.
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from fontTools.ttLib import TTFont

NOT_SHOWN = "▯"
"""Stands on paper for a character that the typeface lacks, such as an emoji: PDF/UA forbids a gap without a word."""

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
    """The value with every text in it as the typeface can show it; whatever nobody can see is left out."""
    if isinstance(value, str):
        composed = unicodedata.normalize("NFC", value.replace("\r\n", "\n").translate(_LINE_ENDS))
        return "".join(map(_shown, composed))
    if isinstance(value, Mapping):
        return {name: printable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    return value


def _shown(character: str) -> str:
    if character == "\n":
        return character
    if unicodedata.category(character) in _UNSEEN:
        return ""
    if ord(character) in _characters():
        return character
    parts = unicodedata.normalize("NFD", character)
    return parts if all(ord(part) in _characters() for part in parts) else NOT_SHOWN


def _font_folder() -> Path:
    return Path(str(files("fontpkg_fira_sans") / "files"))


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_font_folder())])


@cache
def _characters() -> frozenset[int]:
    with TTFont(_font_folder() / "FiraSans-Regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())
