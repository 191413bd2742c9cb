"""Files with personal data: readable by nobody else, whole or not there, and nothing is left of what was begun."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from kit.files import clear_unfinished, private_storage, put_in_place, random_name, working_folder

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_a_finished_file_lies_under_its_name_for_this_account_alone() -> None:
    name = random_name()
    with working_folder() as folder:
        (folder / "liste.csv").write_text("Sommer")
        put_in_place(folder / "liste.csv", name)

    path = Path(private_storage().path(name))
    assert path.read_text() == "Sommer"
    assert path.stat().st_mode & 0o077 == path.parent.stat().st_mode & 0o077 == 0
    assert not folder.exists()
    path.unlink()


def test_of_work_that_failed_nothing_is_left() -> None:
    begun: list[Path] = []

    def fail() -> None:
        with working_folder() as folder:
            begun.append(folder)
            (folder / "halb.csv").write_text("Som")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not begun[0].exists()


def test_what_a_killed_process_left_is_cleared_and_what_is_being_written_is_not(
    settings: Settings, tmp_path: Path
) -> None:
    settings.FILES_DIR = tmp_path
    clear_unfinished(NOON)
    with working_folder() as written:
        left = written.parent / "verlassen"
        left.mkdir()
        (left / "halb.csv").write_text("Som")
        for folder, age in ((left, timedelta(hours=3)), (written, timedelta(minutes=30))):
            os.utime(folder, ((NOON - age).timestamp(),) * 2)

        clear_unfinished(NOON - timedelta(hours=2))

        assert written.exists()
        assert not left.exists()
