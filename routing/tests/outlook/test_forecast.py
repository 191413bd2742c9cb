"""The pure reckoning: the same as the rules asked day by day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.days import ONE_DAY, Period
from routing.outlook.forecast import ALREADY, MONTHS, ExpectedMove, Span, expected_moves, spans
from routing.rules.codes import DeskCode
from routing.rules.decision import decide, explain
from routing.rules.facts import Facts
from routing.rules.override import Override, in_force, named_desk
from routing.rules.policy import DEFAULT_POLICIES, PolicySchedule
from routing.tests.rules.building import ON, child, household, pregnancy
from routing.tests.rules.strategies import applicants, schedules

DESKS = st.sampled_from(list(DeskCode))


@st.composite
def overrides(draw: st.DrawFn) -> tuple[Override, ...]:
    """None, one, or two that do not overlap."""
    starts = sorted(draw(st.sets(st.integers(-200, 700), max_size=2)))
    lengths = [draw(st.integers(1, 366)) for _ in starts]
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    if len(starts) > 1:
        ends[0] = min(ends[0], starts[1])
    return tuple(
        Override(
            number, Period(ON + timedelta(days=start), ON + timedelta(days=end)), draw(DESKS), "anderer Grund", "Sommer"
        )
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    )


def day_by_day(
    facts: Facts, policies: PolicySchedule, named: tuple[Override, ...], responsible: DeskCode
) -> list[tuple[date, DeskCode, DeskCode]]:
    """The slow way: ask on each day of the 25 columns."""
    found, desk, day = [], responsible, ON
    while day <= spans(ON)[-1].last:
        now = named_desk(decide(facts, day, policies), in_force(named, day))
        if now is not desk:
            found.append((day, desk, now))
        desk, day = now, day + ONE_DAY
    return found


@given(applicants, schedules, overrides(), DESKS)
def test_the_moves_are_those_that_the_rules_give_asked_day_by_day(
    facts: Facts, policies: PolicySchedule, named: tuple[Override, ...], responsible: DeskCode
) -> None:
    moves = expected_moves(facts, policies, named, responsible, ON)

    assert [move[:3] for move in moves] == day_by_day(facts, policies, named, responsible)
    assert all(move.why for move in moves)


@given(applicants, schedules, overrides(), DESKS)
def test_a_move_is_unconfirmed_exactly_where_something_open_could_change_it(
    facts: Facts, policies: PolicySchedule, named: tuple[Override, ...], responsible: DeskCode
) -> None:
    for move in expected_moves(facts, policies, named, responsible, ON):
        days = [move.day] if move.day == ON else [move.day - ONE_DAY, move.day]
        open_points = [explain(facts, day, policies).open_points for day in days if in_force(named, day) is None]
        assert move.is_confirmed == (not any(open_points))


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_the_columns_are_the_rest_of_the_month_and_24_whole_ones_without_a_gap(on: date) -> None:
    found = spans(on)
    assert len(found) == MONTHS + 1
    assert found[0].first == on
    assert found[0].is_rest
    assert not any(span.is_rest for span in found[1:])
    assert all(later.first == earlier.last + ONE_DAY for earlier, later in pairwise(found))
    assert {span.first.day for span in found[1:]} == {1}


def test_on_the_last_day_of_a_year_one_day_is_left_of_the_month() -> None:
    assert spans(date(2026, 12, 31))[:2] == [
        Span(date(2026, 12, 31), date(2026, 12, 31), is_rest=True),
        Span(date(2027, 1, 1), date(2027, 1, 31)),
    ]


@pytest.mark.parametrize(("born", "counted"), [(date(2010, 11, 30), 1), (date(2010, 12, 1), 0)])
def test_the_last_day_of_the_last_month_counts_and_the_day_after_does_not(born: date, counted: int) -> None:
    moves = expected_moves(household(child(born)), DEFAULT_POLICIES, (), DeskCode.IFK_AEZ, ON)
    assert len(moves) == counted


COMES_OF_AGE = household(child(date(2009, 5, 20)))
UNDER_25 = Facts(born=date(2002, 3, 14))
EXPECTING = Facts(born=date(1991, 3, 14), pregnancies=(pregnancy(),))


@pytest.mark.parametrize(
    ("facts", "responsible", "expected"),
    [
        (
            COMES_OF_AGE,
            DeskCode.IFK_AEZ,
            [(date(2027, 5, 20), DeskCode.IFK_AEZ, DeskCode.PLACEMENT, "jüngstes Kind wird volljährig")],
        ),
        (UNDER_25, DeskCode.U25, [(date(2027, 3, 14), DeskCode.U25, DeskCode.PLACEMENT, "wird 25")]),
        (
            COMES_OF_AGE,
            DeskCode.REHA_SB,
            [
                (ON, DeskCode.REHA_SB, DeskCode.IFK_AEZ, ALREADY),
                (date(2027, 5, 20), DeskCode.IFK_AEZ, DeskCode.PLACEMENT, "jüngstes Kind wird volljährig"),
            ],
        ),
    ],
)
def test_sample_people(
    facts: Facts, responsible: DeskCode, expected: list[tuple[date, DeskCode, DeskCode, str]]
) -> None:
    assert [move[:4] for move in expected_moves(facts, DEFAULT_POLICIES, (), responsible, ON)] == expected


def test_the_end_of_the_waiting_time_is_unconfirmed_while_the_birth_is_not_entered() -> None:
    (move,) = expected_moves(EXPECTING, DEFAULT_POLICIES, (), DeskCode.IFK_AEZ, ON)
    assert move.day == date(2027, 2, 18) + timedelta(days=85)
    assert not move.is_confirmed


def test_an_approved_override_moves_there_and_back() -> None:
    named = (Override(1, Period(ON + ONE_DAY, date(2027, 2, 1)), DeskCode.REHA_SB, "Grund", "Sommer"),)
    assert expected_moves(household(child()), DEFAULT_POLICIES, named, DeskCode.IFK_AEZ, ON) == [
        ExpectedMove(ON + ONE_DAY, DeskCode.IFK_AEZ, DeskCode.REHA_SB, "Übersteuerung beginnt", is_confirmed=False),
        ExpectedMove(date(2027, 2, 1), DeskCode.REHA_SB, DeskCode.IFK_AEZ, "Übersteuerung endet", is_confirmed=False),
    ]
