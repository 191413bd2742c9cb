"""Who should look after a case: one proposal with its reason, and everybody else beside it. No clock, no database."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kit.codes import LabelledCode


class Ground(LabelledCode):
    """Why somebody is proposed, the first that applies."""

    HOUSEHOLD = "household", "betreut schon jemanden aus derselben BG"
    FORMER = "former", "hat den Fall schon einmal betreut"
    KEY = "key", "Schlüssel der Stelle"
    MOST_ROOM = "most_room", "am meisten Platz"


@dataclass(frozen=True)
class Room:
    """A caseworker of a desk with her cases and how many are her full load there. ``arriving`` and ``leaving`` are
    moves that are agreed but not carried out. ``restriction``: what keeps her from taking new cases, ``ahead``: what
    soon will; in words.
    """

    person: int
    name: str
    places: int
    cases: int
    arriving: int = 0
    leaving: int = 0
    restriction: str = ""
    ahead: str = ""

    @property
    def expected(self) -> int:
        """Her cases once everything agreed is carried out."""
        return self.cases + self.arriving - self.leaving

    @property
    def free(self) -> int:
        """So many more she has room for; negative above her full load."""
        return self.places - self.expected

    def load(self, more: int = 0) -> int:
        """Per cent of her full load, with ``more`` cases on top."""
        return round((self.expected + more) * 100 / self.places)

    def load_words(self, more: int) -> str:
        """The load before and after: "87 % → 93 %"."""
        return f"{self.load()} % → {self.load(more)} %"

    def against(self, more: int) -> str:
        """What speaks against giving her ``more`` cases: "kein Platz, abwesend bis 06.03.2026"; empty without."""
        full = "" if self.free >= more else "nicht genug Platz" if self.free > 0 else "kein Platz"
        return ", ".join(filter(None, (full, self.restriction, self.ahead)))


@dataclass(frozen=True)
class Ties:
    """What binds a case to people: who looks after members of its household (BG) at the desk, who looked after it
    before (the latest first), and whose the desk's own key says it is.
    """

    household: Collection[int] = ()
    former: Sequence[int] = ()
    key: int | None = None


@dataclass(frozen=True)
class Proposal:
    """``person``: none where nobody of the desk takes new cases. ``sentence`` says why, and whether nobody has room."""

    person: int | None
    ground: Ground | None
    sentence: str


def propose(rooms: Sequence[Room], ties: Ties, *, more: int = 1) -> Proposal:
    """Who should get the case: whoever has its household, whatever her load; its former caseworker or the one whom the
    desk's key names, if she has room; else whoever is loaded least after it. ``more``: so many cases for one person.
    """
    able = [room for room in rooms if not room.restriction]
    if not able:
        return Proposal(None, None, "An der Stelle nimmt zurzeit niemand neue Fälle. Wählen Sie trotzdem jemanden.")
    room, ground = _chosen(able, ties, more)
    is_full = all(each.free < more for each in able)
    return Proposal(room.person, ground, _sentence(room, ground, more, is_full=is_full))


def most_room_first(rooms: Sequence[Room], more: int = 1) -> list[Room]:
    """By the load that ``more`` cases would make; of equal ones the one with more free places, then by name."""
    return sorted(rooms, key=lambda room: ((room.expected + more) / room.places, -room.free, room.name, room.person))


_WHY = {
    Ground.HOUSEHOLD: "betreut schon jemanden aus derselben BG",
    Ground.FORMER: "hat den Fall schon einmal betreut und hat Platz",
    Ground.KEY: "ist nach dem Schlüssel der Stelle an der Reihe und hat Platz",
    Ground.MOST_ROOM: "hat am meisten Platz",
}


def _chosen(able: Sequence[Room], ties: Ties, more: int) -> tuple[Room, Ground]:
    ordered = most_room_first(able, more)
    for room in ordered:
        if room.person in ties.household:
            return room, Ground.HOUSEHOLD
    with_room = {room.person: room for room in able if room.free >= more}
    for person in ties.former:
        if person in with_room:
            return with_room[person], Ground.FORMER
    if ties.key in with_room:
        return with_room[ties.key], Ground.KEY
    return ordered[0], Ground.MOST_ROOM


def _sentence(room: Room, ground: Ground, more: int, *, is_full: bool) -> str:
    why = "ist am wenigsten ausgelastet" if ground is Ground.MOST_ROOM and is_full else _WHY[ground]
    nobody = "Niemand hat dafür Platz. " if is_full else ""
    overfull = " und liegt damit über der vollen Auslastung" if not is_full and room.free < more else ""
    return f"{nobody}{room.name} {why} ({room.load_words(more)}){overfull}."
