"""Taking over a household from another applicant of the same BG. Pure: texts of a form in, texts of a form out.

Who is what to whom is not carried over: a relation there says nothing certain about the relation here, so each one is
asked for.
"""

from dataclasses import dataclass

from routing.intake.values import FormValues, Texts, values_of
from routing.record import ApplicantRecord

DATES = {
    "married_on": "verheiratet seit",
    "moved_in": "im Haushalt seit",
    "moved_out": "erster Tag nicht mehr im Haushalt",
}
NAMES = {"first_name": "Vorname", "last_name": "Nachname", "birth_date": "Geburtsdatum"}
COMPARED = {**NAMES, **DATES}

SKIP = "nein"
KEEP = "behalten"
REPLACE = "ersetzen"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the two records say different things about one person."""

    label: str
    entered: str
    there: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the other household. ``entered_at`` is the row of the form in which she stands already.

    ``there`` says what she is to the other applicant.
    """

    number: int
    texts: Texts
    there: str
    entered_at: int | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def name(self) -> str:
        """First and last name, or what can be said instead."""
        return f"{self.texts['first_name']} {self.texts['last_name']}".strip() or "Person ohne Namen"

    @property
    def to_decide(self) -> bool:
        """Whether there is anything to choose: not for somebody who is entered with the same facts."""
        return self.entered_at is None or bool(self.differences)


def candidates(source: ApplicantRecord, entered: FormValues) -> list[Candidate]:
    """The other applicant and the members of her household, without the applicant of the form herself."""
    values = values_of(source)
    herself = {name: values.person[name] for name in NAMES} | dict.fromkeys(DATES, "")
    people = [(herself, "dort: Bewerber/in")]
    for row, member in zip(values.members, source.members, strict=True):
        people.append(({name: row[name] for name in COMPARED}, f"dort: {member.relation.label}"))
    return [
        _candidate(number, texts, there, entered)
        for number, (texts, there) in enumerate(people)
        if not _born_and_named_alike(texts, entered.person)
    ]


def taken_over(entered: FormValues, chosen: list[tuple[Candidate, str]]) -> FormValues:
    """The entries with what was chosen for each candidate: a relation, or `SKIP`, `KEEP`, `REPLACE`."""
    members = list(entered.members)
    for candidate, choice in chosen:
        if candidate.entered_at is None and choice != SKIP:
            members.append({**candidate.texts, "id": "", "relation": choice})
        if candidate.entered_at is not None and choice == REPLACE:
            members[candidate.entered_at] = {**members[candidate.entered_at], **candidate.texts}
    return FormValues(
        person=entered.person,
        members=tuple(members),
        statuses=entered.statuses,
        pregnancies=entered.pregnancies,
        assessments=entered.assessments,
    )


def _candidate(number: int, texts: Texts, there: str, entered: FormValues) -> Candidate:
    place = next((place for place, row in enumerate(entered.members) if _same(texts, row)), None)
    if place is None:
        return Candidate(number, texts, there)
    row = entered.members[place]
    # The other applicant's record says nothing about her own moving and marrying: that is no difference.
    says = NAMES if number == 0 else COMPARED
    differences = tuple(
        Difference(label, row.get(name, ""), texts[name])
        for name, label in says.items()
        if row.get(name, "") != texts[name]
    )
    return Candidate(number, {name: texts[name] for name in says}, there, place, differences)


def _same(one: Texts, other: Texts) -> bool:
    """Whether two rows are about one person: born and named alike, or the same full name with a birth date that one of
    the two has wrong.
    """
    full_names = [(row.get("first_name", "").casefold(), row.get("last_name", "").casefold()) for row in (one, other)]
    return _born_and_named_alike(one, other) or (all(full_names[0]) and full_names[0] == full_names[1])


def _born_and_named_alike(one: Texts, other: Texts) -> bool:
    """Same birth date and first name; or same birth date, one unnamed."""
    born, name, other_name = one.get("birth_date"), one.get("first_name", ""), other.get("first_name", "")
    alike = not name or not other_name or name.casefold() == other_name.casefold()
    return bool(born) and born == other.get("birth_date") and alike
