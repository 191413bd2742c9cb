"""A database to be thrown away."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import django

from jobcenter.local import services


@contextmanager
def scratch_database() -> Iterator[None]:
    """Django set up on a migrated, empty database beside the real one; it goes with the block, and so do its files."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "jobcenter.settings.test"
    with services.running():
        django.setup()
        from django.conf import settings
        from django.db import connection

        connection.settings_dict["NAME"] += "_bench"
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
            shutil.rmtree(settings.FILES_DIR, ignore_errors=True)
