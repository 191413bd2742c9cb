"""Single steps in the life of a case, in a large office: how many statements each asks of the database, and how long it
takes in round trips to it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.measurement import Figure, Pair, grouped, seconds, timed
from bench.office import AT, LARGE, ON, caseworker, fill
from routing.assignment.actions import close_case
from routing.assignment.choosing import Choice
from routing.assignment.openings import open_new_case
from routing.enums import ClosingReason, Occasion, TransferState
from routing.handover.actions import accept, initiate, note_first_contact
from routing.intake.actions import change, take_in
from routing.models import Applicant, Transfer
from routing.queries import record_of
from routing.record import ApplicantRecord, MemberRecord, PersonRecord
from routing.rules.codes import Relation
from staff.models import User

_ROUND_TRIPS = 50
_TRIPS = f"{_ROUND_TRIPS} × SELECT 1"
_TABLES = "beschriebene Tabellen"
_TIME_AT_MOST = 12.0
_WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def measure(cases: int = LARGE, rounds: int = 30) -> Iterator[Figure]:
    """Each step for so many applicants, one after the other."""
    fill(cases)
    giver, receiver = caseworker("giver", "ifk_aez"), caseworker("receiver", "placement")
    data = f"{grouped(cases)} Fälle"
    for name, step in _course(0, giver, receiver):
        yield _statements(name, data, step)
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for number in range(1, rounds + 1):
        for name, step in _course(number, giver, receiver):
            pairs[name].append(Pair(seconds(step), seconds(_go_and_return)))
    for name, taken in pairs.items():
        yield timed(f"{name}, Dauer", data, "ms", taken, _TRIPS, at_most=_TIME_AT_MOST)


def _course(number: int, giver: User, receiver: User) -> Iterator[tuple[str, Callable[[], object]]]:
    """The steps of one applicant: each is to be done before the next one is asked for."""
    at_giver: dict[str, Any] = {"by": giver, "on": ON, "at": AT}
    at_receiver = at_giver | {"by": receiver}
    record = _record(number)
    yield "aufnehmen", partial(take_in, record=record, **at_giver)
    applicant = Applicant.objects.get(customer_number=record.person.customer_number)
    record = record_of(applicant)
    record = replace(record, person=replace(record.person, telephone="02331 207100"))
    yield "Telefon ändern", partial(change, applicant=applicant, revision=1, record=record, **at_giver)
    change(applicant=applicant, revision=2, record=replace(record, members=()), **at_giver)
    transfer = Transfer.objects.get(applicant=applicant, state=TransferState.PROPOSED)
    yield "Überstellung einleiten", partial(initiate, transfer=transfer, note="", **at_giver)
    take = partial(accept, transfer=transfer, choice=Choice(receiver), effective_on=ON, **at_receiver)
    yield "Überstellung annehmen", take
    yield "Erstkontakt vermerken", partial(note_first_contact, transfer=transfer, **at_receiver)
    reason = ClosingReason.WORK
    yield "schließen", partial(close_case, applicant=applicant, reason=reason, **at_receiver)
    reopen = partial(open_new_case, applicant=applicant, occasion=Occasion.REOPENED, **at_receiver)
    yield "wieder aufnehmen", reopen


def _record(number: int) -> ApplicantRecord:
    """Somebody who lives alone with a child."""
    person = PersonRecord(f"999A{number:06}", f"99999//{number:07}", "Sommer", "Ayşe", date(1991, 3, 14), "w")
    return ApplicantRecord(person, (MemberRecord(Relation.CHILD, date(2018, 5, 1), "Mia"),))


def _statements(name: str, data: str, step: Callable[[], object]) -> Figure:
    with CaptureQueriesContext(connection) as asked:
        step()
    written = {found[1] for query in asked if (found := _WRITES.search(query["sql"]))}
    return Figure(f"{name}, Anweisungen", data, "", len(asked), _TABLES, len(written))


def _go_and_return() -> None:
    with connection.cursor() as cursor:
        for _ in range(_ROUND_TRIPS):
            cursor.execute("SELECT 1")
            cursor.fetchone()
