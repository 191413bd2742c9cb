"""What routing has to say in the hand-over sheet: the answer and why, what is missing, who lives there, what runs out.

Only what the receiving side needs: whatever is over on the day is left out.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from frame.contracts import SheetSection, SheetTable
from kit.days import age_on, day_after, year_of_life_completed
from kit.ranges import as_period
from routing.assignment.page import DatedFact, HouseholdLine, dated_facts
from routing.casefile import CaseFile
from routing.enums import StatusKind
from routing.models import Applicant, Assignment, Decision
from routing.record import ApplicantRecord, MemberRecord, PregnancyRecord, member_fact
from routing.rules.codes import Basis, Outcome, Relation
from routing.rules.household import standing
from routing.rules.policy import Policy
from routing.rules.wording import german_date


class Deadline(NamedTuple):
    """Something that happens or runs out on ``day``, the last day where it is a term."""

    day: date
    what: str


def sheet_sections(file: CaseFile, on: date) -> Iterator[SheetSection]:
    """The sections of routing on ``on``, from the answer that stands."""
    assert file.current is not None
    decision, policy = file.current.decision, file.policies.on(on)
    record = _without_what_is_over(file.record, on, policy)
    yield _person(record, on)
    yield _answer(decision)
    yield _status(decision, file.applicant)
    yield SheetSection("Offene Punkte", lines=tuple(decision.open_point_labels) or ("Es ist nichts offen.",))
    yield _household(record, on, policy)
    yield _dated_facts(record)
    yield _deadlines(record, decision, on, policy)
    yield _contact(record)
    yield from _responsible_so_far(file.responsible)


def _dated(record: ApplicantRecord, on: date, policy: Policy) -> Iterator[Deadline]:
    yield Deadline(
        year_of_life_completed(record.person.birth_date, policy.u25_age),
        f"vollendet das {policy.u25_age}. Lebensjahr",
    )
    for member in record.members:
        if member.birth_date is not None and member.relation is not Relation.PARTNER:
            of_age_on = year_of_life_completed(member.birth_date, policy.adult_age)
            yield Deadline(of_age_on, f"{_name(member)} ({member.relation.label}) wird {policy.adult_age}")
        if member.moved_in is not None and member.moved_in > on:
            yield Deadline(member.moved_in, f"{_name(member)} ({member.relation.label}) zieht ein")
    for status in record.statuses:
        if status.period.last_day is not None:
            yield Deadline(status.period.last_day, f"{StatusKind(status.kind).label}: letzter Tag")
    for assessment in record.assessments:
        if assessment.period.last_day is not None:
            yield Deadline(assessment.period.last_day, "Prüfung Fallmanagement: letzter Tag")
        if assessment.exception is not None and assessment.exception.period.last_day is not None:
            yield Deadline(assessment.exception.period.last_day, "Ausnahme vom Fallmanagement: letzter Tag")
    for pregnancy in record.pregnancies:
        if pregnancy.due_date is not None:
            yield Deadline(pregnancy.due_date, "Entbindungstermin")
            last_day = day_after(pregnancy.due_date, policy.waiting_days)
            yield Deadline(last_day, "Frist nach dem Entbindungstermin: letzter Tag")


def _person(record: ApplicantRecord, on: date) -> SheetSection:
    person = record.person
    return SheetSection(
        "Person",
        (
            ("Name", f"{person.last_name}, {person.first_name}"),
            ("geboren", f"{german_date(person.birth_date)} ({age_on(person.birth_date, on)} Jahre)"),
            ("Kundennummer", person.customer_number),
            ("BG-Nummer", person.bg_number),
        ),
    )


def _answer(decision: Decision) -> SheetSection:
    return SheetSection(
        "Entscheidung",
        (
            ("Stelle", str(decision.desk)),
            ("entschieden für den", german_date(decision.on)),
            ("gilt bis", german_date(decision.holds_until) if decision.holds_until else "auf Weiteres"),
        ),
        (decision.reason,),
        SheetTable(
            ("Regel", "Ergebnis", "Feststellung"),
            tuple(
                (f"{line['number']}. {line['title']}", Outcome(line["outcome"]).label, line["text"])
                for line in decision.trace
            ),
        ),
    )


def _status(decision: Decision, applicant: Applicant) -> SheetSection:
    """The status as it is; where it is gone, why, since when, and since when the office knows."""
    title = "Merkmal alleinerziehend"
    if decision.basis:
        return SheetSection(title, (("Stand", "liegt vor"), ("Grundlage", Basis(decision.basis).label)))
    lapse = next(iter(applicant.lapses.all()), None)
    if lapse is None:
        return SheetSection(title, (("Stand", "liegt nicht vor"),))
    return SheetSection(
        title,
        (
            ("Stand", "entfallen"),
            ("Grund", lapse.get_cause_display()),
            ("seit", german_date(lapse.since)),
            ("bekannt am", german_date(lapse.known_on)),
        ),
    )


def _household(record: ApplicantRecord, on: date, policy: Policy) -> SheetSection:
    if not record.members:
        return SheetSection("Haushalt", lines=("Es ist niemand sonst im Haushalt eingetragen.",))
    lines = [HouseholdLine(member, standing(member_fact(member), on, policy)) for member in record.members]
    rows = tuple(
        (
            _name(line.member),
            line.member.relation.label,
            german_date(line.member.birth_date) if line.member.birth_date else "fehlt",
            f"seit {german_date(line.member.moved_in)}" if line.member.moved_in else line.since_words,
            line.words,
        )
        for line in lines
    )
    return SheetSection("Haushalt", table=SheetTable(("Person", "Beziehung", "geboren", "im Haushalt", "zählt"), rows))


def _dated_facts(record: ApplicantRecord) -> SheetSection:
    title, rows = "Status, Schwangerschaft, Fallmanagement", tuple(map(_dated_row, dated_facts(record)))
    if not rows:
        return SheetSection(title, lines=("Es ist nichts eingetragen, das noch gilt.",))
    return SheetSection(title, table=SheetTable(("Angabe", "von", "bis", "dazu"), rows))


def _dated_row(fact: DatedFact) -> tuple[str, str, str, str]:
    first = german_date(fact.first) if fact.first else "–"
    last = german_date(fact.last) if fact.last else "offen" if fact.first else "–"
    return fact.label, first, last, fact.remark


def _deadlines(record: ApplicantRecord, decision: Decision, on: date, policy: Policy) -> SheetSection:
    known = set(_dated(record, on, policy))
    if decision.holds_until is not None:
        known.add(Deadline(decision.holds_until, "Entscheidung gilt: letzter Tag"))
    rows = tuple((german_date(deadline.day), deadline.what) for deadline in sorted(known) if deadline.day >= on)
    if not rows:
        return SheetSection("Fristen und Daten", lines=("Es läuft nichts ab.",))
    return SheetSection("Fristen und Daten", table=SheetTable(("Tag", "Was"), rows))


def _contact(record: ApplicantRecord) -> SheetSection:
    person = record.person
    place = f"{person.postal_code} {person.city}".strip()
    return SheetSection(
        "Erreichbarkeit",
        (
            ("Anschrift", ", ".join(filter(None, (person.street, place)))),
            ("Telefon", person.telephone),
            ("E-Mail", person.email),
        ),
    )


def _responsible_so_far(assignment: Assignment | None) -> Iterator[SheetSection]:
    if assignment is None:
        return
    caseworker = assignment.caseworker
    yield SheetSection(
        "Bisher zuständig",
        (
            ("Stelle", f"{assignment.desk} (Team {assignment.desk.team})"),
            ("IFK", str(caseworker) if caseworker else "noch keine"),
            ("Telefon", (caseworker.telephone if caseworker else "") or assignment.desk.telephone),
            ("seit", german_date(as_period(assignment.period).start)),
        ),
    )


def _without_what_is_over(record: ApplicantRecord, on: date, policy: Policy) -> ApplicantRecord:
    return replace(
        record,
        members=tuple(member for member in record.members if _reaches(member.moved_out, on)),
        statuses=tuple(status for status in record.statuses if _reaches(status.period.end, on)),
        pregnancies=tuple(
            pregnancy
            for pregnancy in record.pregnancies
            if _reaches(pregnancy.ended_on, on) and _is_waited_for(pregnancy, on, policy)
        ),
        assessments=tuple(assessment for assessment in record.assessments if _reaches(assessment.period.end, on)),
    )


def _reaches(end: date | None, on: date) -> bool:
    return end is None or end > on


def _is_waited_for(pregnancy: PregnancyRecord, on: date, policy: Policy) -> bool:
    return pregnancy.due_date is None or on <= day_after(pregnancy.due_date, policy.waiting_days)


def _name(member: MemberRecord) -> str:
    return f"{member.first_name} {member.last_name}".strip() or "ohne Namen"
