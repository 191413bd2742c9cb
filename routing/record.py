"""Everything the office has entered about an applicant, as plain values: what a form or a file says, what an action
writes, and what the rules' facts are made from. No Django in it.
"""

from dataclasses import dataclass
from datetime import date

from kit.days import OPEN_END, Period
from routing.rules.codes import Relation
from routing.rules.facts import Assessment, CaseManagementException, Facts, Member
from routing.rules.facts import Pregnancy as PregnancyFact


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Who the applicant is and how to reach her."""

    customer_number: str
    bg_number: str
    last_name: str
    first_name: str
    birth_date: date
    gender: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    telephone: str = ""
    email: str = ""
    verbis_single_parent: bool = False


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """A member of the household; ``id`` is the stored row's, none for a new one."""

    relation: Relation
    birth_date: date | None = None
    first_name: str = ""
    last_name: str = ""
    married_on: date | None = None
    moved_in: date | None = None
    moved_out: date | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class StatusRecord:
    """A dated status; ``kind`` is a value of `routing.enums.StatusKind`."""

    kind: str
    period: Period
    id: int | None = None


@dataclass(frozen=True, slots=True)
class PregnancyRecord:
    """A pregnancy mark."""

    due_date: date | None = None
    proof_seen_on: date | None = None
    ended_on: date | None = None
    expected_single_parent: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ExceptionRecord:
    """A case kept although the criteria are met: until when, why (``code`` is a value of `routing.enums.KeepReason`,
    ``reason`` a sentence). ``by_id`` and ``by_name`` say whose decision that is.
    """

    period: Period
    code: str
    reason: str
    by_id: int
    by_name: str


@dataclass(frozen=True, slots=True)
class CriterionRecord:
    """A criterion of case management in the words that it had when it was looked at, and whether it was met."""

    phase: str
    text: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """A case-management assessment with its exception, if there is one. Without ``criteria``, only the result is
    known.
    """

    period: Period
    criteria_met: bool
    exception: ExceptionRecord | None = None
    id: int | None = None
    next_due: date | None = None
    criteria: tuple[CriterionRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicantRecord:
    """The whole record of one applicant."""

    person: PersonRecord
    members: tuple[MemberRecord, ...] = ()
    statuses: tuple[StatusRecord, ...] = ()
    pregnancies: tuple[PregnancyRecord, ...] = ()
    assessments: tuple[AssessmentRecord, ...] = ()


def facts_of(record: ApplicantRecord) -> Facts:
    """What the rules are told of a record."""
    return Facts(
        born=record.person.birth_date,
        members=tuple(member_fact(member) for member in record.members),
        self_employed=_periods(record, "self_employed"),
        severely_disabled=_periods(record, "severely_disabled"),
        equal_status=_periods(record, "equal_status"),
        rehabilitation=_periods(record, "rehabilitation"),
        assessments=tuple(
            Assessment(assessment.period, assessment.criteria_met, assessment.next_due)
            for assessment in record.assessments
        ),
        exceptions=tuple(
            CaseManagementException(assessment.exception.period, assessment.exception.by_name)
            for assessment in record.assessments
            if assessment.exception
        ),
        pregnancies=tuple(
            PregnancyFact(
                pregnancy.due_date,
                pregnancy.proof_seen_on,
                _end(pregnancy.ended_on),
                pregnancy.expected_single_parent,
            )
            for pregnancy in record.pregnancies
        ),
    )


def member_fact(member: MemberRecord) -> Member:
    """What the rules are told of one member of the household."""
    return Member(
        relation=member.relation,
        born=member.birth_date,
        married_on=_end(member.married_on),
        moved_in=member.moved_in,
        moved_out=_end(member.moved_out),
        name=member.first_name,
    )


def _periods(record: ApplicantRecord, kind: str) -> tuple[Period, ...]:
    periods = (status.period for status in record.statuses if status.kind == kind)
    return tuple(sorted(periods, key=lambda period: period.start))


def _end(day: date | None) -> date | None:
    return None if day == OPEN_END else day
