"""The numbers of a run and the lists behind them: one definition of each, so that they are the same everywhere."""

from django.db import models
from django.db.models import F, Q, QuerySet

from routing.enums import EntryOutcome
from routing.models import ImportDuplicate, ImportEntry


class Kind(models.TextChoices):
    """What a list of entries is narrowed to, as it stands in its address."""

    NEW = "neu", "neu"
    CHANGED = "geaendert", "geändert"
    KEPT = "eintrag-bleibt", "nicht geändert, weil der Eintrag bleibt"
    CLOSED = "geschlossen", "in der Datei, Fall geschlossen"
    MISSING = "fehlt", "nicht mehr in der Datei"
    CONTRADICTED = "widersprochen", "Datei widerspricht einem Eintrag"
    DUPLICATES = "dubletten", "mögliche Dubletten"
    ANSWER = "antwort", "Antwort ändert sich"
    SEAT = "bestand", "mit Stelle aus dem Bestand"
    DISPLACED = "abweichend", "sitzen anders, als die Regeln sagen"


OF_OUTCOME = {
    EntryOutcome.NEW: Kind.NEW,
    EntryOutcome.CHANGED: Kind.CHANGED,
    EntryOutcome.KEPT: Kind.KEPT,
    EntryOutcome.CLOSED: Kind.CLOSED,
    EntryOutcome.MISSING: Kind.MISSING,
}

FROM_DESK = {Kind.ANSWER: "desk_before", Kind.SEAT: "seat", Kind.DISPLACED: "seat"}
"""Kinds that go from a desk to the desk that the rules name, with where they come from."""

_NARROWED = {
    **{kind: Q(outcome=outcome) for outcome, kind in OF_OUTCOME.items()},
    Kind.CONTRADICTED: Q(contradicts=True),
    Kind.DUPLICATES: Q(pk__in=ImportDuplicate.objects.values("entry")),
    Kind.ANSWER: Q(desk_before__isnull=False, desk_after__isnull=False) & ~Q(desk_before=F("desk_after")),
    Kind.SEAT: Q(seat__isnull=False),
    Kind.DISPLACED: Q(seat__isnull=False) & ~Q(seat=F("desk_after")),
}


def of_kind(entries: QuerySet[ImportEntry], kind: Kind) -> QuerySet[ImportEntry]:
    """Those of the entries that are of this kind."""
    return entries.filter(_NARROWED[kind])


def between(entries: QuerySet[ImportEntry], kind: Kind, source: str, target: str) -> QuerySet[ImportEntry]:
    """Those of the kind that come from one desk and go to another, by the codes; "" is any."""
    narrowed = of_kind(entries, kind)
    if source:
        narrowed = narrowed.filter(**{FROM_DESK[kind]: source})
    return narrowed.filter(desk_after=target) if target else narrowed
