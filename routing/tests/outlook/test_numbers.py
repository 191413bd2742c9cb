"""Counting by desk and month; and nobody to be recognised in a small number."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from routing.caselist.small import SMALL, WITHHELD
from routing.outlook.forecast import spans
from routing.outlook.numbers import IN, OUT, Counted, Key, desk_months, has_hidden, hidden

ON = date(2026, 11, 22)
COLUMNS = spans(ON)
DESKS = ("u25", "ifk_aez", "placement", "reha_sb")
COUNTED = st.lists(
    st.builds(
        Counted,
        st.sampled_from(DESKS[:2]),
        st.sampled_from(DESKS[1:]),
        st.sampled_from([column.first.replace(day=1) for column in COLUMNS[:4]]),
        st.booleans(),
        st.integers(1, 9),
    ).filter(lambda counted: counted.source != counted.target),
    max_size=12,
    unique_by=lambda counted: counted[:4],
)
STOCK = st.fixed_dictionaries({}, optional={desk: st.integers(0, 300) for desk in DESKS})


@given(COUNTED, STOCK)
def test_what_comes_to_all_desks_is_what_goes_from_all_desks_and_the_stock_of_all_stays(
    counted: list[Counted], stock: dict[str, int]
) -> None:
    tables = [desk_months(counted, stock, desk, COLUMNS, exact=True) for desk in DESKS]
    for months in zip(*tables, strict=True):
        assert sum(month.inflow.number for month in months) == sum(month.outflow.number for month in months)
        assert sum(month.stock or 0 for month in months) == sum(stock.values())
    assert sum(month.inflow.number for table in tables for month in table) == sum(each.number for each in counted)


@given(COUNTED, STOCK)
def test_no_small_number_is_shown_to_those_who_see_no_persons(counted: list[Counted], stock: dict[str, int]) -> None:
    for desk in DESKS:
        for month in desk_months(counted, stock, desk, COLUMNS, exact=False):
            for amount in (month.inflow, month.outflow):
                parts = (amount.number, amount.unconfirmed, amount.number - amount.unconfirmed)
                shown = parts[:1] if amount.hidden_part else parts
                assert not {1, 2} & set(shown)


@given(COUNTED, STOCK)
def test_the_stock_tells_no_more_than_the_numbers_that_are_shown(counted: list[Counted], stock: dict[str, int]) -> None:
    for desk in DESKS:
        months = desk_months(counted, stock, desk, COLUMNS, exact=False)
        there = stock.get(desk, 0)
        for month in months:
            there += month.inflow.number - month.outflow.number
            assert month.stock in {None, there}
            assert (month.stock is None) == (stock.get(desk, 0) in {1, 2})


def moves(*numbers: tuple[str, str, int]) -> dict[Key, int]:
    cells: Counter[Key] = Counter()
    for source, target, number in numbers:
        cells[source, OUT] += number
        cells[target, IN] += number
    return cells


def test_a_larger_number_goes_with_the_small_one_that_could_be_reckoned_from_it() -> None:
    cells = moves(("u25", "placement", 1), ("ifk_aez", "placement", 9), ("reha_sb", "ifk_aez", 5))
    assert hidden(cells) == {("u25", OUT): SMALL, ("ifk_aez", IN): WITHHELD}


def test_where_all_numbers_are_small_none_is_told_from_the_others() -> None:
    cells = moves(("u25", "placement", 1), ("ifk_aez", "placement", 1))
    assert set(hidden(cells).values()) == {WITHHELD}


@given(st.dictionaries(st.tuples(st.sampled_from(DESKS), st.sampled_from([IN, OUT])), st.integers(0, 30)))
def test_never_is_a_single_number_hidden_alone(cells: dict[Key, int]) -> None:
    withheld = hidden(cells)
    shown = [key for key, number in cells.items() if number and key not in withheld]
    assert len(withheld) != 1 or not shown
    assert all(cells[key] not in {1, 2} for key in shown)


def test_the_table_says_that_something_is_hidden() -> None:
    few = [Counted("u25", "placement", date(2026, 12, 1), True, 2)]
    assert has_hidden(desk_months(few, {"u25": 9}, "u25", COLUMNS, exact=False))
    assert not has_hidden(desk_months(few, {"u25": 9}, "u25", COLUMNS, exact=True))
