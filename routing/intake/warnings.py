"""What is possible but unlikely in a record: said, never refused. Pure; no Django in it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kit.days import Period, age_on
from routing.record import ApplicantRecord, AssessmentRecord, MemberRecord, PersonRecord, PregnancyRecord, StatusRecord
from routing.rules.codes import Relation
from routing.rules.wording import german_date

# Years of life; days.
OLDEST_APPLICANT = 70
YOUNGEST_APPLICANT = 15  # § 7 Abs. 1 Nr. 1 SGB II
OLDEST_MEMBER = 110
YOUNGEST_PARENT = 12
YOUNGEST_PARTNER = 16
LONGEST_PREGNANCY = timedelta(days=300)
FAR_AHEAD = timedelta(days=365)

_APPLICANT = {"w": "die Bewerberin", "m": "der Bewerber", "d": "die Person", "x": "die Person", "": "die Person"}


class Remark(NamedTuple):
    """One implausible entry: the part of the record ("" for the person), the row in it, the field, the sentence."""

    part: str
    position: int
    field: str
    text: str


def remarks(record: ApplicantRecord, on: date) -> list[Remark]:
    """Everything implausible in a record on the day ``on``, in the order of the form."""
    return [
        *_person(record, on),
        *_members(record, on),
        *_statuses(record, on),
        *_pregnancies(record, on),
        *_assessments(record, on),
    ]


def _person(record: ApplicantRecord, on: date) -> Iterator[Remark]:
    age = age_on(record.person.birth_date, on)
    if age > OLDEST_APPLICANT:
        yield Remark("", 0, "birth_date", f"Die Person ist {age} Jahre alt. Prüfen Sie das Geburtsdatum.")
    if age < YOUNGEST_APPLICANT:
        text = f"Die Person ist {age} Jahre alt; das SGB II gilt ab {YOUNGEST_APPLICANT}. Prüfen Sie das Geburtsdatum."
        yield Remark("", 0, "birth_date", text)


def _members(record: ApplicantRecord, on: date) -> Iterator[Remark]:
    seen = {_identity(record.person.first_name, record.person.birth_date): "Bewerber/in"}
    for position, member in enumerate(record.members):
        for field, text in _member(member, _name(member, position), record.person, on):
            yield Remark("members", position, field, text)
        identity = _identity(member.first_name, member.birth_date)
        if member.first_name and identity in seen:
            name = _name(member, position)
            text = f"{name} steht schon als {seen[identity]} im Formular. Entfernen Sie eine der Zeilen."
            yield Remark("members", position, "first_name", text)
        if member.first_name and member.birth_date:
            seen[identity] = f"Person {position + 1}"
    partners = [
        position
        for position, member in enumerate(record.members)
        if member.relation is Relation.PARTNER and _lives_there(member, on)
    ]
    for position in partners[1:]:
        name = _name(record.members[position], position)
        text = f"{name}: Es lebt schon jemand als Partner/in im Haushalt. Prüfen Sie Ein- und Auszug."
        yield Remark("members", position, "relation", text)


def _member(member: MemberRecord, name: str, applicant: PersonRecord, on: date) -> Iterator[tuple[str, str]]:
    born = member.birth_date
    if born is None:
        return
    if member.relation is Relation.CHILD:
        yield from _child(name, born, applicant)
    if born > on:
        yield "birth_date", f"{name} ist noch nicht geboren. Prüfen Sie das Geburtsdatum."
    elif member.relation is Relation.PARTNER and age_on(born, on) < YOUNGEST_PARTNER:
        text = f"{name} ist als Partner/in eingetragen und {_years(age_on(born, on))} alt. Prüfen Sie die Beziehung."
        yield "relation", text
    elif age_on(born, on) > OLDEST_MEMBER:
        yield "birth_date", f"{name} ist {age_on(born, on)} Jahre alt. Prüfen Sie das Geburtsdatum."
    if member.moved_out and member.moved_out <= born:
        yield "moved_out", f"{name} ist vor der Geburt ausgezogen. Prüfen Sie Auszug und Geburtsdatum."
    if member.married_on and age_on(born, member.married_on) < YOUNGEST_PARTNER:
        yield "married_on", f"{name} hat vor dem {YOUNGEST_PARTNER}. Geburtstag geheiratet. Prüfen Sie das Datum."


def _child(name: str, born: date, applicant: PersonRecord) -> Iterator[tuple[str, str]]:
    age, parent = age_on(applicant.birth_date, born), applicant.first_name or _APPLICANT[applicant.gender]
    if age < 0:
        text = f"{name} ist als eigenes Kind eingetragen, aber älter als {parent}. Prüfen Sie die Beziehung."
        yield "birth_date", text
    elif age < YOUNGEST_PARENT:
        text = (
            f"{name} ist als eigenes Kind eingetragen; bei der Geburt war {parent} {_years(age)} alt. Prüfen Sie beide "
        )
        text += "Geburtsdaten."
        yield "birth_date", text


def _statuses(record: ApplicantRecord, on: date) -> Iterator[Remark]:
    for position, status in enumerate(record.statuses):
        if status.period.start < record.person.birth_date:
            yield Remark("statuses", position, "first", "Der Status beginnt vor der Geburt. Prüfen Sie das Datum.")
        if status.period.start - on > FAR_AHEAD:
            text = f"Der Status beginnt erst am {german_date(status.period.start)}. Prüfen Sie das Jahr."
            yield Remark("statuses", position, "first", text)
        if status.kind == "equal_status" and _disabled_meanwhile(status, record.statuses):
            # § 2 Abs. 3 SGB IX: of equal status is who is not severely disabled.
            text = "Wer schwerbehindert ist, ist nicht zugleich gleichgestellt. Prüfen Sie die Zeiträume."
            yield Remark("statuses", position, "kind", text)


def _disabled_meanwhile(status: StatusRecord, statuses: tuple[StatusRecord, ...]) -> bool:
    return any(
        other.kind == "severely_disabled"
        and (other.period.covers(status.period.start) or status.period.covers(other.period.start))
        for other in statuses
    )


def _pregnancies(record: ApplicantRecord, on: date) -> Iterator[Remark]:
    for position, pregnancy in enumerate(record.pregnancies):
        for field, text in _pregnancy(pregnancy, on):
            yield Remark("pregnancies", position, field, text)


def _pregnancy(pregnancy: PregnancyRecord, on: date) -> Iterator[tuple[str, str]]:
    due, seen = pregnancy.due_date, pregnancy.proof_seen_on
    if due and due - on > LONGEST_PREGNANCY:
        yield "due_date", f"Bis zum {german_date(due)} sind es mehr als 300 Tage. Prüfen Sie den Entbindungstermin."
    if seen and seen > on:
        yield "proof_seen_on", "Der Nachweis wurde an einem Tag in der Zukunft gesehen. Prüfen Sie das Datum."
    elif due and seen and abs(due - seen) > LONGEST_PREGNANCY:
        text = f"Der Nachweis vom {german_date(seen)} liegt weit weg vom Entbindungstermin {german_date(due)}."
        yield "proof_seen_on", f"{text} Prüfen Sie beide Daten."


def _assessments(record: ApplicantRecord, on: date) -> Iterator[Remark]:
    for position, assessment in enumerate(record.assessments):
        for field, text in _assessment(assessment, on):
            yield Remark("assessments", position, field, text)


def _assessment(assessment: AssessmentRecord, on: date) -> Iterator[tuple[str, str]]:
    if assessment.period.start > on:
        yield "assessed_on", "Die Prüfung liegt in der Zukunft. Prüfen Sie das Datum."
    if assessment.exception and not _within(assessment.exception.period, assessment.period):
        yield "exception_from", "Die Ausnahme gilt auch an Tagen, für die keine Prüfung gilt. Prüfen Sie die Zeiträume."


def _within(inner: Period, outer: Period) -> bool:
    if outer.end is None:
        return inner.start >= outer.start
    # An exception without end lasts as long as the result it is an exception from.
    return outer.start <= inner.start < outer.end and (inner.end is None or inner.end <= outer.end)


def _identity(first_name: str, born: date | None) -> tuple[str, date | None]:
    return first_name.casefold(), born


def _lives_there(member: MemberRecord, on: date) -> bool:
    return (member.moved_in is None or member.moved_in <= on) and (member.moved_out is None or on < member.moved_out)


def _name(member: MemberRecord, position: int) -> str:
    """Who is meant; without a name by her row in the form."""
    full = f"{member.first_name} {member.last_name}".strip()
    born = f", geboren {member.birth_date.year}" if member.birth_date else ""
    return full or f"Person {position + 1}{born}"


def _years(age: int) -> str:
    return "1 Jahr" if age == 1 else f"{age} Jahre"
