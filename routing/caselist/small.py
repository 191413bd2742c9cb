"""Numbers that are not shown to those who see no persons, and what stands in their place."""

SMALLEST_SHOWN = 3
SMALL = f"< {SMALLEST_SHOWN}"
WITHHELD = "k. A."


def is_small(count: int) -> bool:
    """Whether it could be somebody whom a colleague recognises."""
    return 0 < count < SMALLEST_SHOWN
