"""The vocabulary of routing: every code that a rule reads or answers with. Models derive their choices from it."""

from enum import IntEnum

from kit.codes import LabelledCode


class DeskCode(LabelledCode):
    """The desks of the model of responsibility (Ziffer 3), in the order of the ladder."""

    SELF_EMPLOYED = "self_employed", "IFK Selbstständige"
    U25_AEZ = "u25_aez", "IFK/U25 AEZ"
    U25 = "u25", "IFK U25"
    REHA_SB = "reha_sb", "IFK Reha/SB"
    CASE_MANAGEMENT = "case_management", "Fallmanagement"
    IFK_AEZ = "ifk_aez", "IFK AEZ"
    PLACEMENT = "placement", "IFK Arbeitsvermittlung Ü25"


class Relation(LabelledCode):
    """What a member of the household is to the applicant."""

    CHILD = "child", "eigenes Kind"
    PARTNER = "partner", "Partner/in"
    OTHER = "other", "sonstige Person"


class Basis(LabelledCode):
    """What the single-parent status rests on (Ziffer 2)."""

    HOUSEHOLD = "household", "Haushalt"
    PREGNANCY = "pregnancy", "Schwangerschaft"


class OpenPoint(LabelledCode):
    """What is missing in the record where it could change the answer."""

    PROOF_OUTSTANDING = "proof_outstanding", "Nachweis der Schwangerschaft steht aus"
    BIRTH_NOT_ENTERED = "birth_not_entered", "Entbindungstermin vorbei, Kind nicht eingetragen"
    NEVER_ASSESSED = "never_assessed", "Kriterien für das Fallmanagement nie geprüft"
    BIRTH_DATE_MISSING = "birth_date_missing", "Geburtsdatum eines Haushaltsmitglieds fehlt"


class LapseCause(LabelledCode):
    """Why the single-parent status ended (Ziffer 2), in the order in which coinciding causes are named."""

    PARTNER_MOVED_IN = "partner_moved_in", "Partner/in zugezogen"
    OTHER_ADULT_MOVED_IN = "other_adult_moved_in", "weitere volljährige Person zugezogen"
    MINOR_OF_HOUSEHOLD_CAME_OF_AGE = "minor_of_household_came_of_age", "Mitbewohner/in volljährig geworden"
    YOUNGEST_CHILD_CAME_OF_AGE = "youngest_child_came_of_age", "jüngstes Kind volljährig geworden"
    LAST_CHILD_MOVED_OUT = "last_child_moved_out", "letztes Kind ausgezogen"
    CHILD_MARRIED = "child_married", "Kind hat geheiratet"
    WAITING_TIME_OVER = "waiting_time_over", "Frist nach dem Entbindungstermin abgelaufen"
    PREGNANCY_MARK_ENDED = "pregnancy_mark_ended", "Kennzeichen Schwangerschaft beendet"
    POLICY_CHANGED = "policy_changed", "neue Vorgabe in Kraft"
    RECORD_CORRECTED = "record_corrected", "Angaben berichtigt"


class NoticeKind(LabelledCode):
    """What is noted ahead of its day."""

    MEMBER_OF_AGE = "member_of_age", "Haushaltsmitglied wird volljährig"
    TURNS_25 = "turns_25", "vollendet das 25. Lebensjahr"
    STATUS_ENDS = "status_ends", "Status endet"
    ASSESSMENT_ENDS = "assessment_ends", "Prüfung oder Ausnahme Fallmanagement endet"
    DUE_DATE = "due_date", "Entbindungstermin"
    ASSESSMENT_DUE = "assessment_due", "nächste Prüfung Fallmanagement fällig"
    OVERRIDE_ENDS = "override_ends", "Übersteuerung endet"


class RuleNumber(IntEnum):
    """The rules' numbers in the hierarchy, highest rank first (Ziffer 3)."""

    SELF_EMPLOYED = 1
    U25_SINGLE_PARENT = 2
    U25 = 3
    REHA_SB = 4
    CASE_MANAGEMENT = 5
    SINGLE_PARENT = 6
    EVERYONE_ELSE = 7


class Outcome(LabelledCode):
    """What a rule, or an override, contributed to an answer."""

    DECIDES = "decides", "entscheidet"
    NOT_MET = "not_met", "nicht erfüllt"
    SET_ASIDE = "set_aside", "erfüllt, aber Ausnahme"
    MET_BELOW = "met_below", "erfüllt, nachrangig"
    NOT_MET_BELOW = "not_met_below", "nicht erfüllt, nachrangig"
    OVERRIDES = "overrides", "übersteuert die Regeln"
