"""`manage.py reconcile`: the whole caseload asked anew, nothing changed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from routing.handover.reconcile import deviations
from routing.queries import still_to_decide

DEVIATIONS_FOUND = 1


class Command(BaseCommand):
    """Ends with status 1 when a stored answer is not that of the rules."""

    help = (
        "Fragt zu jedem offenen Fall die Regeln neu und nennt jeden, dessen gespeicherte Antwort nicht die heutige ist."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Name each deviation by the opaque key of the case, and how many there are."""
        if (recalculation := still_to_decide()) is not None:
            self.stdout.write(recalculation.sentence)
            if not recalculation.has_failed:
                self.stdout.write("Fragen Sie danach noch einmal.")
                return
        deviating = list(deviations(localdate()))
        for found in deviating:
            self.stdout.write(f"{found.applicant}: gespeichert {found.stored or '–'}, nach den Regeln {found.rules}")
        self.stdout.write(f"{len(deviating)} Abweichungen")
        if deviating:
            sys.exit(DEVIATIONS_FOUND)
