"""`manage.py restrict_role app`, run by the owner of the tables after each `migrate`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError, connection

from jobcenter.append_only import restrict, unprotected_tables


class Command(BaseCommand):
    """Takes from the role that serves pages the right to change or delete what is only added to."""

    help = "Nimmt der Rolle der Anwendung das Recht, Entscheidungen, Geschichte und Leseprotokoll zu ändern."

    def add_arguments(self, parser: CommandParser) -> None:
        """The role of `DATABASE_URL` of web, worker and beat."""
        parser.add_argument("role", help="Rolle in PostgreSQL, unter der die Anwendung läuft")

    def handle(self, *args: Any, **options: Any) -> None:
        """Revoke and look whether nothing is left."""
        role = options["role"]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_has_role(rolname, (SELECT relowner FROM pg_class WHERE oid = 'django_migrations'::regclass),"
                " 'USAGE') FROM pg_roles WHERE rolname = %s",
                [role],
            )
            found = cursor.fetchone()
        if found is None:
            raise CommandError(f"Eine Rolle {role} gibt es in dieser Datenbank nicht.")
        if found[0]:
            raise CommandError(
                f"Die Rolle {role} besitzt die Tabellen selbst oder darf alles: ihr lässt sich nichts nehmen. Die "
                "Anwendung braucht eine eigene Rolle, docs/configuration.md beschreibt es."
            )
        try:
            tables = restrict(role)
        except ProgrammingError as problem:
            raise CommandError(f"Das darf nur, wem die Tabellen gehören: {problem}") from problem
        with connection.cursor() as cursor:
            left = unprotected_tables(cursor, role)
        if left:
            raise CommandError(f"{role} darf über eine andere Rolle noch ändern: {', '.join(left)}.")
        self.stdout.write(f"{role} darf in {len(tables)} Tabellen nur noch lesen und hinzufügen.")
