"""Numbers of persons for those who see no exact figures, and for what leaves the office.

Each number stands in one breakdown only: its parts have nobody in common, and no total, share or difference stands
beside them, so that no part follows from the others or from another page.
"""

from typing import NamedTuple

from kit.charts import thousands

_SMALLEST_SHOWN = 3


class Breakdown(NamedTuple):
    """Who is counted, and by what."""

    counted: str
    by: str


SINGLE_PARENTS = Breakdown("Alleinerziehende", "Stelle")

# All addresses, by name, at which BCA and B-Team read numbers of persons, and the files for outside.
PAGES = {
    "figures": SINGLE_PARENTS,
    "figures_csv": SINGLE_PARENTS,
    "figures_xlsx": SINGLE_PARENTS,
    "outside_csv": SINGLE_PARENTS,
    "outside_xlsx": SINGLE_PARENTS,
}


def reduced(count: int) -> str:
    """The number as it is written; of one and two only that there are so few: a colleague could recognise them."""
    return f"< {_SMALLEST_SHOWN}" if 0 < count < _SMALLEST_SHOWN else thousands(count)
