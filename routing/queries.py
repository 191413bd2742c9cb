"""Reads across the models of routing."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import F, Prefetch, Q, QuerySet

from kit.days import Period
from kit.ranges import as_period
from routing.enums import LIVE_TRANSFER_STATES, OverrideState
from routing.models import (
    Applicant,
    Assignment,
    Case,
    CaseManagementAssessment,
    Override,
    PolicyVersion,
    Transfer,
)
from routing.models.handover import RUNNING_TRANSFERS
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    CriterionRecord,
    ExceptionRecord,
    MemberRecord,
    PersonRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.codes import DeskCode, Relation
from routing.rules.override import Override as OverrideFact
from routing.rules.policy import Policy, PolicySchedule

PERSON_FIELDS = tuple(PersonRecord.__dataclass_fields__)


def policy_schedule() -> PolicySchedule:
    """All versions of the policy that the office has put in force or announced."""
    return PolicySchedule(
        Policy(
            version.valid_from,
            version.adult_age,
            version.u25_age,
            version.waiting_days,
            version.other_adults_count,
        )
        for version in PolicyVersion.objects.all()
    )


def with_record(applicants: QuerySet[Applicant]) -> QuerySet[Applicant]:
    """The applicants with everything that `record_of` reads, in a fixed number of queries."""
    return applicants.prefetch_related(
        "members",
        "statuses",
        "pregnancies",
        Prefetch("assessments", CaseManagementAssessment.objects.select_related("exception_by")),
    )


def record_of(applicant: Applicant) -> ApplicantRecord:
    """The stored record of an applicant as plain values."""
    return ApplicantRecord(
        person=PersonRecord(**{name: getattr(applicant, name) for name in PERSON_FIELDS}),
        members=tuple(
            MemberRecord(
                Relation(member.relation),
                member.birth_date,
                member.first_name,
                member.last_name,
                member.married_on,
                member.moved_in,
                member.moved_out,
                member.pk,
            )
            for member in applicant.members.all()
        ),
        statuses=tuple(
            StatusRecord(status.kind, as_period(status.period), status.pk) for status in applicant.statuses.all()
        ),
        pregnancies=tuple(
            PregnancyRecord(
                pregnancy.due_date,
                pregnancy.proof_seen_on,
                pregnancy.ended_on,
                pregnancy.expected_single_parent,
                pregnancy.pk,
            )
            for pregnancy in applicant.pregnancies.all()
        ),
        assessments=tuple(_assessment_record(assessment) for assessment in applicant.assessments.all()),
    )


def overrides_of(applicants: Collection[int]) -> dict[int, tuple[OverrideFact, ...]]:
    """The approved overrides of these applicants, past ones included, with the days on which they are in force."""
    approved = Override.objects.filter(
        applicant__in=applicants,
        state__in=[OverrideState.APPROVED, OverrideState.ENDED],
        decided_by__isnull=False,
    )
    found: dict[int, list[OverrideFact]] = defaultdict(list)
    for override in approved.select_related("decided_by").order_by("period", "pk"):
        days = _days_in_force(override)
        if days is not None and override.decided_by is not None:
            fact = OverrideFact(
                override.pk,
                days,
                DeskCode(override.desk_id),
                override.get_reason_display(),
                override.decided_by.short_name,
            )
            found[override.applicant_id].append(fact)
    return {applicant: tuple(facts) for applicant, facts in found.items()}


def open_case(applicant: Applicant) -> Case | None:
    """The applicant's open case, none while it is closed."""
    return Case.objects.filter(applicant=applicant, period__upper_inf=True).first()


def open_assignment(applicant: Applicant) -> Assignment | None:
    """Who is responsible for the applicant now, with desk, team and caseworker; none for a closed case."""
    return (
        Assignment.objects.filter(applicant=applicant, period__upper_inf=True)
        .select_related("desk__team", "caseworker")
        .first()
    )


def running_transfer(applicant: Applicant) -> Transfer | None:
    """The hand-over that is not done with: on its way, or awaiting the first contact at the desk that has the case."""
    is_hers = Q(state__in=LIVE_TRANSFER_STATES) | Q(applicant__listed__desk=F("target"))
    running = Transfer.objects.filter(RUNNING_TRANSFERS, is_hers, applicant=applicant)
    return running.select_related("source", "target", "caseworker").defer("sheet").order_by("-pk").first()


def _assessment_record(assessment: CaseManagementAssessment) -> AssessmentRecord:
    exception = None
    if assessment.exception_by is not None:
        exception = ExceptionRecord(
            as_period(assessment.exception_period),
            assessment.exception_code,
            assessment.exception_reason,
            assessment.exception_by.pk,
            assessment.exception_by.short_name,
        )
    return AssessmentRecord(
        as_period(assessment.period),
        assessment.criteria_met,
        exception,
        assessment.pk,
        assessment.next_due,
        tuple(CriterionRecord(**criterion) for criterion in assessment.criteria),
    )


def _days_in_force(override: Override) -> Period | None:
    """Up to its last day, or to that on which somebody ended it; none where that was before its first day."""
    start, end = as_period(override.period)
    if override.ended_on is not None and end is not None:
        end = min(end, override.ended_on)
    return Period(start, end) if end is not None and start < end else None
