"""How far the work on a run is. Only for the eye: it stands in the cache, and no run depends on it."""

from django.core.cache import cache

from routing.models import ImportRun

_KEPT_SECONDS = 3600


def tell(run: ImportRun, share: float) -> None:
    """Note which share (0 to 1) is done."""
    cache.set(_key(run), share, _KEPT_SECONDS)


def percent_of(run: ImportRun) -> int:
    """How much of the present work is done; 0 where nobody has said anything yet."""
    return round(100 * float(cache.get(_key(run), 0.0)))


def _key(run: ImportRun) -> str:
    return f"import-{run.pk}"
