"""One DATABASE_URL, with what every connection needs."""

from typing import Any

# Unset, this setting of the triggers' library costs an exception in each of its triggers: 0.15 ms, and there are dozens
# for an applicant. Empty, it says the same: no trigger is ignored.
_NO_TRIGGER_IGNORED = "-c pgtrigger.ignore={}"
# A server that stalls is as good as none: the page says so soon enough.
_CONNECT_SECONDS = 5


def with_options(database: dict[str, Any]) -> dict[str, Any]:
    """The database of a parsed URL; what the URL gives stays in front."""
    options = database.get("OPTIONS", {})
    given = options.get("options", "")
    own = {"options": f"{given} {_NO_TRIGGER_IGNORED}".strip()}
    return database | {"OPTIONS": {"connect_timeout": _CONNECT_SECONDS} | options | own}
