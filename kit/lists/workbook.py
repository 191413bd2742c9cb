"""Workbooks (XLSX): told from other files by their content, and taken apart into lists by a process of its own."""

import json
import mmap
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kit.lists.layouts import Layout
from kit.lists.problems import UnusableFile
from kit.lists.source import Source
from kit.lists.text import open_file

LISTS, REFUSED = "lists", "refused"
"""What the process answers: the names of the lists, or the end of a sentence that begins with the workbook's name."""

SAVE_ANEW = "Speichern Sie die Listen als „Excel-Arbeitsmappe (*.xlsx)“ oder als „CSV UTF-8“."
NO_WORKBOOK = f"ist keine Liste. {SAVE_ANEW}"
PROTECTED = "ist mit einem Kennwort geschützt. Speichern Sie die Arbeitsmappe ohne Kennwort."
DAMAGED = f"ist beschädigt. {SAVE_ANEW}"
TOO_LARGE = (
    "ist zu groß für eine Arbeitsmappe. Löschen Sie, was nicht zu den Listen gehört, oder speichern Sie jede als „CSV "
    "UTF-8“."
)

_UNPACKING = "kit.lists.unpacking"
_ROOT = Path(__file__).parents[2]
_MOST_SECONDS = 120

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PART_OF_A_PROTECTED_ONE = "EncryptedPackage".encode("utf-16-le")
_NO_TEXT = (b"%PDF", b"{\\rtf", b"<")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_START = 64
_CONTROL_BYTES = frozenset(range(32)) - frozenset(b"\t\n\v\f\r")


def is_workbook(source: Source) -> bool:
    """Whether the file is to be `unpacked`, or read as CSV. Tells by its content, whatever its name.

    Raises `UnusableFile` when it can be neither.
    """
    with open_file(source) as file:
        start = file.read(_START)
        if start.startswith(_OLE):
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                protected = content.find(_PART_OF_A_PROTECTED_ONE) >= 0
            raise UnusableFile(
                f"{source.name} {PROTECTED if protected else f'hat ein altes Office-Format (.xls). {SAVE_ANEW}'}"
            )
    if start.startswith(_ZIP):
        return True
    if start.startswith(_NO_TEXT) or (not start.startswith(_UTF_16) and not _CONTROL_BYTES.isdisjoint(start)):
        raise UnusableFile(f"{source.name} {NO_WORKBOOK}")
    return False


def unpacked(source: Source, folder: Path, layouts: Mapping[str, Layout]) -> dict[str, Source]:
    """The lists in a workbook by the names of their sheets, as CSV files in that folder. What they are called says the
    sheet, their lines are its rows. ``layouts`` are those of all sheets that it may have, by their names in lower case.

    Raises `UnusableFile` when it is no workbook of lists.
    """
    try:
        # Without environment: what reads files of strangers need not know the passwords of the application.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", _UNPACKING, str(Path(source.path).resolve()), str(folder.resolve())],
            cwd=_ROOT,
            env={},
            input=json.dumps({name: layout.types for name, layout in layouts.items()}).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # where a parser that fails might quote a cell
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnusableFile(f"{source.name} {TOO_LARGE}") from None
    if done.returncode < 0:  # ended by a limit
        raise UnusableFile(f"{source.name} {TOO_LARGE}")
    done.check_returncode()
    answer: dict[str, Any] = json.loads(done.stdout)
    if REFUSED in answer:
        raise UnusableFile(f"{source.name} {answer[REFUSED]}")
    return {name: Source(str(folder / f"{name}.csv"), f"{source.name}, Blatt {name}") for name in answer[LISTS]}
