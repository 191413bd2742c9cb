"""Two people changed one applicant: what differs, which version to propose, and what becomes of the choices. Pure.

``original`` is what the form was opened on, ``mine`` what was entered into it, ``stored`` what somebody else saved
meanwhile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from routing.intake.values import PARTS, FormValues, Texts

MINE = "mine"
STORED = "stored"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing to choose about: a field, or with an empty ``field`` a whole row that only one version has.

    ``row`` is the row's id, for a new row of mine its place ("neu2"), for the person empty. An absent row is None.
    """

    part: str
    row: str
    field: str
    mine: str | Texts | None
    stored: str | Texts | None
    default: str
    both_changed: bool

    @property
    def name(self) -> str:
        """The name of its choice in the form."""
        return "-".join(("pick", self.part, self.row, self.field))


def differences(original: FormValues, mine: FormValues, stored: FormValues) -> list[Difference]:
    """Everything in which mine and the stored version differ, in the order of the form.

    Proposed is mine for what I changed (also where both did), the stored version for what only the other changed.
    """
    found = list(_fields("person", "", original.person, mine.person, stored.person))
    for part in PARTS:
        found += _rows(part, _by_id(original, part), _by_id(mine, part), _by_id(stored, part))
    return found


def merged(found: list[Difference], mine: FormValues, picks: Mapping[str, str]) -> FormValues:
    """My version with every difference settled as picked; the proposal holds where nothing was."""
    person = dict(mine.person)
    rows = {part: _by_id(mine, part) for part in PARTS}
    for difference in found:
        if _picked(difference, picks) == MINE:
            continue
        if difference.part == "person":
            person[difference.field] = str(difference.stored)
        elif difference.field:
            row = rows[difference.part][difference.row]
            rows[difference.part][difference.row] = {**row, difference.field: str(difference.stored)}
        elif isinstance(difference.stored, dict):
            rows[difference.part][difference.row] = difference.stored
        else:
            del rows[difference.part][difference.row]
    return FormValues(person=person, **{part: tuple(rows[part].values()) for part in PARTS})


def _picked(difference: Difference, picks: Mapping[str, str]) -> str:
    pick = picks.get(difference.name, "")
    return pick if pick in (MINE, STORED) else difference.default


def _by_id(values: FormValues, part: str) -> dict[str, Texts]:
    return {row["id"] or f"neu{place}": row for place, row in enumerate(values.rows(part))}


def _rows(
    part: str, original: Mapping[str, Texts], mine: Mapping[str, Texts], stored: Mapping[str, Texts]
) -> Iterator[Difference]:
    for row in [*mine, *(row for row in stored if row not in mine)]:
        if row in mine and row in stored:
            yield from _fields(part, row, original.get(row, stored[row]), mine[row], stored[row])
        else:
            yield _whole_row(part, row, original.get(row), mine.get(row), stored.get(row))


def _whole_row(part: str, row: str, original: Texts | None, mine: Texts | None, stored: Texts | None) -> Difference:
    changed_by_me, changed_by_other = mine != original, stored != original
    return Difference(
        part, row, "", mine, stored, MINE if changed_by_me else STORED, changed_by_me and changed_by_other
    )


def _fields(part: str, row: str, original: Texts, mine: Texts, stored: Texts) -> Iterator[Difference]:
    for field in stored:
        ours, theirs, before = mine.get(field, ""), stored[field], original.get(field, "")
        if ours != theirs and field != "id":
            default = MINE if ours != before else STORED
            yield Difference(part, row, field, ours, theirs, default, before not in {ours, theirs})
