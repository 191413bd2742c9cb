"""`manage.py import_caseload`: take in the lists of the whole office, as the page "Einspielen" does."""

import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate, now

from kit.lists.problems import Problem, UnusableFile
from kit.lists.source import named
from kit.lists.text import open_file
from kit.refusals import ActionRefused
from routing.caseload.receiving import Uploaded
from routing.caseload.runs import request_apply, start_run
from routing.caseload.summary import Summary, summary_of
from routing.caseload.work import work_on
from routing.enums import EntryOutcome, ImportState
from routing.intake.files.problems import REASONS
from routing.models import ImportProblem, ImportRun
from routing.roles import IMPORTS_CASELOAD
from routing.rules.wording import applicants_words
from staff.models import User

LINES_LEFT_OUT = 1
NOTHING_DONE = 2


class Command(BaseCommand):
    """Ends with status 0 when every line could be read, 1 when some could not, 2 when nothing was done."""

    help = (
        "Spielt die Listen des ganzen Amts ein: erst ein Probelauf, mit --apply auch das Anwenden. Ohne --apply wartet "
        "der Probelauf unter „Einspielen“ auf die Teamleitung; ohne Dateien wendet --apply ihn an. Endet mit 0 (alles "
        "gelesen), 1 (Zeilen ausgelassen) oder 2 (nichts getan)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The lists in any order, on whose behalf, and whether to apply them."""
        parser.add_argument("files", nargs="*", metavar="DATEI", help="bewerber.csv, haushalt.csv, bestand.csv; XLSX")
        parser.add_argument("--by", required=True, metavar="LOGIN", help="die Teamleitung, in deren Namen es geschieht")
        parser.add_argument("--apply", action="store_true", help="den Probelauf auch anwenden")
        parser.add_argument(
            "--changes",
            type=int,
            default=0,
            metavar="ZAHL",
            help="so viele Antworten sollen sich ändern, wo es viele sind",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, tell what was found, and apply it if asked to."""
        by = User.objects.filter(username=options["by"], role__in=IMPORTS_CASELOAD, is_active=True).first()
        if by is None:
            raise CommandError("--by nennt kein Konto einer Teamleitung.", returncode=NOTHING_DONE)
        try:
            run = self._checked(options["files"], by) if options["files"] else _waiting()
            if options["apply"]:
                run = self._worked(request_apply(run=run, by=by, at=now(), knowing=options["changes"]))
        except (ActionRefused, UnusableFile) as refused:
            raise CommandError(str(refused), returncode=NOTHING_DONE) from None
        self._tell(run)

    def _checked(self, paths: list[str], by: User) -> ImportRun:
        with ExitStack() as opened:
            files = [Uploaded(Path(path).name, File(opened.enter_context(open_file(named(path))))) for path in paths]
            run = start_run(files=files, by=by, at=now())
        return self._worked(run)

    def _worked(self, run: ImportRun) -> ImportRun:
        work_on(run=run, on=localdate(), at=now(), tell=self._progress)
        if self.stderr.isatty():
            self.stderr.write("\r\x1b[K", str, ending="")
        return ImportRun.objects.get(pk=run.pk)

    def _progress(self, share: float) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{share:.0%}", str, ending="")
            self.stderr.flush()

    def _tell(self, run: ImportRun) -> None:
        if run.is_under_way:
            raise CommandError(
                "Ein anderer Prozess arbeitet schon daran. Was er findet, steht unter „Einspielen“.",
                returncode=NOTHING_DONE,
            )
        if run.state == ImportState.FAILED:
            raise CommandError(run.notice, returncode=NOTHING_DONE)
        problems = ImportProblem.objects.filter(file__run=run).select_related("file")
        for problem in problems:
            reason = REASONS[problem.reason]
            self.stderr.write(Problem(problem.file.name, problem.line, problem.column, reason).sentence(), str)
        for line in _lines(run, summary_of(run, run.entries.all())):
            self.stdout.write(line)
        if run.notice:
            raise CommandError(run.notice, returncode=NOTHING_DONE)
        if problems:
            sys.exit(LINES_LEFT_OUT)


def _waiting() -> ImportRun:
    run = ImportRun.objects.filter(state=ImportState.READY).first()
    if run is None:
        raise ActionRefused("Es wartet kein Probelauf. Geben Sie die Listen an.")
    return run


def _lines(run: ImportRun, summary: Summary) -> list[str]:
    found = [f"  {EntryOutcome(outcome).label}: {count}" for outcome, count in summary.outcomes.items()]
    changed = [f"  {move.source_label} → {move.target_label}: {move.number}" for move in summary.answers_changed]
    return [
        f"{run.get_state_display()}: {applicants_words(summary.read)} gelesen",
        *found,
        f"  unverändert: {summary.unchanged}",
        f"  unlesbare Zeilen: {summary.lines}",
        f"  mögliche Dubletten: {summary.duplicates}",
        f"  Widersprüche zu Einträgen: {summary.contradicted}, davon offene Fragen: {summary.unanswered}",
        f"Antworten, die sich ändern: {summary.changed_answers}",
        *changed,
        f"Sitzen anders, als die Regeln sagen: {summary.displaced}",
    ]
