"""Reads across the models of routing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from kit.charts import thousands
from kit.days import OPEN_END, Period
from kit.ranges import as_period
from kit.runs import RunState
from routing.enums import LIVE_TRANSFER_STATES, OverrideState
from routing.models import (
    Applicant,
    Assignment,
    Case,
    ListedCase,
    Override,
    PolicyRun,
    PolicyVersion,
    ReviewRun,
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
from staff.models import User

PERSON_FIELDS = tuple(PersonRecord.__dataclass_fields__)

RecordRow = tuple[str, dict[str, Any]]
"""A stored row of a record: which part of it, and its values by name, days in ISO form."""


# Written out, because every action asks it, and Django takes longer to put it together than PostgreSQL to answer it.
_RECORD_ROWS = """
SELECT applicant_id, 'member', json_build_object(
    'id', id, 'relation', relation, 'birth_date', birth_date, 'first_name', first_name, 'last_name', last_name,
    'married_on', married_on, 'moved_in', moved_in, 'moved_out', moved_out)
FROM routing_householdmember WHERE applicant_id = ANY(%(applicants)s)
UNION ALL
SELECT applicant_id, 'status', json_build_object(
    'id', id, 'kind', kind, 'period_start', lower(period), 'period_end', upper(period))
FROM routing_datedstatus WHERE applicant_id = ANY(%(applicants)s)
UNION ALL
SELECT applicant_id, 'pregnancy', json_build_object(
    'id', id, 'due_date', due_date, 'proof_seen_on', proof_seen_on, 'ended_on', ended_on,
    'expected_single_parent', expected_single_parent)
FROM routing_pregnancy WHERE applicant_id = ANY(%(applicants)s)
UNION ALL
SELECT applicant_id, 'assessment', json_build_object(
    'id', assessment.id, 'criteria_met', criteria_met, 'criteria', criteria, 'next_due', next_due,
    'period_start', lower(period), 'period_end', upper(period),
    'exception_code', exception_code, 'exception_reason', exception_reason, 'exception_by', exception_by_id,
    'exception_start', lower(exception_period), 'exception_end', upper(exception_period),
    'by_login', username, 'by_first_name', by.first_name, 'by_last_name', by.last_name)
FROM routing_casemanagementassessment assessment LEFT JOIN staff_user by ON by.id = exception_by_id
WHERE applicant_id = ANY(%(applicants)s)
"""


class Recalculation(NamedTuple):
    """How many open cases have not been decided anew yet after new values were put in force; ``has_failed`` where
    nobody is at it any more.
    """

    left: int
    has_failed: bool

    @property
    def sentence(self) -> str:
        """It in words, with whom to tell."""
        left = thousands(self.left)
        if self.has_failed:
            return f"Die Neuberechnung nach neuen Vorgaben ist gescheitert, noch {left}. Sagen Sie der IT Bescheid."
        return f"Nach neuen Vorgaben wird neu gerechnet, noch {left}."


def still_to_decide() -> Recalculation | None:
    """What is left to decide anew after new values were put in force; None when nothing is.

    Whom a run that was given up did not reach, a later run reaches, or the night of the version's first day.
    """
    later = PolicyRun.objects.filter(started_at__gt=OuterRef("started_at"), state=RunState.FINISHED)
    first_night = ReviewRun.objects.filter(on__gte=OuterRef("version__valid_from"), finished_at__isnull=False)
    given_up = Q(state=RunState.FAILED) & ~Exists(later) & ~Exists(first_night)
    computing = Q(state=RunState.COMPUTING)
    found = PolicyRun.objects.filter(computing | given_up).aggregate(
        through=Min("through"), computing=Count("pk", filter=computing)
    )
    if found["through"] is None:
        return None
    left = ListedCase.objects.filter(applicant__gt=found["through"]).count()
    return Recalculation(left, has_failed=not found["computing"])


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


def rows_of(applicants: Collection[int]) -> dict[int, list[RecordRow]]:
    """Everything that `record_of` reads beside the applicants themselves, by their ids, in one statement."""
    found: dict[int, list[RecordRow]] = {applicant: [] for applicant in applicants}
    with connection.cursor() as cursor:
        cursor.execute(_RECORD_ROWS, {"applicants": [*found]})
        for applicant, part, values in cursor.fetchall():
            found[applicant].append((part, values))
    return found


def record_of(applicant: Applicant, rows: Iterable[RecordRow] | None = None) -> ApplicantRecord:
    """The stored record of an applicant as plain values. ``rows`` are hers, where `rows_of` has read many at once."""
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, values in rows_of([applicant.pk])[applicant.pk] if rows is None else rows:
        parts[name].append(values)
    members = [_member_record(values) for values in parts["member"]]
    statuses = [StatusRecord(values["kind"], _period(values), values["id"]) for values in parts["status"]]
    pregnancies = [_pregnancy_record(values) for values in parts["pregnancy"]]
    assessments = [_assessment_record(values) for values in parts["assessment"]]
    return ApplicantRecord(
        person=PersonRecord(**{name: getattr(applicant, name) for name in PERSON_FIELDS}),
        members=tuple(sorted(members, key=lambda member: (member.birth_date or OPEN_END, member.id))),
        statuses=tuple(sorted(statuses, key=lambda status: (status.kind, status.period.start))),
        pregnancies=tuple(sorted(pregnancies, key=lambda pregnancy: (pregnancy.due_date or OPEN_END, pregnancy.id))),
        assessments=tuple(sorted(assessments, key=lambda assessment: assessment.period.start)),
    )


_ONCE_APPROVED = (OverrideState.APPROVED, OverrideState.ENDED)


def overrides_of(applicants: Collection[int]) -> dict[int, tuple[OverrideFact, ...]]:
    """The approved overrides of these applicants, past ones included, with the days on which they are in force."""
    rows = Override.objects.filter(applicant__in=applicants, state__in=_ONCE_APPROVED, decided_by__isnull=False)
    return override_facts(rows.select_related("decided_by").order_by("period", "pk"))


def override_facts(rows: Iterable[Override]) -> dict[int, tuple[OverrideFact, ...]]:
    """What the rules learn of these overrides, in their order and by the ids of their applicants: of approved ones."""
    found: dict[int, list[OverrideFact]] = defaultdict(list)
    for override in rows:
        days = _days_in_force(override) if override.state in _ONCE_APPROVED else None
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


def case_counts(people: Collection[int]) -> dict[int, int]:
    """How many open cases each of these accounts (by id) has at the desks of her team; nobody who has none."""
    own = Q(desk__team=F("caseworker__team")) | Q(desk=F("caseworker__desk"))
    cases = ListedCase.objects.filter(own, caseworker__in=people).order_by()
    return dict(cases.values_list("caseworker").annotate(Count("pk")))


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


def running_transfers(applicant: Applicant) -> QuerySet[Transfer]:
    """The hand-over that is not done with: on its way, or awaiting the first contact at the desk that has the case; of
    several the latest first.
    """
    is_hers = Q(state__in=LIVE_TRANSFER_STATES) | Q(applicant__listed__desk=F("target"))
    running = Transfer.objects.filter(RUNNING_TRANSFERS, is_hers, applicant=applicant)
    return running.select_related("source", "target", "caseworker").defer("sheet").order_by("-pk")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _period(values: Mapping[str, Any], name: str = "period") -> Period:
    return Period(date.fromisoformat(values[f"{name}_start"]), _day(values[f"{name}_end"]))


def _member_record(values: Mapping[str, Any]) -> MemberRecord:
    return MemberRecord(
        Relation(values["relation"]),
        _day(values["birth_date"]),
        values["first_name"],
        values["last_name"],
        _day(values["married_on"]),
        _day(values["moved_in"]),
        _day(values["moved_out"]),
        values["id"],
    )


def _pregnancy_record(values: Mapping[str, Any]) -> PregnancyRecord:
    return PregnancyRecord(
        _day(values["due_date"]),
        _day(values["proof_seen_on"]),
        _day(values["ended_on"]),
        values["expected_single_parent"],
        values["id"],
    )


def _assessment_record(values: Mapping[str, Any]) -> AssessmentRecord:
    exception = None
    if values["exception_by"] is not None:
        by = User(username=values["by_login"], first_name=values["by_first_name"], last_name=values["by_last_name"])
        exception = ExceptionRecord(
            _period(values, "exception"),
            values["exception_code"],
            values["exception_reason"],
            values["exception_by"],
            by.short_name,
        )
    return AssessmentRecord(
        _period(values),
        values["criteria_met"],
        exception,
        values["id"],
        _day(values["next_due"]),
        tuple(CriterionRecord(**criterion) for criterion in values["criteria"]),
    )


def _days_in_force(override: Override) -> Period | None:
    """Up to its last day, or to that on which somebody ended it; none where that was before its first day."""
    start, end = as_period(override.period)
    if override.ended_on is not None and end is not None:
        end = min(end, override.ended_on)
    return Period(start, end) if end is not None and start < end else None
