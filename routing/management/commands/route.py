"""`manage.py route`: who is responsible for everybody on a list, answered without the database."""

import gc
import os
import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, OutputWrapper
from django.utils.timezone import localdate

from kit.lists import cells
from kit.lists.problems import Problem, UnreadableCell, UnusableFile
from kit.lists.source import named
from kit.lists.table import open_table
from routing.intake.files.batch import answers
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.intake.files.policy_file import read_policy
from routing.intake.files.results import write_results
from routing.rules.policy import DEFAULT_POLICIES
from routing.rules.wording import applicants_words

SOMEBODY_LEFT_OUT = 1
NOTHING_DONE = 2


class Command(BaseCommand):
    """Ends with status 0 when everybody was answered, 1 when somebody was left out, 2 when nothing was written."""

    help = (
        "Ordnet eine ganze Liste zu, ohne die Datenbank zu berühren. Was nicht lesbar ist, wird auf der "
        "Fehlerausgabe gemeldet und ausgelassen. Endet mit 0 (alle zugeordnet), 1 (jemand ausgelassen) oder 2 "
        "(nichts geschrieben)."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The two lists, the day, the result, and a policy of one's own."""
        parser.add_argument("applicants", metavar="bewerber.csv", help="die Bewerberinnen und Bewerber")
        parser.add_argument("household", metavar="haushalt.csv", help="die weiteren Personen ihrer Haushalte")
        parser.add_argument("--on", metavar="JJJJ-MM-TT", help="der Stichtag; ohne Angabe heute")
        parser.add_argument("--output", metavar="zuordnung.csv", required=True, help="wohin das Ergebnis kommt")
        parser.add_argument("--policy", metavar="FILE", help="eigene Vorgaben: JSON, eine Liste von Fassungen")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Route the list, and turn whatever stands in the way into one sentence and an exit status."""
        terminal = _Terminal(self.stderr)
        try:
            with _stoppable(), _without_garbage_collection():
                _route(options, terminal)
        except UnusableFile as unusable:
            terminal.fail(str(unusable))
        except KeyboardInterrupt:
            terminal.fail("Abgebrochen.")
        except OSError as error:
            terminal.fail(f"Das Ergebnis lässt sich nicht schreiben: {error.strerror}.")
        except Exception as error:
            # Python would end with status 1, which means something else here; and the text of an unforeseen error may
            # quote a cell.
            if options.get("traceback"):
                raise
            terminal.fail(f"Unerwarteter Fehler ({type(error).__name__}); --traceback zeigt, wo er auftrat.")
        if terminal.problems:
            sys.exit(SOMEBODY_LEFT_OUT)


def _route(options: dict[str, Any], terminal: "_Terminal") -> None:
    inputs = [path for path in (options["applicants"], options["household"], options["policy"]) if path]
    output = _cleared_output(options["output"], inputs)
    on = _day(options["on"])
    policies = read_policy(named(options["policy"])) if options["policy"] else DEFAULT_POLICIES
    applicants = open_table(named(options["applicants"]), APPLICANTS)
    household = open_table(named(options["household"]), HOUSEHOLD)
    written = write_results(answers(applicants, household, on, policies, terminal.report, terminal), output)
    terminal.summarise(written)


def _cleared_output(path: str, inputs: list[str]) -> Path:
    """Where the result will stand. An older one is removed first, so that nobody takes it for the new one should this
    run fail in whatever way.
    """
    output = Path(os.path.realpath(path))
    try:
        if any(_same_file(given, output) for given in inputs):
            raise UnusableFile(f"{path} wird gelesen und kann nicht zugleich das Ergebnis aufnehmen.")
        if not output.parent.is_dir():
            raise UnusableFile(f"Den Ordner für {path} gibt es nicht. Legen Sie ihn an oder wählen Sie einen anderen.")
        if output.exists() and not output.is_file():
            raise UnusableFile(f"{path} ist keine gewöhnliche Datei. Geben Sie den Pfad einer Datei an.")
        output.unlink(missing_ok=True)
    except (OSError, ValueError):
        raise UnusableFile(f"{path} lässt sich nicht schreiben. Prüfen Sie den Pfad und die Rechte.") from None
    return output


def _same_file(given: str, output: Path) -> bool:
    return os.path.exists(given) and output.exists() and output.samefile(given)


def _day(text: str | None) -> date:
    if text is None:
        return localdate()
    try:
        return cells.day(text)
    except UnreadableCell:
        raise UnusableFile("--on ist kein gültiges Datum. Geben Sie den Stichtag als JJJJ-MM-TT an.") from None


@contextmanager
def _stoppable() -> Iterator[None]:
    """Have a polite kill clean up as Ctrl-C does: an unfinished result is full of social data."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A list makes no cycles, but millions of objects that stay: looking through them again and again would cost about
    a seventh of the run.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Terminal:
    """Standard error: problems for every reader, progress and summary for a person who sits in front of it."""

    def __init__(self, stderr: OutputWrapper) -> None:
        self.problems = 0
        self._lines_left_out = 0
        self._last_line: tuple[str, int] | None = None
        self._stderr = stderr
        self._watched = stderr.isatty()
        self._work = ""
        self._lines = 0
        self._started = 0.0

    def begin(self, work: str) -> "_Terminal | None":
        """A file is read from its start; nobody needs to be told how far when nobody watches."""
        self._work, self._lines, self._started = work, 0, time.monotonic()
        return self if self._watched else None

    def advance(self, lines: int, share: float) -> None:
        """Show how far the reading is, over the line that said so before."""
        self._lines += lines
        speed = self._lines / max(time.monotonic() - self._started, 0.001)
        text = f"{self._work}: {share * 100:.0f} % · {_grouped(self._lines)} Zeilen · {_grouped(speed)} Zeilen/s"
        self._stderr.write(f"\r\x1b[K{text}", str, ending="")
        self._stderr.flush()

    def report(self, problem: Problem) -> None:
        """Name something that cannot be read."""
        self.problems += 1
        line = (problem.file, problem.line)
        self._lines_left_out += line != self._last_line
        self._last_line = line
        self._say(problem.sentence())

    def summarise(self, written: int) -> None:
        """The last line, unless everything went well and nobody watches."""
        if self.problems or self._watched:
            left_out = f"{_grouped(self._lines_left_out)} Zeile{'' if self._lines_left_out == 1 else 'n'} ausgelassen"
            self._say(f"{applicants_words(written)} zugeordnet, {left_out}.")

    def fail(self, sentence: str) -> NoReturn:
        """Nothing was written: say why, and end."""
        self._say(f"{sentence} Es wurde kein Ergebnis geschrieben.")
        sys.exit(NOTHING_DONE)

    def _say(self, sentence: str) -> None:
        self._stderr.write(f"\r\x1b[K{sentence}" if self._watched else sentence, str)


def _grouped(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".")
