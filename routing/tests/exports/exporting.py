"""Exporting as a person does, and reading the file as her spreadsheet does."""

import csv
import io
from pathlib import Path
from zipfile import ZipFile

from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from frame.enums import ExportFormat, ExportPurpose
from kit.files import private_storage
from routing.enums import ExportContent
from routing.exports.actions import request_export
from routing.exports.selection import Selection
from routing.models import ExportRun
from routing.tests.caselist.office import NOW
from staff.models import User

CREATE = reverse("export_create")
PURPOSE = "Fallbesprechung im Team"
CHOSEN = {"content": "list", "file_format": "csv", "purpose": "case_review"}

Table = list[list[object]]


def asked_for(client: Client, query: str = "", **chosen: str) -> HttpResponse:
    """The answer to the form, filled in."""
    answer = client.post(CREATE + query, CHOSEN | chosen)
    assert isinstance(answer, HttpResponse)
    return answer


def downloaded(client: Client, query: str = "", **chosen: str) -> bytes:
    """The file that comes of it."""
    answer = client.get(asked_for(client, query, **chosen)["Location"])
    assert answer.streaming
    return answer.getvalue()


def csv_rows(content: bytes) -> Table:
    """The lines of a CSV file below its heading."""
    text = content.decode("utf-8-sig")
    rows: Table = [[*row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")]
    return rows[1:]


def xlsx_rows(content: bytes, sheet: str = "bewerber") -> Table:
    """The rows of a sheet below its heading."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python()[1:]]


def unzipped(content: bytes, folder: Path) -> None:
    """The files of a ZIP file, in a folder."""
    with ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)


def searched(client: Client, term: str) -> str:
    """The query of the list after a search."""
    answer = client.post(reverse("applicant_search"), {"q": term})
    return "?" + str(answer["Location"]).partition("?")[2]


def requested(by: User, query: str = "", text: str = "", **chosen: str) -> ExportRun:
    """An export that waits to be written."""
    kinds = CHOSEN | chosen
    return request_export(
        by=by,
        selection=Selection(QueryDict(query), text, by),
        content=ExportContent(kinds["content"]),
        file_format=ExportFormat(kinds["file_format"]),
        purpose=ExportPurpose(kinds["purpose"]),
        at=NOW,
    )


def files() -> list[Path]:
    """What lies in the private storage."""
    return sorted(path for path in Path(private_storage().location).glob("*") if path.is_file())
