"""A policy of one's own for the batch door: a JSON list of versions."""

import difflib
import json
from datetime import date

from kit.lists import cells
from kit.lists.problems import UnreadableCell, UnusableFile
from kit.lists.source import Source
from kit.lists.text import open_file
from routing.rules.policy import Policy, PolicySchedule

_WHOLE_NUMBERS = ("adult_age", "u25_age", "waiting_days")
_NAMES = ("valid_from", *_WHOLE_NUMBERS, "other_adults_count")


def read_policy(source: Source) -> PolicySchedule:
    """The versions in the file. What a version does not name has its default; the default version holds
    before the first one. Raises `UnusableFile` when the file says anything else, in one German sentence.
    """
    with open_file(source) as file:
        content = file.read()
    try:
        versions = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_without_repetition)
    except _WrongPolicy as wrong:
        raise UnusableFile(f"{source.name}: {wrong}") from None
    except (ValueError, RecursionError):
        raise UnusableFile(f"{source.name} ist kein JSON in UTF-8.") from None
    try:
        return _schedule(versions)
    except _WrongPolicy as wrong:
        raise UnusableFile(f"{source.name}: {wrong}") from None


class _WrongPolicy(Exception):
    """``str()`` says in German what is wrong."""


def _without_repetition(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise _WrongPolicy("Eine Fassung nennt einen Wert zweimal.")
    return values


def _schedule(versions: object) -> PolicySchedule:
    if not isinstance(versions, list) or not versions:
        raise _WrongPolicy("Die Datei muss eine Liste mit mindestens einer Fassung enthalten.")
    policies = [_version(version, f"Fassung {place}") for place, version in enumerate(versions, start=1)]
    try:
        return PolicySchedule(policies)
    except ValueError:
        raise _WrongPolicy("Zwei Fassungen gelten ab demselben Tag.") from None


def _version(version: object, place: str) -> Policy:
    if not isinstance(version, dict):
        raise _WrongPolicy(f"{place} ist kein Objekt mit den Werten {', '.join(_NAMES)}.")
    for name in version:
        if name not in _NAMES:
            nearest = difflib.get_close_matches(name, _NAMES, n=1, cutoff=0)[0]
            raise _WrongPolicy(f"{place} nennt einen unbekannten Wert, gemeint ist vielleicht »{nearest}«.")
    defaults = Policy()
    return Policy(
        valid_from=_first_day(version.get("valid_from"), place),
        adult_age=_whole_number(version, "adult_age", defaults.adult_age, place),
        u25_age=_whole_number(version, "u25_age", defaults.u25_age, place),
        waiting_days=_whole_number(version, "waiting_days", defaults.waiting_days, place),
        other_adults_count=_yes_or_no(version, "other_adults_count", place, default=defaults.other_adults_count),
    )


def _first_day(value: object, place: str) -> date:
    if value is None:
        return date.min
    try:
        return cells.iso_day(value if isinstance(value, str) else "")
    except UnreadableCell:
        raise _WrongPolicy(f"{place}: valid_from muss ein Datum JJJJ-MM-TT sein.") from None


def _whole_number(version: dict[str, object], name: str, default: int, place: str) -> int:
    value = version.get(name, default)
    # JSON's true is an int for Python.
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _WrongPolicy(f"{place}: {name} muss eine ganze Zahl ab 0 sein.")
    return value


def _yes_or_no(version: dict[str, object], name: str, place: str, *, default: bool) -> bool:
    value = version.get(name, default)
    if not isinstance(value, bool):
        raise _WrongPolicy(f"{place}: {name} muss true oder false sein.")
    return value
