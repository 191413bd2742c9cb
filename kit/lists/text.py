"""From bytes to lines: UTF-8 with or without BOM, or Windows-1252. What is neither is refused, not garbled."""

import codecs
import io
import os
import re
import stat
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from kit.lists.problems import UnusableFile
from kit.lists.source import Source

_CHUNK = 1 << 20
_LONGEST_LINE = _CHUNK
_LINES_BETWEEN_REPORTS = 10_000

_LINE_END = re.compile(rb"[\r\n]")
# In UTF-8. As Windows-1252 the same bytes would be a capital letter with accent before a sign that does not follow
# letters, as no name has it. Of the letters, those are left out whose bytes might be "Ö", "Ü" or "ß" before a quotation
# mark, a dash or a blank.
_UTF8_LETTER = re.compile("[\u00c0-\u023f\u0370-\u052f\u0800-\uffff]")
_OTHER_BYTE = re.compile("[\udc80-\udcff]")
_FEW = 10

# Windows-1252 gives nearly every byte a meaning, also those of other encodings. Then signs stand at letters, capitals
# behind small ones, and letters that hardly any name has. A name that does have one can be saved as UTF-8.
_SIGNS = (
    r"\u20ac\u2020\u2021\u2022\u2026\u2030\u2122\u02c6\u02dc\u0192"
    r"\u00a1-\u00a9\u00ac-\u00af\u00b1-\u00b3\u00b6\u00b8\u00b9\u00bc-\u00bf\u00d7\u00f7"
)
_LETTER = r"[^\W\d_]"
_CONSONANT = "[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]"
_GARBLED = re.compile(
    rf"[{_SIGNS}]{_LETTER}|{_LETTER}[{_SIGNS}]"  # MS-DOS, Macintosh, Central European
    rf"|{_LETTER}[\u201a\u201c-\u201e\u2039\u203a\u00ab\u00bb]{_LETTER}"  # quotation marks inside a word
    rf"|[\u00f0\u00fe\u00d0\u00de\u0178]|\u00dd[a-z]|{_CONSONANT}\u00fd{_CONSONANT}"  # Turkish
    rf"|{_LETTER}[\u0160\u017d][a-z]|(?:\b|{_CONSONANT})\u0161{_CONSONANT}"  # ä and ö of Macintosh, Ü of MS-DOS
    r"|[aeou]\u00e1e|[Ee]i\u00e1|ro\u00e1\b"  # ß of MS-DOS
    r"|[\u00c0-\u00ff]{4}"  # Greek and Cyrillic
)


class Progress(Protocol):
    """Somebody who watches a file being read."""

    def advance(self, lines: int, share: float) -> None:
        """``lines`` more were read; ``share`` (0 to 1) of the file lies behind."""


def detect_encoding(source: Source) -> str:
    """The encoding in which the whole file can be read.

    Raises `UnusableFile` when it cannot be opened, is not an ordinary file, has a line that is too long for a table,
    mixes encodings, or is readable in neither.
    """
    with open_file(source) as file:
        start = file.read(len(codecs.BOM_UTF8))
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise UnusableFile(f"{source.name} ist in UTF-16 gespeichert. Speichern Sie die Liste als „CSV UTF-8“.")
        if _decodes(file, "utf-8", source):
            return "utf-8-sig"
        if start == codecs.BOM_UTF8 or _is_partly_utf8(file, source):
            raise UnusableFile(
                f"{source.name} ist nur zum Teil UTF-8: Zeile {_first_other_line(file)} ist anders gespeichert. "
                "Speichern Sie die ganze Liste als „CSV UTF-8“ und prüfen Sie die Umlaute."
            )
        if not _decodes(file, "cp1252", source):
            raise UnusableFile(
                f"{source.name} enthält Bytes, die weder UTF-8 noch Windows-1252 sind. "
                "Speichern Sie die Liste als „CSV UTF-8“."
            )
    garbled = next((number for number, line in enumerate(lines_of(source, "cp1252"), 1) if _GARBLED.search(line)), None)
    if garbled is not None:
        raise UnusableFile(
            f"{source.name} ist weder UTF-8 noch Windows-1252: In Zeile {garbled} stünden Zeichen, die es in Namen "
            "kaum gibt. Speichern Sie die Liste als „CSV UTF-8“ und prüfen Sie die Umlaute."
        )
    return "cp1252"


def open_file(source: Source) -> BinaryIO:
    """An ordinary file, opened for reading. Raises `UnusableFile` with what stands in the way."""
    path, name = source
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise UnusableFile(f"{name} ist keine gewöhnliche Datei. Geben Sie den Pfad einer Datei an.")
        return open(path, "rb")
    except FileNotFoundError:
        raise UnusableFile(f"{name} gibt es nicht. Prüfen Sie den Pfad.") from None
    except PermissionError:
        raise UnusableFile(f"{name} darf nicht gelesen werden. Prüfen Sie die Rechte an der Datei.") from None
    except (OSError, ValueError):
        raise UnusableFile(f"{name} lässt sich nicht öffnen. Prüfen Sie den Pfad.") from None


def lines_of(source: Source, encoding: str, progress: Progress | None = None) -> Iterator[str]:
    """The lines of the file without their ends (LF, CRLF or CR).

    Raises `UnusableFile` when the bytes do not fit ``encoding``.
    """
    with open_file(source) as file:
        size = os.fstat(file.fileno()).st_size or 1
        # Universal newlines and not str.splitlines(), which also breaks at characters that may stand inside a cell.
        text = io.TextIOWrapper(file, encoding=encoding)
        try:
            for count, line in enumerate(text, start=1):
                yield line.rstrip("\n")
                if progress is not None and count % _LINES_BETWEEN_REPORTS == 0:
                    progress.advance(_LINES_BETWEEN_REPORTS, file.tell() / size)
        except UnicodeDecodeError:
            raise UnusableFile(
                f"{source.name} wurde verändert, während sie gelesen wurde. Starten Sie noch einmal."
            ) from None


def _decodes(file: BinaryIO, encoding: str, source: Source) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(file, source):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_partly_utf8(file: BinaryIO, source: Source) -> bool:
    """Whether a file that is not UTF-8 holds so many letters in UTF-8 that it can be no Windows-1252 either."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
    letters = other_bytes = 0
    for chunk in _chunks(file, source):
        text = decoder.decode(chunk)
        letters += len(_UTF8_LETTER.findall(text))
        other_bytes += len(chunk) - len(text.encode())
    return letters * _FEW > other_bytes


def _first_other_line(file: BinaryIO) -> int:
    file.seek(0)
    with io.TextIOWrapper(file, encoding="utf-8", errors="surrogateescape") as text:
        return next((number for number, line in enumerate(text, start=1) if _OTHER_BYTE.search(line)), 1)


def _chunks(file: BinaryIO, source: Source) -> Iterator[bytes]:
    """The whole file in pieces; no line of it is longer than memory can bear."""
    file.seek(0)
    begun = 0
    while chunk := file.read(_CHUNK):
        end = _LINE_END.search(chunk)
        longest = begun + (end.start() if end else len(chunk))
        if longest > _LONGEST_LINE:
            raise UnusableFile(
                f"{source.name} hat eine Zeile von mehr als einer Million Zeichen und ist keine Liste. "
                "Speichern Sie sie neu, mit einer Zeile für jeden Eintrag."
            )
        begun = len(chunk) - 1 - max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) if end else longest
        yield chunk
