"""Whole numbers out of addresses and forms."""

import pytest

from kit.numbers import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("17", 17), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", " 1", "²", "٣", "9" * 19, "9" * 5000])
def test_anything_else_is_none_without_an_error(text: str) -> None:
    assert whole_number(text) is None
