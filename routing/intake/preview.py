"""The panel beside the form: the answer that the present entries would give, and what is odd about them.

The same path as when saving: form, record, facts, rules. Nothing is stored.
"""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from uuid import UUID

from kit.formparts import FormError
from routing.assignment.ladder import LadderRow, ladder_of
from routing.intake.duplicates import Duplicate, duplicates, others_of_household
from routing.intake.entry import Entry
from routing.intake.warnings import Remark, remarks
from routing.models import Applicant
from routing.queries import overrides_of, policy_schedule
from routing.record import ApplicantRecord, facts_of
from routing.rules.decision import explain
from routing.rules.override import Override, in_force, named_desk, reason_despite
from routing.rules.override import holds_until as holds_until_despite
from routing.rules.timeline import holds_until
from routing.rules.wording import reason
from staff.models import Desk, User


@dataclass(frozen=True)
class PreviewAnswer:
    """The answer as ``routing/_answer.html`` shows it."""

    desk: Desk
    reason: str
    holds_until: date | None
    open_points: list[str]
    ladder: list[LadderRow]


@dataclass(frozen=True)
class RemarkLine:
    """An implausible entry with the input it stands in."""

    input_id: str
    text: str


@dataclass(frozen=True)
class Preview:
    """The panel. Without an answer, ``missing`` says what it lacks.

    ``to_confirm`` are the remarks that the stored version did not call for; a namesake counts as one when the name or
    the birth date is new.
    """

    missing: list[FormError]
    answer: PreviewAnswer | None = None
    remarks: list[RemarkLine] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    household: list[Applicant] = field(default_factory=list)
    to_confirm: list[RemarkLine] = field(default_factory=list)
    namesakes_to_confirm: list[Duplicate] = field(default_factory=list)

    @property
    def subjects(self) -> list[UUID]:
        """The other applicants whom the panel says something about."""
        return [*(found.key for found in self.duplicates), *(other.key for other in self.household)]

    @property
    def number_taken(self) -> bool:
        """Whether the customer number belongs to somebody else."""
        return any(found.same_number for found in self.duplicates)

    @property
    def confirmation(self) -> str:
        """What "Trotzdem speichern" confirms: these remarks and no others. Empty if there is nothing to confirm."""
        confirmed = [line.text for line in self.to_confirm] + [str(found.key) for found in self.namesakes_to_confirm]
        return sha256("\n".join(confirmed).encode()).hexdigest()[:32] if confirmed else ""


def preview(entry: Entry, *, user: User, on: date, stored: ApplicantRecord | None, own_key: UUID | None) -> Preview:
    """The panel for what stands in a sent form; ``stored`` and ``own_key`` are those of an applicant being changed."""
    missing = entry.missing_for_answer()
    if missing:
        return Preview(missing)
    record = entry.record(by=user, stored=stored)
    found = remarks(record, on)
    known = {remark.text for remark in remarks(stored, on)} if stored else set()
    alike = duplicates(person=record.person, user=user, on=on, own_key=own_key)
    return Preview(
        missing=[],
        answer=_answer(record, on, _overrides(own_key)),
        remarks=[_line(entry, remark) for remark in found],
        duplicates=alike,
        household=others_of_household(bg_number=record.person.bg_number, user=user, on=on, own_key=own_key),
        to_confirm=[_line(entry, remark) for remark in found if remark.text not in known],
        namesakes_to_confirm=[] if _same_person(record, stored) else [one for one in alike if not one.same_number],
    )


def _overrides(own_key: UUID | None) -> tuple[Override, ...]:
    applicants = Applicant.objects.filter(key=own_key).values_list("pk", flat=True) if own_key else ()
    return next(iter(overrides_of(list(applicants)).values()), ())


def _answer(record: ApplicantRecord, on: date, overrides: tuple[Override, ...]) -> PreviewAnswer:
    facts, policies = facts_of(record), policy_schedule()
    explanation, override = explain(facts, on, policies), in_force(overrides, on)
    return PreviewAnswer(
        desk=Desk.objects.select_related("team").get(pk=named_desk(explanation.answer, override).value),
        reason=reason_despite(override, reason(explanation)),
        holds_until=holds_until_despite(holds_until(facts, on, policies), overrides, on),
        open_points=[point.label for point in explanation.open_points],
        ladder=ladder_of(explanation, override),
    )


def _line(entry: Entry, remark: Remark) -> RemarkLine:
    return RemarkLine(entry.input_id(remark.part, remark.position, remark.field), remark.text)


def _same_person(record: ApplicantRecord, stored: ApplicantRecord | None) -> bool:
    compared = ("last_name", "first_name", "birth_date")
    return stored is not None and all(getattr(record.person, name) == getattr(stored.person, name) for name in compared)
