"""Any list as a file at once, for pages that have one."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.http import FileResponse, HttpRequest

from frame.enums import ExportFormat, ExportPurpose
from frame.forms import PurposeForm
from frame.requests import note_reading
from kit.files import working_folder
from kit.tables import Append, Cell, Sheet, one_table

_SUBJECTS_AT_A_TIME = 1_000


def person_list_response(
    request: HttpRequest,
    form: PurposeForm,
    sheet: Sheet,
    rows: Iterable[Sequence[Cell]],
    subjects: Sequence[UUID],
) -> FileResponse:
    """Rows about persons as a download, in the format and for the purpose that the valid ``form`` says.

    ``subjects`` are the keys of the applicants among them, for the read log. Raises `kit.tables.TooLarge`.
    """
    answer = table_response(ExportFormat(form.cleaned_data["file_format"]), sheet, rows)
    note_export(request, subjects, ExportPurpose(form.cleaned_data["purpose"]).label)
    return answer


def table_response(file_format: ExportFormat, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> FileResponse:
    """Rows without persons as a download; the file is called like the sheet. Raises `kit.tables.TooLarge`."""

    def append_rows(append: Append) -> None:
        for cells in rows:
            append(cells)

    with working_folder() as folder:
        path = one_table(folder, file_format, sheet, append_rows)
        # What is open can be read to its end after its name is gone.
        return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


def note_export(request: HttpRequest, subjects: Sequence[UUID], purpose: str) -> None:
    """Log that somebody took these applicants' data with her, in rows of a size that a log can bear."""
    for start in range(0, len(subjects) or 1, _SUBJECTS_AT_A_TIME):
        note_reading(request, subjects[start : start + _SUBJECTS_AT_A_TIME], purpose)
