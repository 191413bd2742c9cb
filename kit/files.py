"""Where uploaded and exported files lie: in no folder that a web server shows, readable by this account only."""

import os
import secrets

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.functional import LazyObject


class _PrivateStorage(LazyObject):
    """Set up on first use, so that a migration does not write down the folder of one machine."""

    def _setup(self) -> None:
        self._wrapped = FileSystemStorage(
            location=settings.FILES_DIR, base_url=None, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )


_storage = _PrivateStorage()


def private_storage() -> FileSystemStorage:
    """The storage of files with personal data, in ``settings.FILES_DIR``; a file in it has no address."""
    os.makedirs(settings.FILES_DIR, mode=0o700, exist_ok=True)
    storage: FileSystemStorage = _storage  # type: ignore[assignment]
    return storage


def random_name(_instance: object, _filename: str) -> str:
    """A name that says nothing about what is in the file, nor what the user called it."""
    return secrets.token_hex(16)
