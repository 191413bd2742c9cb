"""A test in which something was caught fails."""

import pytest

from tests.nets.findings import caught, pytest_runtest_call, report


def test_a_test_in_which_something_was_caught_fails_with_all_of_it() -> None:
    call = pytest_runtest_call()
    next(call)
    report("one")
    report("another")

    with pytest.raises(pytest.fail.Exception, match="one\nanother"):
        next(call)


def test_what_a_test_wants_to_be_caught_does_not_fail_it() -> None:
    call = pytest_runtest_call()
    next(call)
    with caught() as findings:
        report("one")

    with pytest.raises(StopIteration):
        next(call)
    assert findings == ["one"]
