"""Counting by desk and month."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from routing.outlook.forecast import spans
from routing.outlook.numbers import Counted, desk_months

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
    tables = [desk_months(counted, stock, desk, COLUMNS) for desk in DESKS]
    for months in zip(*tables, strict=True):
        assert sum(month.inflow.number for month in months) == sum(month.outflow.number for month in months)
        assert sum(month.stock for month in months) == sum(stock.values())
    assert sum(month.inflow.number for table in tables for month in table) == sum(each.number for each in counted)
