"""The list of applicants and its search: whole pages as a caseworker of the largest desk gets them."""

from collections.abc import Iterator
from urllib.parse import urlencode

from bench.changelist import browser, page_figures
from bench.measurement import Figure, grouped
from bench.office import LARGE, fill

_AT_MOST = 3.0

# Each beside the admin's list in the same order, where it knows that order.
_ADDRESSES = (
    ("Liste nach Name", "?ansicht=alle", "?o=1"),
    ("Liste nach Dringlichkeit", "?sortierung=dringlichkeit", "?o=7"),
    ("eigene Fälle nach Dringlichkeit", "?meine=on&sortierung=dringlichkeit", "?o=7"),
    ("alle Fälle nach Dringlichkeit", "?faelle=alle&sortierung=dringlichkeit", "?o=7"),
    ("Liste nach „gilt bis“", "?sortierung=gilt_bis", "?o=7"),
    ("Liste mit offenen Punkten", "?offen=any", "?o=1"),
    ("Liste, Zuständigkeit geändert", "?geaendert=on", "?o=1"),
)
# Ours finds a name however it is spelt; the admin is asked for one that it finds.
_TERMS = (("Müller", "Müller"), ("Mueler", "Müller"), ("Schmitt, Anna", "Schmidt"), ("335A1", "335A1"))


def measure(cases: int = LARGE, rounds: int = 20) -> Iterator[Figure]:
    """Rendering included."""
    client, data = browser(fill(cases)), f"{grouped(cases)} Fälle"
    for name, address, order in _ADDRESSES:
        yield from page_figures(client, name, f"/faelle/{address}", data, rounds, _AT_MOST, order)
    for term, found in _TERMS:
        address = client.post("/faelle/suche/", {"q": term})["Location"]
        order = f"?{urlencode({'q': found})}"
        yield from page_figures(client, f"Suche „{term}“", address, data, rounds, _AT_MOST, order)
