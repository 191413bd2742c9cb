"""Applicants at random, crowded around a few days so that birthdays, removals and periods coincide."""

from datetime import date, timedelta

from hypothesis import strategies as st

from kit.days import Period
from routing.rules.codes import Relation
from routing.rules.facts import Assessment, CaseManagementException, Facts, Member, Pregnancy
from routing.rules.policy import Policy, PolicySchedule
from routing.tests.rules.building import ON

LEAP_DAYS = (date(2000, 2, 29), date(2008, 2, 29), date(2024, 2, 29), date(2028, 2, 29))


def _around(*years_away: int) -> st.SearchStrategy[date]:
    anchors = st.sampled_from([ON.replace(year=ON.year + years) for years in years_away])
    return st.builds(lambda anchor, away: anchor + timedelta(days=away), anchors, st.integers(-3, 3))


days_asked = _around(-1, 0, 0, 1) | st.sampled_from(LEAP_DAYS[2:])
adult_births = _around(-60, -40, -26, -25, -24, -18, -17) | st.sampled_from(LEAP_DAYS[:2])
births = _around(-60, -25, -19, -18, -18, -17, -8, -1, 0, 1) | st.sampled_from(LEAP_DAYS)
events = _around(-10, -2, -1, 0, 0, 0, 1, 2, 7) | st.sampled_from(LEAP_DAYS)
maybe_events = st.none() | events


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(events)
    return Period(start, draw(st.none() | st.integers(1, 1200).map(lambda days: start + timedelta(days=days))))


@st.composite
def members(draw: st.DrawFn) -> Member:
    moved_in, moved_out = draw(maybe_events), draw(maybe_events)
    if moved_in and moved_out and moved_out < moved_in:
        moved_in, moved_out = moved_out, moved_in
    relation = draw(st.sampled_from([Relation.CHILD, Relation.CHILD, Relation.CHILD, Relation.PARTNER, Relation.OTHER]))
    born = draw(st.one_of(births, births, births, st.none()))
    married_on = draw(st.one_of(st.none(), st.none(), events))
    return Member(relation, born, married_on, moved_in, moved_out, draw(st.sampled_from(["", "Mia", "Ali"])))


@st.composite
def assessments(draw: st.DrawFn) -> tuple[Assessment, ...]:
    """None, one, or two that do not overlap: the database allows no others."""
    starts = sorted(draw(st.sets(events, max_size=2)))
    ends = [*starts[1:], draw(st.none() | st.just(date(2029, 1, 1)))] if starts else []
    return tuple(
        Assessment(Period(start, end), draw(st.booleans()))
        for start, end in zip(starts, ends, strict=True)
        if end is None or start < end
    )


def pregnancies() -> st.SearchStrategy[Pregnancy]:
    due_dates = st.one_of(events, _around(0, 0, 1), st.just(ON - timedelta(days=84)), st.none())
    return st.builds(Pregnancy, due_dates, maybe_events, maybe_events, st.sampled_from([True, True, False]))


few_periods = st.lists(periods(), max_size=1).map(tuple)
applicants = st.builds(
    Facts,
    born=adult_births,
    members=st.lists(members(), max_size=4).map(tuple),
    self_employed=few_periods,
    severely_disabled=few_periods,
    equal_status=few_periods,
    rehabilitation=few_periods,
    assessments=assessments(),
    exceptions=st.lists(st.builds(CaseManagementException, periods(), st.just("Keller")), max_size=1).map(tuple),
    pregnancies=st.lists(pregnancies(), max_size=2).map(tuple),
    assessments_known=st.booleans(),
)
policy_versions = st.builds(
    Policy,
    valid_from=events,
    adult_age=st.sampled_from([17, 18, 18, 21]),
    u25_age=st.sampled_from([24, 25, 25, 27]),
    waiting_days=st.sampled_from([0, 56, 84, 84, 126]),
    other_adults_count=st.booleans(),
)
schedules = st.lists(policy_versions, max_size=2, unique_by=lambda version: version.valid_from).map(PolicySchedule)
