"""`manage.py review`: the night from the command line."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import localdate, now

from kit.lists import cells
from kit.lists.problems import UnreadableCell
from routing.handover.carrying_out import complete_due
from routing.handover.review import Reviewed, begin_night, due_chunks, end_night, review_chunk


class Command(BaseCommand):
    """Asks the rules about everybody who is due; ends with one line of JSON that says what came of it."""

    help = "Prüft alle, die am Stichtag fällig sind, wie es der Nachtlauf tut. Endet mit einer Zeile JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day, and whether to leave everything as it is."""
        parser.add_argument(
            "--on", metavar="JJJJ-MM-TT", help="der Stichtag, ein künftiger nur mit --dry-run; sonst heute"
        )
        parser.add_argument("--dry-run", action="store_true", help="nur sagen, was geschähe")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Review chunk by chunk, telling how far it is."""
        try:
            on = cells.iso_day(options["on"]) if options["on"] else localdate()
        except UnreadableCell:
            raise CommandError("--on ist kein gültiges Datum. Geben Sie den Stichtag als JJJJ-MM-TT an.") from None
        started, dry = time.monotonic(), options["dry_run"]
        if on > localdate() and not dry:
            raise CommandError(
                "Der Stichtag ist noch nicht da: Entscheidungen stünden zu früh. Was geschähe, sagt --dry-run."
            )
        if not dry:
            complete_due(on=on, at=now())
            begin_night(on=on, at=now())
        found = Reviewed()
        for chunk in due_chunks(on):
            with transaction.atomic():
                found = found.plus(review_chunk(applicants=chunk, on=on, at=now()))
                transaction.set_rollback(dry)
            self._tell(found)
        if not dry:
            end_night(on=on, at=now())
        if self.stderr.isatty():
            self.stderr.write("")
        self.stdout.write(json.dumps({**found._asdict(), "seconds": round(time.monotonic() - started, 1)}))

    def _tell(self, found: Reviewed) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{found.reviewed} geprüft, {found.set_aside} zurückgestellt", str, ending="")
            self.stderr.flush()
