"""What an installation needs: a database server that can do what is asked of it (`migrate` and `check --database
default` ask), and folders (`check --deploy`).
"""

import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import CheckMessage, Error
from django.db import connections

from jobcenter.append_only import unprotected_tables

OLDEST_SERVER = 150000
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")


def check_database(*, databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Return what the server lacks: PostgreSQL 15, a locale that knows umlauts, the extensions; and what the role of
    the application may do that it should not.
    """
    return [message for alias in databases or () for message in _check_server(alias)]


def _check_server(alias: str) -> list[CheckMessage]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, lower('ÄÖÜ') = 'äöü'")
        version, knows_umlauts = cursor.fetchone()
        cursor.execute("SELECT name FROM pg_available_extensions WHERE name = ANY(%s)", [list(EXTENSIONS)])
        available = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT current_user")
        (role,) = cursor.fetchone()
        unprotected = unprotected_tables(cursor, role)
    messages = server_messages(version=version, knows_umlauts=knows_umlauts, available=available)
    return [*messages, *role_messages(role, unprotected)]


def role_messages(role: str, unprotected: list[str]) -> list[CheckMessage]:
    """Judge what the role of the application may do; ``unprotected``: tables in which it could change what is only
    added to.
    """
    if not unprotected:
        return []
    return [
        Error(
            f"Die Rolle {role} kann ändern oder löschen, was nur hinzugefügt werden darf: {', '.join(unprotected)}.",
            hint=f"Bitte als Eigentümer der Tabellen python manage.py restrict_role {role} ausführen.",
            id="jobcenter.E006",
        )
    ]


def server_messages(*, version: int, knows_umlauts: bool, available: set[str]) -> list[CheckMessage]:
    """Judge a server by its version number (150004 is 15.4), its lower() and the extensions it could install."""
    messages: list[CheckMessage] = []
    if version < OLDEST_SERVER:
        messages.append(
            Error(
                "Der PostgreSQL-Server ist zu alt: Version 15 oder neuer wird gebraucht.",
                hint="Bitte den Server aktualisieren.",
                id="jobcenter.E001",
            )
        )
    if not knows_umlauts:
        messages.append(
            Error(
                "Die Datenbank kennt keine Umlaute: die Suche nach „Müller“ fände „MÜLLER“ nicht.",
                hint="Bitte die Datenbank mit einem UTF-8- oder ICU-Gebietsschema anlegen, etwa "
                "CREATE DATABASE … TEMPLATE template0 LOCALE 'de_DE.UTF-8'.",
                id="jobcenter.E002",
            )
        )
    if missing := [name for name in EXTENSIONS if name not in available]:
        messages.append(
            Error(
                f"Dem PostgreSQL-Server fehlen Erweiterungen: {', '.join(missing)}.",
                hint="Bitte das Paket postgresql-contrib installieren.",
                id="jobcenter.E003",
            )
        )
    return messages


def check_folders(**_: object) -> list[CheckMessage]:
    """Return what is missing on the disk: the collected static files, without which no page is shown, and a folder for
    lists that can be written to.
    """
    return folder_messages(has_static_files=_has_static_files(), files_dir=Path(settings.FILES_DIR))


def folder_messages(*, has_static_files: bool, files_dir: Path) -> list[CheckMessage]:
    """Judge an installation; a folder that is not there yet must be possible to make."""
    messages: list[CheckMessage] = []
    if not has_static_files:
        messages.append(
            Error(
                "Die statischen Dateien sind nicht gesammelt: keine Seite ließe sich zeigen.",
                hint="Bitte python manage.py collectstatic --no-input ausführen.",
                id="jobcenter.E004",
            )
        )
    existing = next(folder for folder in (files_dir, *files_dir.parents) if folder.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        messages.append(
            Error(
                f"In den Ordner FILES_DIR ({files_dir}) lässt sich nicht schreiben: Listen ließen sich weder einspielen"
                " noch exportieren.",
                hint="Bitte den Ordner anlegen und dem Konto geben, unter dem die Anwendung läuft (chmod 700).",
                id="jobcenter.E005",
            )
        )
    return messages


def _has_static_files() -> bool:
    """Only a storage with a manifest knows names, and it knows none before they are collected."""
    names: dict[str, str] | None = getattr(staticfiles_storage, "hashed_files", None)
    return names is None or bool(names)
