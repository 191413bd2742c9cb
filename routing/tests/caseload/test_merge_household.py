"""The household: who moved in, whom the list drops, and twins."""

from datetime import date

from kit.days import OPEN_END
from routing.fields import FieldRule
from routing.tests.caseload.building import (
    COLUMNS,
    SMALL,
    Case,
    asked,
    brought,
    child,
    every_field,
    judged,
    partner,
    record,
    without,
)

SUMMER = date(2026, 7, 1)
AUTUMN = date(2026, 10, 1)
CHILD = f"household:child:{SMALL}:0"
PARTNER = "household:partner:1988-01-01:0"
MIA = child(first_name="Mia", last_name="Albers", id=1)
ALI = child(first_name="Ali", id=2)


def test_a_child_that_the_list_names_anew_comes_into_the_household() -> None:
    case = brought(record())
    merged = case.takes(record(child(moved_in=SUMMER)))
    assert case.stored.members == (child(moved_in=SUMMER),)
    (difference,) = merged.differences
    assert difference.label == "Haushalt: eigenes Kind, geb. 20.05.2018"
    assert (difference.stored, difference.filed) == ("–", "im Haushalt seit 01.07.2026")


def test_a_partner_entered_by_hand_stays_until_the_list_knows_of_him() -> None:
    him = partner(moved_in=AUTUMN, id=3)
    case = brought(record(MIA), record(MIA, him))
    (question,) = case.takes(record(child())).differences
    assert (question.key, question.rule) == (PARTNER, FieldRule.ASK)
    assert (question.stored, question.filed) == ("im Haushalt seit 01.10.2026", "–")
    assert case.stored.members == (MIA, him)
    assert case.takes(record(child(), partner(moved_in=AUTUMN))).differences == ()
    case.takes(record(child(), partner(moved_in=AUTUMN, moved_out=date(2027, 1, 1))))
    assert case.stored.members == (MIA, partner(moved_in=AUTUMN, moved_out=date(2027, 1, 1), id=3))


def test_a_partner_entered_by_hand_goes_where_the_list_is_right() -> None:
    case = brought(record(MIA), record(MIA, partner()))
    case.rules = every_field(FieldRule.FILE)
    case.takes(record(child()))
    assert case.stored.members == (MIA,)


def test_a_child_taken_out_by_hand_does_not_come_back_by_itself() -> None:
    case = brought(record(child()), record())
    assert asked(case.takes(record(child()))) == [CHILD]
    assert asked(case.takes(record(child(moved_in=SUMMER)))) == [CHILD]
    assert case.stored.members == ()


def test_a_child_taken_out_by_hand_comes_back_when_somebody_says_so() -> None:
    case = brought(record(child()), record())
    case.takes(record(child()), {CHILD: FieldRule.FILE})
    assert case.stored.members == (child(),)


def test_a_child_that_was_taken_out_on_both_sides_may_come_anew() -> None:
    case = brought(record(child()), record())
    assert case.takes(record()).differences == ()
    assert case.takes(record(child())).changes


def test_a_child_that_the_list_drops_goes_when_nobody_changed_it() -> None:
    case = brought(record(child(), partner()), record(MIA, partner(id=2)))
    case.takes(record(partner()))
    assert case.stored.members == (partner(id=2),)


def test_a_child_that_the_list_drops_stays_when_somebody_corrected_it() -> None:
    moved = child(moved_in=SUMMER, id=1)
    case = brought(record(child()), record(moved))
    assert asked(case.takes(record())) == [CHILD]
    assert case.stored.members == (moved,)


def test_a_day_corrected_by_hand_is_asked_about_and_a_day_corrected_in_the_list_is_not() -> None:
    case = brought(record(child(moved_in=SUMMER), partner(moved_in=SUMMER)))
    case.stored = record(child(moved_in=AUTUMN, id=1), partner(moved_in=SUMMER, id=2))
    merged = case.takes(record(child(moved_in=SUMMER), partner(moved_in=AUTUMN)))
    assert judged(merged) == [(CHILD, FieldRule.ASK), (PARTNER, FieldRule.FILE)]
    assert case.stored.members == (child(moved_in=AUTUMN, id=1), partner(moved_in=AUTUMN, id=2))


def test_members_keep_names_rows_and_order() -> None:
    case = brought(record(child(), partner()), record(partner(first_name="Ole", id=2), MIA))
    case.takes(record(child(moved_in=SUMMER), child(date(2026, 1, 1)), partner(moved_in=SUMMER)))
    assert case.stored.members == (
        partner(first_name="Ole", id=2, moved_in=SUMMER),
        child(first_name="Mia", last_name="Albers", id=1, moved_in=SUMMER),
        child(date(2026, 1, 1)),
    )


def test_a_member_without_birth_date_stays_whatever_a_list_says() -> None:
    unborn = child(None, first_name="Noah", id=2)
    case = brought(record(child()), record(unborn, MIA))
    case.rules = every_field(FieldRule.FILE)
    assert case.takes(record(child())).differences == ()
    case.takes(record())
    assert case.stored.members == (unborn,)


def test_the_customary_open_end_is_no_end() -> None:
    case = Case(record(child(moved_out=OPEN_END, married_on=OPEN_END, id=1)))
    assert case.takes(record(child())).differences == ()
    (difference,) = case.takes(record()).differences
    assert difference.stored == "im Haushalt"


def test_twins_are_two_children() -> None:
    case = brought(record())
    case.takes(record(child(), child()))
    assert case.stored.members == (child(), child())
    assert case.takes(record(child(), child())).differences == ()
    case.takes(record(child()))
    assert case.stored.members == (child(),)


def test_of_twins_one_may_move_out() -> None:
    case = brought(record(child(), child()), record(MIA, ALI))
    case.takes(record(child(moved_out=AUTUMN), child()))
    assert [(twin.first_name, twin.moved_out) for twin in case.stored.members] == [("Mia", None), ("Ali", AUTUMN)]


def test_of_twins_the_one_goes_that_the_list_drops() -> None:
    twins = (child(moved_in=SUMMER), child(moved_in=AUTUMN))
    case = brought(record(*twins), record(child(moved_in=SUMMER, id=1), child(moved_in=AUTUMN, id=2)))
    assert len(case.takes(record(child(moved_in=AUTUMN))).differences) == 1
    assert case.stored.members == (child(moved_in=AUTUMN, id=2),)


def test_of_twins_the_one_taken_out_by_hand_is_asked_about() -> None:
    twins = (child(moved_in=SUMMER), child(moved_in=AUTUMN))
    case = brought(record(*twins), record(child(moved_in=AUTUMN, id=2)))
    for lines in (twins, twins[::-1]):
        (question,) = case.takes(record(*lines)).differences
        assert (question.rule, question.filed) == (FieldRule.ASK, "im Haushalt seit 01.07.2026")


def test_twins_are_told_in_whatever_order_the_lines_come() -> None:
    case = brought(record())
    twins = (child(moved_out=AUTUMN), child(moved_out=SUMMER))
    case.takes(record(*twins))
    assert case.takes(record(*twins[::-1])).differences == ()


def test_twins_who_were_upheld_are_not_asked_about_again_because_the_lines_come_otherwise() -> None:
    case = Case(record(child(moved_in=SUMMER, id=1), child(moved_in=AUTUMN, id=2)))
    lines = (child(moved_out=AUTUMN), child(moved_out=SUMMER))
    keys = asked(case.takes(record(*lines)))
    assert len(keys) == 2
    case.takes(record(*lines), dict.fromkeys(keys, FieldRule.ENTRY))
    assert asked(case.takes(record(*lines[::-1]))) == []


def test_both_twins_can_be_asked_about() -> None:
    case = Case(record(MIA, ALI))
    merged = case.takes(record())
    assert asked(merged) == [CHILD, f"household:child:{SMALL}:1"]
    case.takes(record(), {f"household:child:{SMALL}:1": FieldRule.FILE})
    assert case.stored.members == (MIA,)


def test_a_missing_column_of_the_household_says_nothing() -> None:
    case = brought(record(child(moved_in=SUMMER)), record(child(moved_in=SUMMER, moved_out=AUTUMN, id=1)))
    case.columns = without(COLUMNS, "eingezogen_am", "ausgezogen_am")
    assert case.takes(record(child())).differences == ()
    case.columns = COLUMNS
    assert asked(case.takes(record(child(moved_in=SUMMER)))) == [CHILD]


def test_twins_are_told_by_the_columns_that_the_list_has() -> None:
    first = child(moved_in=SUMMER, moved_out=date(2026, 8, 1), id=1)
    second = child(moved_in=AUTUMN, moved_out=date(2026, 11, 1), id=2)
    case = Case(record(first, second))
    case.columns = without(COLUMNS, "ausgezogen_am")
    assert case.takes(record(child(moved_in=AUTUMN), child(moved_in=SUMMER))).differences == ()


def test_a_list_that_knows_no_day_of_moving_in_may_still_contradict_it() -> None:
    case = Case(record(child(moved_in=AUTUMN, id=1)))
    case.columns = without(COLUMNS, "eingezogen_am")
    case.rules = every_field(FieldRule.FILE)
    case.takes(record(child(moved_out=SUMMER)))
    assert case.stored.members == (child(moved_out=SUMMER, id=1),)


def test_the_first_list_for_a_household_entered_by_hand_contradicts_what_it_does_not_name() -> None:
    case = Case(record(MIA, partner(id=2)))
    merged = case.takes(record(child(), child(date(2026, 1, 1))))
    assert judged(merged) == [(PARTNER, FieldRule.ASK), ("household:child:2026-01-01:0", FieldRule.FILE)]
    assert case.stored.members == (MIA, partner(id=2), child(date(2026, 1, 1)))
