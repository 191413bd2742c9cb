"""Who is proposed for a case, and what the sentence says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.rules.proposal import Ground, Room, Ties, most_room_first, propose

KELLER = Room(1, "M. Keller", places=130, cases=113)
AYDIN = Room(2, "S. Aydın", places=130, cases=130)
WEISS = Room(3, "T. Weiß", places=65, cases=60)

ROOMS = st.lists(
    st.builds(
        Room,
        person=st.integers(1, 9),
        name=st.just("X"),
        places=st.integers(1, 130),
        cases=st.integers(0, 150),
        arriving=st.integers(0, 9),
        restriction=st.sampled_from(["", "abwesend"]),
    ),
    unique_by=lambda room: room.person,
)
TIES = st.builds(
    Ties, household=st.sets(st.integers(1, 9)), former=st.lists(st.integers(1, 9)), key=st.none() | st.integers(1, 9)
)


@pytest.mark.parametrize(
    ("room", "more", "said"),
    [
        (KELLER, 17, ""),
        (KELLER, 18, "nicht genug Platz"),
        (AYDIN, 1, "kein Platz"),
        (Room(1, "X", 9, 0, restriction="abwesend bis 06.03.2026"), 1, "abwesend bis 06.03.2026"),
        (
            Room(1, "X", 9, 9, restriction="keine neuen Fälle", ahead="ab morgen abwesend"),
            1,
            "kein Platz, keine neuen Fälle, ab morgen abwesend",
        ),
    ],
)
def test_what_speaks_against_giving_somebody_cases_is_said(room: Room, more: int, said: str) -> None:
    assert room.against(more) == said


def test_whoever_has_the_household_gets_the_case_even_without_room() -> None:
    proposal = propose([KELLER, AYDIN], Ties(household={2}, former=[1], key=1))

    assert (proposal.person, proposal.ground) == (2, Ground.HOUSEHOLD)
    assert proposal.sentence == (
        "S. Aydın betreut schon jemanden aus derselben BG (100 % → 101 %) und liegt damit über der vollen Auslastung."
    )


def test_then_the_former_caseworker_if_she_has_room() -> None:
    assert propose([KELLER, WEISS], Ties(former=[3], key=1)).ground is Ground.FORMER
    assert propose([KELLER, AYDIN], Ties(former=[2])).person == 1


def test_then_whoever_the_key_names_if_she_has_room() -> None:
    proposal = propose([KELLER, WEISS], Ties(key=3))

    assert (proposal.person, proposal.ground) == (3, Ground.KEY)
    assert propose([KELLER, AYDIN], Ties(key=2)).ground is Ground.MOST_ROOM


def test_else_whoever_has_most_room_by_her_share() -> None:
    proposal = propose([WEISS, KELLER, AYDIN], Ties())

    assert (proposal.person, proposal.ground) == (1, Ground.MOST_ROOM)
    assert proposal.sentence == "M. Keller hat am meisten Platz (87 % → 88 %)."


def test_what_is_agreed_counts_already() -> None:
    full = Room(1, "M. Keller", places=130, cases=113, arriving=20)
    emptied = Room(2, "S. Aydın", places=130, cases=130, leaving=40)

    assert propose([full, emptied], Ties()).person == 2


def test_it_says_honestly_that_nobody_has_room() -> None:
    proposal = propose([AYDIN, Room(3, "T. Weiß", places=65, cases=70)], Ties())

    assert proposal.sentence == "Niemand hat dafür Platz. S. Aydın ist am wenigsten ausgelastet (100 % → 101 %)."


def test_whoever_takes_no_new_cases_is_not_proposed() -> None:
    away = Room(3, "T. Weiß", places=65, cases=0, restriction="abwesend")

    assert propose([away, AYDIN], Ties(household={3}, former=[3], key=3)).person == 2
    assert propose([away], Ties()).person is None


@given(ROOMS, TIES)
def test_whoever_is_proposed_takes_new_cases_and_somebody_is_unless_nobody_does(rooms: list[Room], ties: Ties) -> None:
    able = {room.person: room for room in rooms if not room.restriction}
    proposal = propose(rooms, ties)

    assert (proposal.person is None) == (not able)
    if proposal.person is not None and proposal.ground in {Ground.FORMER, Ground.KEY}:
        assert able[proposal.person].free >= 1
    if proposal.person is not None and proposal.ground is Ground.MOST_ROOM:
        after = [(room.expected + 1) / room.places for room in able.values()]
        assert (able[proposal.person].expected + 1) / able[proposal.person].places == min(after)


@given(ROOMS)
def test_the_order_of_the_alternatives_does_not_depend_on_how_they_come(rooms: list[Room]) -> None:
    assert most_room_first(rooms) == most_room_first(list(reversed(rooms)))
