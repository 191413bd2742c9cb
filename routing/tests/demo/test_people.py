"""The invented people: the same from the same seed, as many of each kind as the real office has."""

from collections import Counter
from datetime import date
from itertools import islice

import pytest

from kit.days import age_on, year_of_life_completed
from routing.demo.colleagues import CASEWORKERS, EVERYBODY, LOGINS, caseworkers_of
from routing.demo.course import Course, as_record
from routing.demo.draw import Draw
from routing.demo.office import SEED, SIZE
from routing.demo.people import courses, records
from routing.demo.states import STATES, coming_of_age, interesting
from routing.demo.steps import Changed, Closed, Reopened, Step, TakenIn, TakenOver, steps
from routing.record import facts_of
from routing.rules.codes import DeskCode, OpenPoint
from routing.rules.decision import Explanation, explain
from staff.roles import Role

TODAY = date(2026, 11, 22)
DAYS = [TODAY, date(2027, 12, 31), date(2028, 2, 28), date(2028, 2, 29), date(2029, 1, 1)]


def office(on: date = TODAY, size: int = SIZE) -> list[tuple[Course, list[Step]]]:
    """All applicants with their steps, drawn as the office is."""
    draw = Draw(SEED, on)
    drawn = [*interesting(draw), *islice(courses(draw), size - len(STATES))]
    return [(course, list(steps(draw, course))) for course in drawn]


def answer(taken: list[Step], on: date) -> Explanation:
    """What the rules say about the record as it was written last."""
    last = [step for step in taken if isinstance(step, TakenIn | Changed)][-1]
    return explain(facts_of(as_record(last.person, last.rows.values())), on)


@pytest.fixture(scope="module")
def people() -> list[tuple[Course, list[Step]]]:
    return office()


@pytest.fixture(scope="module")
def open_cases(people: list[tuple[Course, list[Step]]]) -> list[tuple[Course, Explanation]]:
    return [(course, answer(taken, TODAY)) for course, taken in people if not isinstance(taken[-1], Closed)]


def test_there_are_as_many_single_parents_as_in_the_real_office(open_cases: list[tuple[Course, Explanation]]) -> None:
    ages = [age_on(course.person.birth_date, TODAY) for course, said in open_cases if said.answer.single_parent]

    assert 370 <= sum(age >= 25 for age in ages) <= 430
    assert 70 <= sum(age < 25 for age in ages) <= 95


def test_every_desk_has_work(open_cases: list[tuple[Course, Explanation]]) -> None:
    desks = Counter(said.answer.desk for _, said in open_cases)

    assert set(desks) == set(DeskCode)
    assert min(desks.values()) >= 40


def test_every_open_point_occurs(open_cases: list[tuple[Course, Explanation]]) -> None:
    assert {point for _, said in open_cases for point in said.open_points} == set(OpenPoint)


def test_numbers_are_shared_by_nobody_but_households_share_theirs(people: list[tuple[Course, list[Step]]]) -> None:
    numbers = Counter(course.person.customer_number for course, _ in people)
    households = Counter(course.person.bg_number for course, _ in people)

    assert set(numbers.values()) == {1}
    assert sum(size > 1 for size in households.values()) > 150


def test_some_verbis_marks_are_wrong(open_cases: list[tuple[Course, Explanation]]) -> None:
    wrong = [
        course for course, said in open_cases if course.person.verbis_single_parent is not said.answer.single_parent
    ]

    assert 0.05 < len(wrong) / len(open_cases) < 0.2


def test_some_cases_are_closed_some_reopened_and_some_changed_hands(people: list[tuple[Course, list[Step]]]) -> None:
    kinds = Counter(type(step) for _, taken in people for step in taken)

    assert kinds[TakenIn] == SIZE
    assert kinds[Closed] > kinds[Reopened] > 30
    assert kinds[TakenOver] > 150


def test_the_same_seed_and_day_give_the_same_people(people: list[tuple[Course, list[Step]]]) -> None:
    assert office() == people


def test_another_seed_gives_other_people() -> None:
    assert list(records(20, 1, TODAY)) != list(records(20, 2, TODAY))
    assert list(records(20, 1, TODAY)) == list(records(20, 1, TODAY))


@pytest.mark.parametrize("on", DAYS)
def test_on_any_day_steps_follow_each_other_and_none_is_in_the_future(on: date) -> None:
    for course, taken in office(on, size=250):
        days = [step.on for step in taken]
        assert days == sorted(days)
        assert days[0] == course.opened
        assert days[-1] <= on


@pytest.mark.parametrize("on", DAYS)
def test_on_any_day_an_open_case_was_looked_at_since_its_answer_changed(on: date) -> None:
    for _, taken in office(on, size=250):
        if not isinstance(taken[-1], Closed):
            asked = [step for step in taken if not isinstance(step, TakenOver)][-1].on
            then, now = answer(taken, asked), answer(taken, on)
            assert (then.answer, then.open_points) == (now.answer, now.open_points)


@pytest.mark.parametrize("on", DAYS)
def test_somebody_comes_of_age_on_the_day_or_as_soon_as_the_calendar_lets_anybody(on: date) -> None:
    turns = year_of_life_completed(coming_of_age(18, on), 18)

    assert turns in {on, date(2028, 3, 1)}


def test_each_role_has_a_login_and_each_desk_a_caseworker() -> None:
    assert {login.role for login in LOGINS} == set(Role)
    assert len(CASEWORKERS) == 14
    assert all(caseworkers_of(desk) for desk in DeskCode)
    assert len({colleague.username for colleague in EVERYBODY}) == len(EVERYBODY)
    assert len({colleague.short_name for colleague in EVERYBODY}) == len(EVERYBODY)
