"""One REDIS_URL, said in the words of the two libraries that use it."""

from typing import Any
from urllib.parse import urlsplit

from redis.backoff import NoBackoff
from redis.retry import Retry

# Throttle and progress are not worth waiting for.
_PATIENCE_SECONDS = 0.5


def cache_url(redis_url: str, database: int) -> str:
    """Return the address of one numbered database for redis-py (Django's cache).

    `redis_url` names the server: `redis://…`, `rediss://…` or `unix:///path/of/the.socket`, without a database.
    """
    if redis_url.startswith("unix:"):
        return f"{redis_url}?db={database}"
    return f"{redis_url.rstrip('/')}/{database}"


def broker_url(redis_url: str, database: int) -> str:
    """Return the address of one numbered database for Celery's transport, which spells sockets differently."""
    if redis_url.startswith("unix:"):
        return f"redis+socket://{urlsplit(redis_url).path}?virtual_host={database}"
    return f"{redis_url.rstrip('/')}/{database}"


def caches(redis_url: str, database: int) -> dict[str, Any]:
    """Return Django's `CACHES`: one numbered database of the server, which may be missing."""
    options = {
        "socket_timeout": _PATIENCE_SECONDS,
        "socket_connect_timeout": _PATIENCE_SECONDS,
        "retry": Retry(NoBackoff(), retries=1),
    }
    location = cache_url(redis_url, database)
    return {"default": {"BACKEND": "kit.optional_cache.OptionalCache", "LOCATION": location, "OPTIONS": options}}
