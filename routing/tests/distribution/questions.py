"""Invented questions to the planner."""

from hypothesis import strategies as st

from routing.distribution.terms import Case, Person

Question = tuple[list[Case], list[Person]]


@st.composite
def questions(draw: st.DrawFn, most_cases: int = 40, most_people: int = 6) -> Question:
    """Cases of few or many households over some people, of whom some have cases beside them, in any relation of cases
    to places.
    """
    count = draw(st.integers(1, most_people))
    households = [f"BG {number}" for number in range(draw(st.integers(1, most_cases)))]
    people = [
        Person(
            number,
            draw(st.integers(1, 20)),
            kept,
            frozenset(draw(st.lists(st.sampled_from(households), max_size=min(kept, 2)))),
        )
        for number in range(1, count + 1)
        for kept in [draw(st.integers(0, 8))]
    ]
    presents = st.none() | st.integers(1, count + 2)
    cases = [
        Case(number, draw(st.sampled_from(households)), draw(presents))
        for number in range(1, draw(st.integers(0, most_cases)) + 1)
    ]
    return cases, people
