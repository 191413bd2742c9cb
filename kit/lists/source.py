"""A file, and what its user calls it."""

from typing import NamedTuple


class Source(NamedTuple):
    """Where the bytes lie, and the name that messages use: an uploaded file lies under a random one."""

    path: str
    name: str


def named(path: str) -> Source:
    """A file that its user calls by its path."""
    return Source(path, path)
