"""What people entered about the applicant herself, and lists that say otherwise."""

from datetime import date

import pytest

from routing.caseload.merge import PERSON_COLUMNS, Sides
from routing.fields import FieldRule, ImportField
from routing.record import PersonRecord
from routing.tests.caseload.building import (
    COLUMNS,
    Case,
    asked,
    brought,
    every_field,
    judged,
    record,
    without,
)

OTHER_VALUES = {
    "bg_number": "33502//0000102",
    "last_name": "Yıldız",
    "first_name": "Nadja",
    "birth_date": date(1991, 3, 15),
    "gender": "w",
    "street": "Hauptstr. 1",
    "postal_code": "58095",
    "city": "Hagen",
    "telephone": "0171 2",
    "email": "n@example.org",
    "verbis_single_parent": True,
}


def phoned(telephone: str) -> Case:
    """The list knows one number, a caseworker has heard another."""
    return brought(record(telephone="02331 1"), record(telephone=telephone))


def test_what_the_list_says_anew_is_taken_over_without_a_question() -> None:
    case = brought(record(telephone="02331 1"))
    merged = case.takes(record(telephone="02331 9"))
    assert case.stored.person.telephone == "02331 9"
    assert judged(merged) == [("telephone", FieldRule.FILE)]
    assert not merged.differences[0].contradicts


def test_a_phone_number_corrected_by_hand_is_asked_about_and_stays_meanwhile() -> None:
    case = phoned("0171 2")
    for _ in range(2):
        merged = case.takes(record(telephone="02331 1"))
        (question,) = merged.differences
        assert (question.label, question.stored, question.filed) == ("Telefon", "0171 2", "02331 1")
        assert question.contradicts
        assert asked(merged) == ["telephone"]
        assert case.stored.person.telephone == "0171 2"


def test_the_list_wins_when_that_is_the_answer() -> None:
    case = phoned("0171 2")
    assert case.takes(record(telephone="02331 1"), {"telephone": FieldRule.FILE}).changes
    assert case.stored.person.telephone == "02331 1"
    assert case.takes(record(telephone="02331 1")).differences == ()


def test_an_entry_that_was_upheld_is_not_asked_about_again() -> None:
    case = phoned("0171 2")
    case.takes(record(telephone="02331 1"), {"telephone": FieldRule.ENTRY})
    for _ in range(2):
        merged = case.takes(record(telephone="02331 1"))
        assert judged(merged) == [("telephone", FieldRule.ENTRY)]
        assert case.memory is not None
        assert case.memory.kept == {"telephone": Sides("0171 2", "02331 1")}


@pytest.mark.parametrize(("entry", "filed"), [("0171 2", "02331 9"), ("0171 3", "02331 1")])
def test_an_entry_that_was_upheld_is_asked_about_again_when_either_side_says_something_else(
    entry: str, filed: str
) -> None:
    case = phoned("0171 2")
    case.takes(record(telephone="02331 1"), {"telephone": FieldRule.ENTRY})
    case.stored = record(telephone=entry)
    assert asked(case.takes(record(telephone=filed))) == ["telephone"]


def test_an_upheld_entry_that_the_list_adopts_needs_nobody_any_more() -> None:
    case = phoned("0171 2")
    case.takes(record(telephone="02331 1"), {"telephone": FieldRule.ENTRY})
    assert case.takes(record(telephone="0171 2")).differences == ()
    assert case.takes(record(telephone="02331 9")).changes


def test_where_entries_are_right_nobody_is_asked_and_nothing_counts_as_upheld() -> None:
    case = phoned("0171 2")
    case.rules = every_field(FieldRule.ENTRY)
    merged = case.takes(record(telephone="02331 1"))
    assert judged(merged) == [("telephone", FieldRule.ENTRY)]
    assert not merged.changes
    assert merged.memory.kept == {}
    case.rules = every_field(FieldRule.ASK)
    assert asked(case.takes(record(telephone="02331 1"))) == ["telephone"]


def test_a_rule_that_entries_are_right_upholds_nothing_against_new_words_of_the_list() -> None:
    case = phoned("0171 2")
    case.takes(record(telephone="02331 1"), {"telephone": FieldRule.ENTRY})
    case.rules = every_field(FieldRule.ENTRY)
    case.takes(record(telephone="02331 9"))
    case.rules = every_field(FieldRule.ASK)
    assert asked(case.takes(record(telephone="02331 9"))) == ["telephone"]


def test_an_answer_does_not_outdo_a_rule_that_was_changed_since() -> None:
    case = phoned("0171 2")
    case.rules = every_field(FieldRule.ENTRY)
    case.takes(record(telephone="02331 1"), {"telephone": FieldRule.FILE})
    assert case.stored.person.telephone == "0171 2"
    assert case.memory is not None
    assert case.memory.kept == {}


@pytest.mark.parametrize("field", PERSON_COLUMNS)
@pytest.mark.parametrize("rule", FieldRule)
def test_each_field_follows_its_own_rule(field: ImportField, rule: FieldRule) -> None:
    entered = record(**{field.value: OTHER_VALUES[field]})
    case = brought(record(), entered)
    case.rules = every_field(FieldRule.ENTRY if rule is FieldRule.FILE else FieldRule.FILE) | {field: rule}
    assert judged(case.takes(record())) == [(field.value, rule)]
    assert case.stored == (record() if rule is FieldRule.FILE else entered)


def test_an_emptied_cell_empties_what_the_list_brought() -> None:
    case = brought(record(telephone="02331 1", verbis_single_parent=True))
    merged = case.takes(record())
    assert case.stored == record()
    words = {difference.key: (difference.stored, difference.filed) for difference in merged.differences}
    assert words == {"telephone": ("02331 1", "–"), "verbis_single_parent": ("ja", "nein")}


def test_a_missing_column_says_nothing() -> None:
    case = brought(record(telephone="02331 1", gender="w"))
    case.columns = without(COLUMNS, "telefon", "geschlecht")
    assert case.takes(record()).differences == ()
    case.columns = COLUMNS
    assert case.takes(record(telephone="02331 9", gender="w")).changes
    assert case.stored.person.telephone == "02331 9"


def test_a_column_that_comes_for_the_first_time_fills_what_is_empty_and_contradicts_what_was_entered() -> None:
    case = brought(record(), record(telephone="0171 2"))
    case.columns = without(COLUMNS, "telefon", "email")
    case.takes(record())
    case.columns = COLUMNS
    merged = case.takes(record(telephone="02331 1", email="n@example.org"))
    assert judged(merged) == [("telephone", FieldRule.ASK), ("email", FieldRule.FILE)]


def test_the_first_list_for_somebody_entered_by_hand_fills_gaps_and_contradicts_the_rest() -> None:
    case = Case(record(last_name="Alber", telephone="0171 2"))
    merged = case.takes(record(telephone="02331 1", gender="w", verbis_single_parent=True))
    assert asked(merged) == ["last_name", "telephone"]
    assert case.stored == record(last_name="Alber", telephone="0171 2", gender="w", verbis_single_parent=True)
    assert asked(case.takes(record(telephone="02331 1", gender="w", verbis_single_parent=True))) == asked(merged)


def test_dates_are_put_as_people_write_them() -> None:
    case = brought(record(), record(birth_date=date(1991, 3, 15)))
    (question,) = case.takes(record()).differences
    assert (question.stored, question.filed) == ("15.03.1991", "14.03.1991")


def test_every_field_of_the_person_but_her_number_has_a_column() -> None:
    assert {"customer_number", *PERSON_COLUMNS} == set(PersonRecord.__slots__)
