"""What the criteria of case management say together (Ziffer 3). A proposal: the caseworker decides."""

NEEDED = 3
"""So many criteria at once propose case management; of a shorter list, all."""


def criteria_propose(met: int, listed: int) -> bool:
    """Whether ``met`` of ``listed`` criteria propose that the criteria of case management are met."""
    return 0 < min(NEEDED, listed) <= met
