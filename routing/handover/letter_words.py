"""Why the person to talk to changes, in plain German and without a diagnosis.

A letter lies open on a kitchen table. It never says what a rule found out about health, about a pregnancy, or about
case management; and so that its silence tells nothing either, the desks that would give something away are explained
with the very words that explain the largest one.
"""

from collections.abc import Iterator

from routing.rules.codes import DeskCode, LapseCause

_YOUNG = frozenset({DeskCode.U25, DeskCode.U25_AEZ})
_FAMILIES = frozenset({DeskCode.U25_AEZ, DeskCode.IFK_AEZ})

_TASKS_ARE_SHARED = "Wir verteilen die Aufgaben im Haus so, dass die Beratung zu Ihrer Lage passt."
_DATA_CHANGED = "Unsere Angaben zu Ihnen haben sich geändert."
_HOUSEHOLD_CHANGED = "Ihr Haushalt hat sich verändert."
_NO_LONGER_YOUNG = "Unsere Ansprechpersonen für junge Menschen sind nur bis zum 25. Geburtstag zuständig."

_OF_DESK = {
    DeskCode.SELF_EMPLOYED: "Für Menschen, die selbstständig arbeiten, gibt es bei uns eigene Ansprechpersonen.",
    DeskCode.U25_AEZ: "Für junge Menschen mit Familie gibt es bei uns eigene Ansprechpersonen.",
    DeskCode.U25: "Für junge Menschen unter 25 Jahren gibt es bei uns eigene Ansprechpersonen.",
    DeskCode.REHA_SB: _TASKS_ARE_SHARED,
    DeskCode.CASE_MANAGEMENT: _TASKS_ARE_SHARED,
    DeskCode.IFK_AEZ: "Für Familien mit einem Elternteil gibt es bei uns eigene Ansprechpersonen.",
    DeskCode.PLACEMENT: _TASKS_ARE_SHARED,
}

_OF_CAUSE = {
    LapseCause.PARTNER_MOVED_IN: "In Ihrem Haushalt lebt jetzt eine weitere erwachsene Person.",
    LapseCause.OTHER_ADULT_MOVED_IN: "In Ihrem Haushalt lebt jetzt eine weitere erwachsene Person.",
    LapseCause.MINOR_OF_HOUSEHOLD_CAME_OF_AGE: "In Ihrem Haushalt ist jemand volljährig geworden.",
    LapseCause.YOUNGEST_CHILD_CAME_OF_AGE: "Ihr jüngstes Kind ist volljährig geworden.",
    LapseCause.LAST_CHILD_MOVED_OUT: _HOUSEHOLD_CHANGED,
    LapseCause.CHILD_MARRIED: _HOUSEHOLD_CHANGED,
    LapseCause.WAITING_TIME_OVER: _DATA_CHANGED,
    LapseCause.PREGNANCY_MARK_ENDED: _DATA_CHANGED,
    LapseCause.POLICY_CHANGED: "Die Regeln, nach denen wir die Aufgaben im Haus verteilen, haben sich geändert.",
    LapseCause.RECORD_CORRECTED: _DATA_CHANGED,
}


def why(source: DeskCode, target: DeskCode, cause: LapseCause | None) -> Iterator[str]:
    """Why ``target`` is responsible instead of ``source``, sentence by sentence. ``cause`` is why the status ended, if
    it did; it is told only where that is what the change rests on.
    """
    if cause is not None and source in _FAMILIES and target in {DeskCode.U25, DeskCode.PLACEMENT}:
        yield _OF_CAUSE[cause]
    if source in _YOUNG and target not in _YOUNG | {DeskCode.SELF_EMPLOYED}:
        yield _NO_LONGER_YOUNG
    yield _OF_DESK[target]
