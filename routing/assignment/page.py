"""What the applicant's page shows, read in a fixed number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kit.days import Period, age_on
from kit.ranges import as_period
from kit.timeline import Figure
from routing.assignment.course import course
from routing.assignment.ladder import LadderRow, ladder_of, ladder_of_stored
from routing.contact import Contact, contact_beside
from routing.enums import STANDING_OVERRIDE_STATES, KeepReason, StatusKind
from routing.models import Applicant, Assignment, Decision, Override, Transfer
from routing.queries import override_facts, policy_schedule, record_of
from routing.record import ApplicantRecord, ExceptionRecord, MemberRecord, facts_of, member_fact
from routing.rules.codes import OpenPoint, Relation
from routing.rules.decision import explain
from routing.rules.household import Standing, Weight, standing
from routing.rules.override import holds_until as holds_until_despite
from routing.rules.override import in_force, named_desk, reason_despite
from routing.rules.timeline import holds_until
from routing.rules.wording import german_date, reason
from staff.models import Desk

TONES = {Weight.FOR: "success", Weight.AGAINST: "warning", Weight.NONE: "neutral"}


@dataclass(frozen=True)
class ShownAnswer:
    """An answer as the page shows it, computed for a day or kept from then."""

    on: date
    desk: Desk
    reason: str
    holds_until: date | None
    open_points: list[str]
    ladder: list[LadderRow]
    decision: Decision | None = None
    is_overridden: bool = False


@dataclass(frozen=True)
class HouseholdLine:
    """A member of the household with what she means for the status."""

    member: MemberRecord
    standing: Standing

    @property
    def words(self) -> str:
        """The weight and why, as the badge says it."""
        return f"{self.standing.weight.label}: {self.standing.because}"

    @property
    def since_words(self) -> str:
        """Since when somebody without a day of moving in has lived there."""
        return "seit Geburt" if self.member.relation is Relation.CHILD else "schon immer"

    @property
    def tone(self) -> str:
        """The badge's colour, which repeats the weight."""
        return TONES[self.standing.weight]


@dataclass(frozen=True)
class DatedFact:
    """A line of the table of statuses, pregnancies and assessments; both days belong to it."""

    label: str
    first: date | None
    last: date | None
    remark: str = ""


@dataclass(frozen=True)
class ApplicantPage:
    """Everything on the page except the chronology.

    ``desk_changed``: the answer names today another desk than the responsible one. ``outdated``: the kept answer is no
    longer what the rules say today. ``overrides`` are those asked for, in force, or to come; the
    chronology tells of all of them, and of all ``assignments``.
    """

    applicant: Applicant
    record: ApplicantRecord
    age: int
    answer: ShownAnswer
    desk_today: Desk
    is_overridden_today: bool
    responsible: Assignment | None
    contact: Contact | None
    figure: Figure
    household: list[HouseholdLine]
    dated_facts: list[DatedFact]
    overrides: list[Override]
    all_overrides: list[Override]
    assignments: list[Assignment]
    desk_changed: bool
    outdated: bool

    @property
    def answer_title(self) -> str:
        """The heading over the answer; it says whose answer this is where another desk or none looks after the case."""
        day = german_date(self.answer.on)
        if self.answer.is_overridden:
            return f"Übersteuert: zuständig am {day}"
        by_rules_only = self.responsible is None or self.desk_changed
        return f"Nach den Regeln zuständig am {day}" if by_rules_only else f"Zuständigkeit am {day}"

    @property
    def master_data(self) -> list[tuple[str, str]]:
        """Names and values beside the answer."""
        return list(_master_data(self.record, self.contact))


def applicant_page(applicant: Applicant, transfer: Transfer | None, *, on: date, today: date) -> ApplicantPage:
    """The page of an applicant for the day ``on`` with the facts as known now. ``transfer``: her running hand-over."""
    record = record_of(applicant)
    facts, policies = facts_of(record), policy_schedule()
    desks = {desk.code: desk for desk in Desk.objects.select_related("team")}
    asked_for = list(
        Override.objects.filter(applicant=applicant).select_related("desk", "decided_by").order_by("period", "pk")
    )
    overrides = override_facts(asked_for).get(applicant.pk, ())
    explanation, override = explain(facts, on, policies), in_force(overrides, on)
    today_says = explain(facts, today, policies).answer
    override_today = in_force(overrides, today)
    named_today = named_desk(today_says, override_today)
    kept = applicant.current.decision
    assignments = list(Assignment.objects.filter(applicant=applicant).select_related("desk__team", "caseworker"))
    responsible = next((each for each in assignments if as_period(each.period).end is None), None)
    return ApplicantPage(
        applicant=applicant,
        record=record,
        age=age_on(applicant.birth_date, on),
        answer=ShownAnswer(
            on=on,
            desk=desks[named_desk(explanation.answer, override).value],
            reason=reason_despite(override, reason(explanation)),
            holds_until=holds_until_despite(holds_until(facts, on, policies), overrides, on),
            open_points=[point.label for point in explanation.open_points],
            ladder=ladder_of(explanation, override),
            is_overridden=override is not None,
        ),
        desk_today=desks[named_today.value],
        is_overridden_today=override_today is not None,
        responsible=responsible,
        contact=contact_beside(responsible, transfer, today) if responsible else None,
        figure=course(facts, policies, overrides, today=today, selected=on),
        household=[
            HouseholdLine(member, standing(member_fact(member), on, policies.on(on))) for member in record.members
        ],
        dated_facts=list(dated_facts(record)),
        overrides=[each for each in asked_for if _stands(each, today)],
        all_overrides=asked_for,
        assignments=assignments,
        desk_changed=responsible is not None and responsible.desk_id != named_today.value,
        outdated=(kept.desk_id, kept.basis or None) != (named_today, today_says.basis),
    )


def decision_known_at(applicant: Applicant, at: datetime) -> ShownAnswer | None:
    """The decision that stood at the moment ``at``, as it was known then; none before the first one."""
    known = Decision.objects.filter(applicant=applicant, decided_at__lte=at)
    decision = known.select_related("desk__team").order_by("-decided_at", "-pk").first()
    if decision is None:
        return None
    return ShownAnswer(
        on=decision.on,
        desk=decision.desk,
        reason=decision.reason,
        holds_until=decision.holds_until,
        open_points=[OpenPoint(code).label for code in decision.open_points],
        ladder=ladder_of_stored(decision.trace),
        decision=decision,
    )


def _stands(override: Override, today: date) -> bool:
    end = as_period(override.period).end
    return override.state in STANDING_OVERRIDE_STATES and end is not None and end > today


def dated_facts(record: ApplicantRecord) -> Iterator[DatedFact]:
    """The statuses, pregnancies and assessments of a record, line by line."""
    for status in record.statuses:
        yield _dated(StatusKind(status.kind).label, status.period)
    for pregnancy in record.pregnancies:
        proof = f"Nachweis gesehen am {german_date(pregnancy.proof_seen_on)}" if pregnancy.proof_seen_on else ""
        due = f"Entbindungstermin {german_date(pregnancy.due_date)}" if pregnancy.due_date else "ohne Entbindungstermin"
        expected = "künftig alleinerziehend" if pregnancy.expected_single_parent else "nicht künftig alleinerziehend"
        ended = f"Kennzeichen beendet ab {german_date(pregnancy.ended_on)}" if pregnancy.ended_on else ""
        remark = ", ".join(filter(None, (due, proof or "Nachweis steht aus", expected, ended)))
        yield DatedFact("Schwangerschaft", None, None, remark)
    for assessment in record.assessments:
        result = "Kriterien liegen vor" if assessment.criteria_met else "Kriterien liegen nicht vor"
        next_due = assessment.next_due
        is_due = next_due is not None and assessment.period.covers(next_due)
        due = f"nächste Prüfung {german_date(next_due)}" if next_due and is_due else ""
        met = "; ".join(criterion.text for criterion in assessment.criteria if criterion.is_met)
        yield _dated("Prüfung Fallmanagement", assessment.period, " · ".join(filter(None, (result, met, due))))
        if assessment.exception:
            exception = assessment.exception
            yield _dated("Ausnahme vom Fallmanagement", exception.period, _kept_because(exception))


def _kept_because(exception: ExceptionRecord) -> str:
    return f"{KeepReason(exception.code).label}: {exception.reason} ({exception.by_name})"


def _dated(label: str, period: Period, remark: str = "") -> DatedFact:
    return DatedFact(label, period.start, period.last_day, remark)


def _master_data(record: ApplicantRecord, contact: Contact | None) -> Iterator[tuple[str, str]]:
    person = record.person
    yield "geboren", german_date(person.birth_date)
    if contact is not None:
        yield "Stelle", str(contact.desk)
        who = contact.caseworker.short_name if contact.caseworker else "noch keine"
        yield "IFK", f"{who} (seit {german_date(contact.since)}){f', {contact.state}' if contact.state else ''}"
        if contact.state:
            yield "Vertretung", ", ".join(deputy.short_name for deputy in contact.deputies) or "niemand"
    yield "VerBIS-Merkmal", f"{'ja' if person.verbis_single_parent else 'nein'} – ohne Bedeutung für die Zuordnung"
    address = ", ".join(filter(None, (person.street, f"{person.postal_code} {person.city}".strip())))
    yield "Anschrift", address or "–"
    yield "Telefon", person.telephone or "–"
    yield "E-Mail", person.email or "–"
