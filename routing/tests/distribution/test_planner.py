"""What holds for every plan, whatever is asked."""

from collections import Counter
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.distribution.goals import judged
from routing.distribution.planner import plan
from routing.distribution.terms import Case, Goals, Person, SplitReason
from routing.tests.distribution.questions import Question, questions


@given(questions())
def test_no_case_is_lost_or_given_twice_and_none_to_a_stranger(question: Question) -> None:
    cases, people = question
    given_to = plan(cases, people).given
    assert sorted(given_to) == [case.id for case in cases]
    assert set(given_to.values()) <= {person.id for person in people}


@given(questions())
def test_no_household_is_split_without_saying_so(question: Question) -> None:
    cases, people = question
    answer = plan(cases, people)
    with_whom: dict[str, set[int]] = {case.household: set() for case in cases}
    for case in cases:
        with_whom[case.household].add(answer.given[case.id])
    for person in people:
        for household in person.households & set(with_whom):
            with_whom[household].add(person.id)
    split = {household: tuple(sorted(who)) for household, who in with_whom.items() if len(who) > 1}
    assert {each.household: each.people for each in answer.splits} == split


@given(questions())
def test_who_is_above_her_places_is_said_with_how_many(question: Question) -> None:
    cases, people = question
    answer = plan(cases, people)
    counts = Counter(answer.given.values())
    above = {person.id: person.kept + counts[person.id] - person.places for person in people}
    assert answer.above_capacity == {person: over for person, over in above.items() if over > 0}


@given(questions())
def test_nobody_is_above_capacity_beyond_need(question: Question) -> None:
    cases, people = question
    room = sum(max(0, person.places - person.kept) for person in people)
    already = sum(max(0, person.kept - person.places) for person in people)
    assert plan(cases, people).goals.overflow == already + max(0, len(cases) - room)


@given(questions(most_cases=80, most_people=8))
def test_it_is_never_worse_than_a_plain_spread(question: Question) -> None:
    cases, people = question
    assert plan(cases, people).goals <= _plain_spread(cases, people)


@given(questions(), st.randoms(use_true_random=False))
def test_the_same_question_has_the_same_answer_in_any_order(question: Question, random: Random) -> None:
    cases, people = question
    first = plan(cases, people)
    random.shuffle(cases)
    random.shuffle(people)
    assert plan(cases, people) == first


@given(questions(most_cases=7, most_people=3))
def test_a_small_question_has_the_best_answer_that_there_is(question: Question) -> None:
    cases, people = question
    best = min(
        judged(dict(zip((case.id for case in cases), who, strict=True)), cases, people).goals
        for who in product([person.id for person in people], repeat=len(cases))
    )
    goals = plan(cases, people).goals
    assert goals == best


def test_a_household_goes_where_its_other_members_are() -> None:
    people = [Person(1, 10), Person(2, 10, 5, frozenset({"A"}))]
    assert plan([Case(1, "A"), Case(2, "A"), Case(3, "B")], people).given == {1: 2, 2: 2, 3: 1}


def test_a_case_stays_with_whoever_has_it_while_she_has_room() -> None:
    people = [Person(1, 10), Person(2, 10)]
    cases = [Case(number, f"BG {number}", present=1 + number % 2) for number in range(1, 11)]
    assert plan(cases, people).goals.moved == 0


def test_of_the_cases_of_somebody_who_leaves_all_move_and_the_others_stay() -> None:
    people = [Person(1, 10), Person(2, 10)]
    staying = [Case(number, f"BG {number}", present=1 + number % 2) for number in range(1, 9)]
    leaving = [Case(number, f"BG {number}", present=9) for number in range(9, 13)]
    assert plan([*staying, *leaving], people).goals == Goals(0, 0, Fraction(6, 10), 4)


@pytest.mark.parametrize(
    ("cases", "people", "reason"),
    [
        ([Case(1, "A")], [Person(1, 9, 1, frozenset({"A"})), Person(2, 9, 1, frozenset({"A"}))], "several_already"),
        ([Case(1, "A")], [Person(1, 1, 1, frozenset({"A"})), Person(2, 9)], "her_person_is_full"),
        ([Case(1, "A"), Case(2, "A"), Case(3, "A")], [Person(1, 2), Person(2, 2)], "too_large"),
        ([Case(1, "A"), Case(2, "A"), Case(3, "B"), Case(4, "B"), Case(5, "C"), Case(6, "C")],
         [Person(1, 3), Person(2, 3)], "no_room_together"),
    ],
)  # fmt: skip
def test_why_a_household_is_split_is_said(cases: list[Case], people: list[Person], reason: str) -> None:
    assert [split.reason for split in plan(cases, people).splits] == [SplitReason(reason)]


def test_cases_without_anybody_to_receive_them_are_no_question() -> None:
    with pytest.raises(ValueError, match="Nobody receives"):
        plan([Case(1, "A")], [])


def _plain_spread(cases: list[Case], people: list[Person]) -> Goals:
    """Household by household, the largest first, to whoever has the lowest load and room for all of it; else case by
    case to whoever has a place, or else the lowest load.
    """
    counts = Counter({person.id: person.kept for person in people})
    sizes = Counter(case.household for case in cases)
    first = {case.household: case.id for case in reversed(cases)}
    given_to: dict[int, int] = {}
    for household in sorted(sizes, key=lambda each: (-sizes[each], first[each])):
        members = [case.id for case in cases if case.household == household]
        fitting = [person for person in people if person.places - counts[person.id] >= len(members)]
        for member in members:
            free = [person for person in people if counts[person.id] < person.places]
            among = fitting or free or people
            size = len(members) if fitting else 1
            who = min(among, key=lambda each: ((counts[each.id] + size) / each.places, each.id))
            given_to[member] = who.id
            if not fitting:
                counts[who.id] += 1
        if fitting:
            counts[given_to[members[0]]] += len(members)
    return judged(given_to, cases, people).goals
