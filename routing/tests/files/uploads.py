"""Lists uploaded together, corrections of them, and what is read of both."""

import itertools
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kit.lists.problems import UnusableFile
from kit.lists.source import Source
from routing.intake.files.layouts import ListKind
from routing.intake.files.lists import Line, Lists, Upload
from routing.record import MemberRecord
from routing.rules.codes import DeskCode
from routing.tests.files.building import ON, household

DESKS = frozenset(DeskCode)
LOGINS = frozenset(("m.kaya", "j.roth"))


class Reading:
    """What lists say, brought together."""

    def __init__(self, lists: Lists) -> None:
        self.shares: list[float] = []
        self.lines: dict[str, Line] = {}
        for line in lists.lines(self.shares.append):
            number = line.record.person.customer_number
            assert number not in self.lines
            self.lines[number] = line
        self.lists = lists
        self.problems = [
            f"{upload} {kind.label} {problem.line} {problem.column}: {problem.reason}"
            for upload, kind, problem in lists.problems
        ]

    def members(self, number: str = "335A100001") -> list[tuple[str, date | None]]:
        """Who lives with an applicant, in short."""
        return [(str(member.relation), member.birth_date) for member in self.whole_members(number)]

    def whole_members(self, number: str = "335A100001") -> tuple[MemberRecord, ...]:
        """Who lives with an applicant."""
        return self.lines[number].record.members


class Uploads:
    """A folder of uploaded lists."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._counter = itertools.count()

    def upload(self, people: str | None = None, members: str | None = None, stock: str | None = None) -> Upload:
        """Lists uploaded together; what is not given is not uploaded."""
        return Upload(*map(self._source, ListKind, (people, members, stock)))

    def base(self, people: str, members: str | None = None, stock: str | None = None) -> Upload:
        """A first upload; without members nobody shares a household."""
        return self.upload(people, household() if members is None else members, stock)

    def _source(self, kind: ListKind, text: str | None) -> Source | None:
        if text is None:
            return None
        path = self.folder / f"upload-{next(self._counter)}"
        path.write_text(text)
        return Source(str(path), f"{kind.label}.csv")


def read(base: Upload, *corrections: Upload, on: date = ON) -> Reading:
    """What the lists say on a day."""
    return Reading(Lists(base, corrections, on, DESKS, LOGINS))


def refusal(base: Upload, corrections: Sequence[Upload] = ()) -> str:
    """Why the lists are not read."""
    with pytest.raises(UnusableFile) as refused:
        read(base, *corrections)
    return str(refused.value)
