"""Where uploaded and exported files lie: in no folder that a web server shows, readable by this account only."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db.models import FileField
from django.utils.functional import LazyObject

_UNFINISHED = "unfinished"


class _PrivateStorage(LazyObject):
    """Set up on first use, so that a migration does not write down the folder of one machine."""

    def _setup(self) -> None:
        self._wrapped = FileSystemStorage(
            location=settings.FILES_DIR, base_url=None, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )


_storage = _PrivateStorage()


def private_storage() -> FileSystemStorage:
    """The storage of files with personal data, in ``settings.FILES_DIR``; a file in it has no address."""
    storage: FileSystemStorage = _storage  # type: ignore[assignment]
    return storage


def random_name(_instance: object = None, _filename: str = "") -> str:
    """A name that says nothing about what is in the file, nor what the user called it."""
    return secrets.token_hex(16)


@contextmanager
def working_folder() -> Iterator[Path]:
    """A folder for files in the making; it goes with everything in it when the work is done or has failed.

    What a killed process leaves behind is for `clear_unfinished`.
    """
    parent = Path(settings.FILES_DIR, _UNFINISHED)
    for private in (parent.parent, parent):
        os.makedirs(private, mode=0o700, exist_ok=True)
    with TemporaryDirectory(dir=parent) as folder:
        yield Path(folder)


def put_in_place(finished: Path, name: str) -> None:
    """Move a file out of its working folder to this name of the private storage: whole, or not at all."""
    finished.chmod(0o600)
    os.replace(finished, private_storage().path(name))


def clear_unfinished(before: datetime) -> None:
    """Delete the working folders in which nothing was begun since ``before``."""
    for folder in Path(settings.FILES_DIR, _UNFINISHED).glob("*"):
        if folder.stat().st_mtime < before.timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def delete_strays(before: datetime) -> None:
    """Delete the files that no row names, if they lie there since ``before``: their process was killed before it had
    stored the row, or after it had forgotten the file.
    """
    fields = [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, FileField)]
    named = {name for field in fields for name in field.model._default_manager.values_list(field.name, flat=True)}
    for path in Path(settings.FILES_DIR).glob("*"):
        if path.is_file() and path.name not in named and path.stat().st_mtime < before.timestamp():
            path.unlink()
