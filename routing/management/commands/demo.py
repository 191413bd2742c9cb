"""Load the demo office: invented people, one login for each role."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import localdate, now

from routing.demo import office
from routing.demo.colleagues import LOGINS, PASSWORD
from routing.demo.states import STATES
from routing.models import Applicant


class Command(BaseCommand):
    """``manage.py demo --if-empty`` or ``--rebuild``. Refuses where ``DEMO_ALLOWED`` is off, and never empties a
    database that holds anything but the demo office.
    """

    help = "Lädt das Demo-Amt: erfundene Menschen, zu jeder Rolle eine Anmeldung."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One of the two ways."""
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--if-empty", action="store_true", help="nur in eine leere Datenbank laden")
        way.add_argument("--rebuild", action="store_true", help="das Demo-Amt wegwerfen und neu laden")

    def handle(self, *_args: Any, rebuild: bool, **_options: Any) -> None:
        """Load, unless there is something already; print the logins."""
        if not settings.DEMO_ALLOWED:
            raise CommandError(
                "Das Demo-Amt wird hier nicht geladen: Es gehört nicht in eine Datenbank mit echten Menschen "
                "(Einstellung DEMO_ALLOWED)."
            )
        if office.is_empty():
            self._load()
        elif not office.is_there():
            self._leave_alone(rebuild=rebuild)
            return
        elif rebuild:
            with transaction.atomic():
                office.throw_away()
                self._load()
        self._print_logins()

    def _leave_alone(self, *, rebuild: bool) -> None:
        if rebuild:
            raise CommandError(
                "Diese Datenbank enthält anderes als das Demo-Amt und wird nicht geleert. Nehmen Sie eine leere."
            )
        self.stdout.write("Die Datenbank enthält schon Daten; das Demo-Amt wird nicht geladen.")

    def _load(self) -> None:
        self.stdout.write("Das Demo-Amt wird geladen, das dauert etwa eine halbe Minute …")
        office.build(on=localdate(), at=now())
        self.stdout.write(f"Geladen: {Applicant.objects.count()} erfundene Bewerberinnen und Bewerber, darunter")
        for state in STATES:
            self.stdout.write(f"  {state.last_name}, {state.first_name}: {state.what}")

    def _print_logins(self) -> None:
        width = max(len(login.role.label) for login in LOGINS)
        self.stdout.write(f"\n{'Rolle':<{width}}  {'Benutzername':<12}  Passwort")
        for login in LOGINS:
            self.stdout.write(f"{login.role.label:<{width}}  {login.username:<12}  {PASSWORD}")
