"""The list of a large office as a file: how long it takes, and how much memory a process needs for it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import QueryDict

from bench.measurement import Figure, alternately, grouped, timed
from bench.office import LARGE, ON, fill
from bench.processes import IDLE, idle, manage
from bench.rows import READING, copy_records
from frame.enums import ExportFormat
from routing.enums import ExportContent
from routing.exports.contents import write_contents
from routing.exports.selection import Selection
from staff.models import Desk, User

_KINDS = (("list", "csv"), ("list", "xlsx"), ("exchange", "xlsx"))
_SECONDS_AT_MOST = 140.0
_MEMORY_AT_MOST = 2.0


def measure(cases: int = LARGE, rounds: int = 3) -> Iterator[Figure]:
    """Everybody whom one caseworker can see, as a worker writes them."""
    user = fill(cases)
    desks = list(Desk.objects.all())
    Desk.objects.update(team=user.team)
    data = f"{grouped(cases)} Fälle"
    for kind in _KINDS:
        name = f"Export, {', '.join(kind)}"
        pairs = alternately(rounds, partial(write, user.pk, *kind), copy_records)
        yield timed(f"{name}, Dauer", data, "s", pairs, READING, at_most=_SECONDS_AT_MOST)
        code = f"from bench.exports import write; write({user.pk}, *{kind})"
        peak = manage("shell", "--command", code).megabytes
        yield Figure(f"{name}, Speicher", data, "MB", peak, IDLE, idle().megabytes, _MEMORY_AT_MOST)
    # The demo office, which is measured later, has its teams as ever.
    Desk.objects.bulk_update(desks, ["team"])


def write(user_id: int, content: str, file_format: str) -> None:
    """Write the file once and throw it away."""
    selection = Selection(QueryDict("sortierung=dringlichkeit"), "", User.objects.get(pk=user_id))
    with TemporaryDirectory() as folder:
        write_contents(Path(folder), ExportContent(content), ExportFormat(file_format), selection, ON)
