"""The process that takes a workbook apart: ``python -m kit.lists.unpacking WORKBOOK FOLDER``.

A workbook tells whoever reads it what to unpack, and a few bytes can ask for terabytes. So this is a process of its own
that limits itself first: whatever the workbook asks for, nobody else is harmed. It is told on standard input, as JSON,
which sheets may be lists, and of which type their columns are. It writes one CSV for each list, a line for each row of
the sheet, and says on standard output, as JSON, which lists there are or why there are none.
"""

import csv
import errno
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import chain, repeat
from pathlib import Path
from typing import Any, BinaryIO

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

from kit.formulas import disarmed
from kit.lists.layouts import OTHER_TYPE, CellType
from kit.lists.rows import SEPARATOR
from kit.lists.table import some_of
from kit.lists.workbook import DAMAGED, LISTS, NO_WORKBOOK, PROTECTED, REFUSED, SAVE_ANEW, TOO_LARGE

_MOST_MEMORY = 512 << 20
_MOST_CPU_SECONDS = 30
_LARGEST_LIST = 200 << 20
_MOST_UNPACKED = 300 << 20

_WORKBOOK_PART = re.compile(r"xl/workbook\d*\.xml")
_ENCRYPTED = 0x1
# The parser takes an error like #DIV/0! for an empty cell, but "empty" says that there is nothing.
_ERROR_CELL = re.compile(rb"""(<(?:\w+:)?c\s[^<>]*?\bt\s*=\s*)(["'])e\2""")
_ERROR_AS_TEXT = rb"\1\2str\2"
# The same with a formula whose result was never stored, as programs write it that do not calculate. The result of a
# formula that is empty has a type.
_FORMULA_WITHOUT_RESULT = re.compile(
    rb"<(?:\w+:)?c\b(?![^<>]*\bt\s*=)[^<>]*>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<>]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)

_LINE_BREAK = re.compile(r"\r\n?|\n")
_WHOLE_NUMBERS_BELOW = 1e15
_POSTAL_CODE_DIGITS = 5
# A number that begins like this and is so long may have lost a zero or a plus: nobody can tell.
_COUNTRY, _LONG = "49", 11
_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"))
_LONGEST_NAME_SHOWN = 40

_Types = Mapping[str, str]


class _Refused(Exception):
    """The workbook is not what it has to be; ``str()`` follows its name in a German sentence."""


def main(workbook: Path, folder: Path) -> None:
    """Take the workbook apart within limits, and say what came of it; nothing when a limit ends the process."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_CPU_SECONDS, _MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_LIST, _LARGEST_LIST))
    sheets = json.load(sys.stdin)
    answer: dict[str, str | list[str]]
    try:
        answer = {LISTS: _unpack(workbook, folder, sheets)}
    except _Refused as refused:
        answer = {REFUSED: str(refused)}
    except MemoryError:
        answer = {REFUSED: TOO_LARGE}
    except BaseException as error:  # a panic of the parser is no Exception
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise
        too_large = isinstance(error, OSError) and error.errno == errno.EFBIG
        answer = {REFUSED: TOO_LARGE if too_large else DAMAGED}
    json.dump(answer, sys.stdout)


def _unpack(workbook: Path, folder: Path, sheets: Mapping[str, _Types]) -> list[str]:
    """The names of the lists that lie in the folder now."""
    with zipfile.ZipFile(workbook) as parts:
        _check(parts.infolist())
        content = _with_errors_as_texts(parts) or workbook.open("rb")
    with content, CalamineWorkbook.from_filelike(content) as opened:
        positions = _positions(opened, sheets)
        for name, position in positions.items():
            _write(opened.get_sheet_by_index(position), folder / f"{name}.csv", sheets[name])
    return list(positions)


def _check(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename.lower() for part in parts}
    if not any(_WORKBOOK_PART.fullmatch(name) for name in names):
        raise _Refused(f"ist eine OpenDocument-Tabelle. {SAVE_ANEW}" if "content.xml" in names else NO_WORKBOOK)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise _Refused(PROTECTED)
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise _Refused(TOO_LARGE)


def _with_errors_as_texts(parts: zipfile.ZipFile) -> BinaryIO | None:
    """The same workbook, but errors like #DIV/0! are texts in it; nothing when it has none."""
    with_errors = set()
    for part in parts.infolist():
        if part.filename.lower().endswith(".xml"):
            content = parts.read(part)
            if _FORMULA_WITHOUT_RESULT.search(content):
                raise _Refused("hat Formeln ohne Ergebnis. Öffnen Sie sie in Excel und speichern Sie sie noch einmal.")
            if _ERROR_CELL.search(content):
                with_errors.add(part.filename)
    if not with_errors:
        return None
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copied:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename in with_errors:
                content = _ERROR_CELL.sub(_ERROR_AS_TEXT, content)
            copied.writestr(part.filename, content)
    copy.seek(0)
    return copy


def _positions(workbook: CalamineWorkbook, known: Iterable[str]) -> dict[str, int]:
    """Where the sheet of each list stands. Empty sheets of another name were never meant to be a list."""
    names = f"Die Blätter müssen {', '.join(f'„{name}“' for name in known)} heißen; löschen Sie die übrigen."
    positions: dict[str, int] = {}
    unknown = []
    for position, sheet in enumerate(workbook.sheets_metadata):
        name = sheet.name.strip().lower()
        if name in positions:
            raise _Refused(f"hat zwei Blätter „{name}“. Löschen Sie eines davon.")
        if name in known:
            positions[name] = position
        elif sheet.typ is not SheetTypeEnum.WorkSheet or workbook.get_sheet_by_index(position).start is not None:
            unknown.append(f"„{sheet.name}“" if _can_be_shown(sheet.name) else f"das {position + 1}. Blatt")
    if unknown:
        raise _Refused(f"hat Blätter, die keine Liste sind: {some_of(unknown)}. {names}")
    if not positions:
        raise _Refused(f"hat kein Blatt mit einer Liste. {names}")
    return positions


def _can_be_shown(name: str) -> bool:
    return len(name) <= _LONGEST_NAME_SHOWN and name.isprintable()


def _write(sheet: CalamineSheet, path: Path, types_of: _Types) -> None:
    """The sheet as CSV; blank rows stay, so that the number of a line is that of its row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=SEPARATOR, lineterminator="\n")
        width = 0
        types: list[CellType] = []
        for row in sheet.iter_rows():
            texts = [
                _text(cell, fitting) for cell, fitting in zip(row, chain(types, repeat(CellType.TEXT)), strict=False)
            ]
            while len(texts) > width and not texts[-1].strip():
                texts.pop()
            if not any(texts):
                file.write("\n")
                continue
            if width == 0:
                width = len(texts)
                types = [CellType(types_of.get(text.strip(), CellType.TEXT)) for text in texts]
                texts = [text.removeprefix(OTHER_TYPE) for text in texts]
            writer.writerow(texts)


def _text(cell: Any, fitting: CellType) -> str:
    """What a cell of a column of that type says; of another type it says so."""
    if isinstance(cell, str):
        return f"{OTHER_TYPE}{cell}" if cell in _ERRORS else _of_text(cell)
    text = _AS_TEXT[type(cell)](cell)
    if type(cell) in _TYPES[fitting]:
        if fitting is CellType.POSTAL_CODE:
            return text.zfill(_POSTAL_CODE_DIGITS)
        if fitting is not CellType.TELEPHONE:
            return text
        if text.isdecimal() and not (text.startswith(_COUNTRY) and len(text) >= _LONG):
            # A spreadsheet that makes a number of it drops its first zero.
            return f"0{text}"
    return f"{OTHER_TYPE}{text}"


def _of_text(text: str) -> str:
    return disarmed(_LINE_BREAK.sub(" ", text)) if text else text


def _of_number(number: float) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < _WHOLE_NUMBERS_BELOW else str(number)


def _of_moment(moment: datetime) -> str:
    """A day, or what is none and then cannot be read as one."""
    return str(moment.date()) if moment.time() == time() else str(moment)


_AS_TEXT: dict[type, Callable[[Any], str]] = {
    str: _of_text,
    bool: {True: "ja", False: "nein"}.__getitem__,
    int: str,
    float: _of_number,
    date: date.isoformat,
    datetime: _of_moment,
    time: str,
    timedelta: str,
}
"""How the CSV says what the parser takes a cell for."""

_TYPES: dict[CellType, frozenset[type]] = {
    CellType.TEXT: frozenset(),
    CellType.DAY: frozenset((date, datetime)),
    CellType.YES_OR_NO: frozenset((bool,)),
    CellType.POSTAL_CODE: frozenset((int, float)),
    CellType.TELEPHONE: frozenset((int, float)),
}
"""Which cells fit a column, beside text."""

if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
