"""One REDIS_URL, said in the words of the two libraries that use it."""

from urllib.parse import urlsplit


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
