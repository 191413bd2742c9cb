"""A database to be thrown away."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import django

from jobcenter.local import services
from jobcenter.local.paths import LOCAL_DATABASE_URL


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """A migrated, empty database beside the real one, for this process; yields its URL for others."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "jobcenter.settings.test"
    with services.running():
        django.setup()
        from django.db import connection

        settings = connection.settings_dict
        settings["NAME"] = f"{settings['NAME']}_{name}"
        scratch = settings["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            server = urlsplit(os.environ.get("DATABASE_URL") or LOCAL_DATABASE_URL)
            yield server._replace(path=f"/{settings['NAME']}").geturl()
        finally:
            connection.creation.destroy_test_db(scratch, verbosity=0)
