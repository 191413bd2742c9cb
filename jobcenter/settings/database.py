"""One DATABASE_URL, with what every connection needs."""

from typing import Any

# Unset, this setting of the triggers' library costs an exception in each of its triggers: 0.15 ms, and there are dozens
# for an applicant. Empty, it says the same: no trigger is ignored.
_NO_TRIGGER_IGNORED = "-c pgtrigger.ignore={}"


def with_options(database: dict[str, Any]) -> dict[str, Any]:
    """The database of a parsed URL; options that the URL gives stay in front."""
    options = database.get("OPTIONS", {})
    given = options.get("options", "")
    return database | {"OPTIONS": options | {"options": f"{given} {_NO_TRIGGER_IGNORED}".strip()}}
