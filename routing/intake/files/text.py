"""From bytes to lines: UTF-8 with or without BOM, or Windows-1252."""

import codecs
import io
import os
import stat
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from routing.intake.files.problems import UnusableFile

_CHUNK = 1 << 20
_LINES_BETWEEN_REPORTS = 10_000


class Progress(Protocol):
    """Somebody who watches a file being read."""

    def advance(self, lines: int, share: float) -> None:
        """``lines`` more were read; ``share`` (0 to 1) of the file lies behind."""


def detect_encoding(path: str) -> str:
    """The encoding in which the whole file can be read.

    Raises `UnusableFile` when it cannot be opened, is not an ordinary file, or is readable in neither encoding.
    """
    with open_file(path) as file:
        if _decodes(file, "utf-8"):
            return "utf-8-sig"
        file.seek(0)
        says_utf8 = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
        file.seek(0)
        if says_utf8 or not _decodes(file, "cp1252"):
            raise UnusableFile(f"{path} enthält Bytes, die weder UTF-8 noch Windows-1252 sind.")
    return "cp1252"


def open_file(path: str) -> BinaryIO:
    """An ordinary file, opened for reading. Raises `UnusableFile` with what stands in the way."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise UnusableFile(f"{path} ist keine gewöhnliche Datei. Geben Sie den Pfad einer Datei an.")
        return open(path, "rb")
    except FileNotFoundError:
        raise UnusableFile(f"{path} gibt es nicht. Prüfen Sie den Pfad.") from None
    except PermissionError:
        raise UnusableFile(f"{path} darf nicht gelesen werden. Prüfen Sie die Rechte an der Datei.") from None
    except (OSError, ValueError):
        raise UnusableFile(f"{path} lässt sich nicht öffnen. Prüfen Sie den Pfad.") from None


def lines_of(path: str, encoding: str, progress: Progress | None = None) -> Iterator[str]:
    """The lines of the file without their ends (LF, CRLF or CR).

    Raises `UnusableFile` when the bytes do not fit ``encoding``.
    """
    with open_file(path) as file:
        size = os.fstat(file.fileno()).st_size or 1
        # Universal newlines and not str.splitlines(), which also breaks at characters that may stand inside a cell.
        text = io.TextIOWrapper(file, encoding=encoding)
        try:
            for count, line in enumerate(text, start=1):
                yield line.rstrip("\n")
                if progress is not None and count % _LINES_BETWEEN_REPORTS == 0:
                    progress.advance(_LINES_BETWEEN_REPORTS, file.tell() / size)
        except UnicodeDecodeError:
            raise UnusableFile(f"{path} wurde verändert, während sie gelesen wurde. Starten Sie noch einmal.") from None


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
