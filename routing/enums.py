"""The words of routing beyond the rules' own (`routing.rules.codes`), and the choices that models derive from both."""

from collections.abc import Iterable

from django.db import models

from routing.rules.codes import Basis, DeskCode, LabelledCode, OpenPoint, Relation, RuleNumber


def choices_of(codes: Iterable[LabelledCode]) -> list[tuple[str, str]]:
    """The codes of a rule vocabulary as choices of a model field."""
    return [(code.value, code.label) for code in codes]


DESK_CHOICES = choices_of(DeskCode)
RELATION_CHOICES = choices_of(Relation)
BASIS_CHOICES = choices_of(Basis)
OPEN_POINT_CHOICES = choices_of(OpenPoint)
RULE_NUMBERS = [int(number) for number in RuleNumber]


class Gender(models.TextChoices):
    """The gender as registered; no rule reads it."""

    FEMALE = "w", "weiblich"
    MALE = "m", "männlich"
    DIVERSE = "d", "divers"
    NOT_STATED = "x", "ohne Angabe"


class StatusKind(models.TextChoices):
    """The dated statuses of an applicant."""

    SELF_EMPLOYED = "self_employed", "selbstständig"
    SEVERELY_DISABLED = "severely_disabled", "schwerbehindert"
    EQUAL_STATUS = "equal_status", "gleichgestellt"
    REHABILITATION = "rehabilitation", "in Rehabilitation"
    SECTION_10 = "section_10", "§ 10 SGB II (ohne Bedeutung für die Zuordnung)"


class Occasion(models.TextChoices):
    """What made the office ask the rules."""

    TAKEN_IN = "taken_in", "Aufnahme"
    FACTS_CHANGED = "facts_changed", "Änderung der Angaben"
    REOPENED = "reopened", "Wiederaufnahme"
    TAKEN_OVER = "taken_over", "Übernahme"


class AssignmentOrigin(models.TextChoices):
    """How an assignment came about."""

    FIRST_DECISION = "first_decision", "Entscheidung zur Eröffnung"
    TAKEN_OVER = "taken_over", "Fall übernommen"


class ClosingReason(models.TextChoices):
    """Why a case was closed."""

    WORK = "work", "Arbeitsaufnahme"
    MOVED = "moved", "Umzug"
    PENSION = "pension", "Rente"
    DEATH = "death", "Tod"
    OTHER = "other", "sonstiger Grund"


class AccessReason(models.TextChoices):
    """Why somebody opens the record of an applicant whom another team looks after."""

    TAKEN_IN = "taken_in", "Selbst aufgenommen"
    TAKE_OVER = "take_over", "Fall übernehmen"
    DEPUTY = "deputy", "Vertretung"
    CALLER = "caller", "Vorsprache oder Anruf"
    SAME_HOUSEHOLD = "same_household", "Gleiche Bedarfsgemeinschaft"
