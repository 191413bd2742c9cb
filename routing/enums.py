"""The words of routing beyond the rules' own (`routing.rules.codes`), and the choices that models derive from both."""

from collections.abc import Iterable

from django.db import models

from kit.codes import LabelledCode
from routing.fields import NOT_CONFIGURABLE, FieldRule, ImportField
from routing.rules.codes import Basis, DeskCode, LapseCause, NoticeKind, OpenPoint, Relation, RuleNumber
from routing.rules.proposal import Ground


def choices_of(codes: Iterable[LabelledCode]) -> list[tuple[str, str]]:
    """The codes of a rule vocabulary as choices of a model field."""
    return [(code.value, code.label) for code in codes]


DESK_CHOICES = choices_of(DeskCode)
RELATION_CHOICES = choices_of(Relation)
BASIS_CHOICES = choices_of(Basis)
OPEN_POINT_CHOICES = choices_of(OpenPoint)
IMPORT_FIELD_CHOICES = choices_of(field for field in ImportField if field not in NOT_CONFIGURABLE)
FIELD_RULE_CHOICES = choices_of(FieldRule)
LAPSE_CAUSE_CHOICES = choices_of(LapseCause)
NOTICE_KIND_CHOICES = choices_of(NoticeKind)
GROUND_CHOICES = choices_of(Ground)
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
    IMPORTED = "imported", "Einspielung"
    REVIEWED = "reviewed", "Nachtlauf"
    TRANSFERRED = "transferred", "Überstellung"
    OVERRIDDEN = "overridden", "Übersteuerung"
    NEW_POLICY = "new_policy", "neue Vorgaben"


class AssignmentOrigin(models.TextChoices):
    """How an assignment came about."""

    FIRST_DECISION = "first_decision", "Entscheidung zur Eröffnung"
    TAKEN_OVER = "taken_over", "Fall übernommen"
    AS_IT_STANDS = "as_it_stands", "Bestand eingespielt"
    TRANSFERRED = "transferred", "Überstellung"
    COLLEAGUE = "colleague", "Wechsel der IFK"
    DISTRIBUTED = "distributed", "Verteilung"


class ColleagueReason(models.TextChoices):
    """Why another caseworker of the same desk takes a case."""

    WORKLOAD = "workload", "Ausgleich der Fallzahlen"
    ABSENCE = "absence", "Abwesenheit"
    LEAVING = "leaving", "Ausscheiden oder andere Aufgabe"
    CONFLICT = "conflict", "Befangenheit"
    WISH = "wish", "Wunsch der Bewerberin oder des Bewerbers"


class Deviation(models.TextChoices):
    """Why somebody else than the one proposed got a case."""

    WISH = "wish", "Wunsch der Bewerberin oder des Bewerbers"
    LANGUAGE = "language", "Sprache oder Fachkenntnis"
    KNOWN = "known", "Kontakt besteht schon"
    CONFLICT = "conflict", "Befangenheit"
    WORKLOAD = "workload", "Auslastung anders, als die Zahlen zeigen"


class DistributionOccasion(models.TextChoices):
    """Why many cases of a desk are given to its caseworkers at once."""

    LEAVING = "leaving", "Jemand geht"
    ABSENCE = "absence", "Längere Abwesenheit"
    TEAM_REBUILT = "team_rebuilt", "Team wird neu gebildet"
    FIRST = "first", "Fälle ohne IFK (Erstverteilung)"


class DistributionScope(models.TextChoices):
    """Which cases of the desk are distributed."""

    WITHOUT_CASEWORKER = "without_caseworker", "Fälle ohne IFK"
    OF_PEOPLE = "of_people", "Fälle bestimmter Personen"
    ALL = "all", "Alle Fälle der Stelle"


class DistributionState(models.TextChoices):
    """Where a plan stands."""

    PLANNED = "planned", "geplant"
    APPLIED = "applied", "angewendet"
    DISCARDED = "discarded", "verworfen"


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
    TAKE_OVER = "take_over", "Übernahme vorbereiten"
    DEPUTY = "deputy", "Vertretung"
    CALLER = "caller", "Vorsprache oder Anruf"
    SAME_HOUSEHOLD = "same_household", "Gleiche Bedarfsgemeinschaft"


class CasePhase(models.IntegerChoices):
    """The phases of the 4-phase model (Ziffer 3), in their order."""

    ANALYSIS = 1, "Potenzialanalyse/Profiling"
    GOALS = 2, "Zielfestlegung"
    STRATEGY = 3, "Strategieauswahl"
    IMPLEMENTATION = 4, "Umsetzung und Nachhaltung"


class KeepReason(models.TextChoices):
    """Why a case is kept although the criteria of case management are met (Ziffer 3, "grds.")."""

    TRUST = "trust", "Vertrauensverhältnis besteht"
    MEASURE = "measure", "Maßnahme läuft"
    NEAR_WORK = "near_work", "Arbeitsaufnahme steht bevor"
    CASE_CONFERENCE = "case_conference", "Entscheidung der Fallkonferenz"
    OTHER = "other", "anderer Grund"


class OverrideReason(models.TextChoices):
    """Why another desk than that of the rules looks after an applicant for a time."""

    CONTINUITY = "continuity", "Betreuung soll nicht abreißen"
    HOUSEHOLD = "household", "Bedarfsgemeinschaft in einer Hand"
    CONFLICT = "conflict", "Befangenheit oder gestörtes Verhältnis"
    CASE_CONFERENCE = "case_conference", "Entscheidung der Fallkonferenz"
    CAPACITY = "capacity", "Stelle zurzeit nicht besetzt"
    OTHER = "other", "anderer Grund"


class OverrideState(models.TextChoices):
    """Where an override stands. One whose last day is over stays approved."""

    REQUESTED = "requested", "beantragt"
    APPROVED = "approved", "genehmigt"
    REJECTED = "rejected", "abgelehnt"
    ENDED = "ended", "beendet"


STANDING_OVERRIDE_STATES = [OverrideState.REQUESTED.value, OverrideState.APPROVED.value]
"""While there is one for a day, no other is asked for."""

DECIDED_OVERRIDE_STATES = [OverrideState.APPROVED.value, OverrideState.REJECTED.value]
"""Somebody has said yes or no; of one that has ended, somebody may have."""


class TransferState(models.TextChoices):
    """Where a hand-over stands. Until it is completed the giving desk is responsible."""

    PROPOSED = "proposed", "vorgeschlagen"
    INITIATED = "initiated", "eingeleitet"
    ACCEPTED = "accepted", "angenommen"
    COMPLETED = "completed", "vollzogen"
    RETURNED = "returned", "zurückgegeben"
    WITHDRAWN = "withdrawn", "zurückgezogen"
    SUPERSEDED = "superseded", "überholt"


OPEN_TRANSFER_STATES = [TransferState.PROPOSED.value, TransferState.INITIATED.value]
LIVE_TRANSFER_STATES = [*OPEN_TRANSFER_STATES, TransferState.ACCEPTED.value]
"""Open ones, and those that are agreed and wait for their day: while there is one, no other begins."""


class TransferStepKind(models.TextChoices):
    """What happens to a hand-over."""

    PROPOSED = "proposed", "vorgeschlagen"
    INITIATED = "initiated", "eingeleitet"
    ACCEPTED = "accepted", "angenommen"
    COMPLETED = "completed", "vollzogen"
    RETURNED = "returned", "zurückgegeben"
    WITHDRAWN = "withdrawn", "zurückgezogen"
    SUPERSEDED = "superseded", "überholt"
    ANSWER_CHANGED = "answer_changed", "Antwort hat sich geändert"
    FIRST_CONTACT = "first_contact", "Erstkontakt erfolgt"


class ReturnReason(models.TextChoices):
    """Why the receiving desk returns a hand-over."""

    WRONG_DESK = "wrong_desk", "Die Stelle ist nicht zuständig"
    FACTS_OUTDATED = "facts_outdated", "Angaben sind überholt"
    SHEET_INCOMPLETE = "sheet_incomplete", "Unterlagen unvollständig"
    NOT_INFORMED = "not_informed", "Bewerber/in ist nicht informiert"
    NO_CAPACITY = "no_capacity", "keine Kapazität"


class HandoverTask(models.TextChoices):
    """The steps of a hand-over that have a term."""

    INITIATE = "initiate", "einleiten"
    ACCEPT = "accept", "annehmen oder zurückgeben"
    FIRST_CONTACT = "first_contact", "Erstkontakt nach der Annahme"


class ImportState(models.TextChoices):
    """Where the taking in of a list stands. The dry run ends in ``READY``; applying it in ``APPLIED``."""

    CHECKING = "checking", "Probelauf läuft"
    READY = "ready", "Probelauf fertig"
    APPLYING = "applying", "wird angewendet"
    APPLIED = "applied", "angewendet"
    DISCARDED = "discarded", "verworfen"
    EXPIRED = "expired", "abgelaufen"
    FAILED = "failed", "gescheitert"


OPEN_IMPORT_STATES = [ImportState.CHECKING.value, ImportState.READY.value, ImportState.APPLYING.value]


class ImportFileKind(models.TextChoices):
    """Which list an uploaded file is; a workbook holds them all."""

    APPLICANTS = "applicants", "Bewerber"
    HOUSEHOLD = "household", "Haushalt"
    STOCK = "stock", "Bestand"
    WORKBOOK = "workbook", "Arbeitsmappe"


class EntryOutcome(models.TextChoices):
    """What the lists do to an applicant."""

    NEW = "new", "neu"
    CHANGED = "changed", "geändert"
    KEPT = "kept", "widersprochen, Eintrag bleibt"
    MISSING = "missing", "nicht mehr in der Datei"
    CLOSED = "closed", "in der Datei, Fall geschlossen"


class ExportContent(models.TextChoices):
    """What an export holds."""

    LIST = "list", "Liste wie angezeigt"
    EXCHANGE = "exchange", "alle Angaben, im Format der Einspielung"


class ExportState(models.TextChoices):
    """Where an export stands."""

    REQUESTED = "requested", "in Arbeit"
    FINISHED = "finished", "bereit"
    FAILED = "failed", "gescheitert"
    EXPIRED = "expired", "gelöscht"


class WhatIfState(models.TextChoices):
    """Where a question about other values of the policy stands."""

    COMPUTING = "computing", "wird gerechnet"
    FINISHED = "finished", "gerechnet"
    CANCELLED = "cancelled", "abgebrochen"
    FAILED = "failed", "gescheitert"
    PROPOSED = "proposed", "beantragt"
    IN_FORCE = "in_force", "in Kraft gesetzt"


PROPOSED_WHAT_IF_STATES = [WhatIfState.PROPOSED.value, WhatIfState.IN_FORCE.value]
"""Somebody has asked for the values to be in force."""

COMPARED_WHAT_IF_STATES = [WhatIfState.FINISHED.value, *PROPOSED_WHAT_IF_STATES]
"""What the values would change is known."""
