"""What the database server must be able to do; asked by `migrate` and by `check --database default`."""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Error
from django.db import connections

OLDEST_SERVER = 150000
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")


def check_database(*, databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Return what the server lacks: PostgreSQL 15, a locale that knows umlauts, the extensions."""
    return [message for alias in databases or () for message in _check_server(alias)]


def _check_server(alias: str) -> list[CheckMessage]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, lower('ÄÖÜ') = 'äöü'")
        version, knows_umlauts = cursor.fetchone()
        cursor.execute("SELECT name FROM pg_available_extensions WHERE name = ANY(%s)", [list(EXTENSIONS)])
        available = {name for (name,) in cursor.fetchall()}
    return server_messages(version=version, knows_umlauts=knows_umlauts, available=available)


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
