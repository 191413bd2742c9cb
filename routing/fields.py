"""The parts of a record that a list speaks about, and who is right where it contradicts an entry. No Django in it."""

from kit.codes import LabelledCode


class ImportField(LabelledCode):
    """A part of an applicant's record that lists bring and people change."""

    BG_NUMBER = "bg_number", "BG-Nummer"
    LAST_NAME = "last_name", "Nachname"
    FIRST_NAME = "first_name", "Vorname"
    BIRTH_DATE = "birth_date", "Geburtsdatum"
    GENDER = "gender", "Geschlecht"
    STREET = "street", "Straße und Hausnummer"
    POSTAL_CODE = "postal_code", "PLZ"
    CITY = "city", "Ort"
    TELEPHONE = "telephone", "Telefon"
    EMAIL = "email", "E-Mail"
    VERBIS_SINGLE_PARENT = "verbis_single_parent", "Merkmal alleinerziehend in VerBIS"
    SELF_EMPLOYED = "self_employed", "selbstständig"
    SEVERELY_DISABLED = "severely_disabled", "schwerbehindert"
    EQUAL_STATUS = "equal_status", "gleichgestellt"
    REHABILITATION = "rehabilitation", "in Rehabilitation"
    SECTION_10 = "section_10", "§ 10 SGB II"
    PREGNANCY = "pregnancy", "Schwangerschaft"
    HOUSEHOLD = "household", "Haushalt"
    CASE_MANAGEMENT = "case_management", "Prüfung Fallmanagement"
    RESPONSIBILITY = "responsibility", "Zuständigkeit"


class FieldRule(LabelledCode):
    """Who is right where the file contradicts what a person entered."""

    FILE = "file", "Datei gilt"
    ENTRY = "entry", "Eintrag gilt"
    ASK = "ask", "nachfragen"


# A list never overwrites an assessment or an exception, and takes no running case from anybody: nothing to choose.
NOT_CONFIGURABLE = frozenset({ImportField.CASE_MANAGEMENT, ImportField.RESPONSIBILITY})

DEFAULT_RULES: dict[ImportField, FieldRule] = {
    ImportField.BG_NUMBER: FieldRule.FILE,
    ImportField.LAST_NAME: FieldRule.FILE,
    ImportField.FIRST_NAME: FieldRule.FILE,
    ImportField.BIRTH_DATE: FieldRule.FILE,
    ImportField.GENDER: FieldRule.FILE,
    ImportField.STREET: FieldRule.ENTRY,
    ImportField.POSTAL_CODE: FieldRule.ENTRY,
    ImportField.CITY: FieldRule.ENTRY,
    ImportField.TELEPHONE: FieldRule.ENTRY,
    ImportField.EMAIL: FieldRule.ENTRY,
    ImportField.VERBIS_SINGLE_PARENT: FieldRule.FILE,
    ImportField.SELF_EMPLOYED: FieldRule.ASK,
    ImportField.SEVERELY_DISABLED: FieldRule.ASK,
    ImportField.EQUAL_STATUS: FieldRule.ASK,
    ImportField.REHABILITATION: FieldRule.ASK,
    ImportField.SECTION_10: FieldRule.ASK,
    ImportField.PREGNANCY: FieldRule.ASK,
    ImportField.HOUSEHOLD: FieldRule.ASK,
    ImportField.CASE_MANAGEMENT: FieldRule.ENTRY,
    ImportField.RESPONSIBILITY: FieldRule.ENTRY,
}
"""The rules of an office that has not chosen others: what the office's own registers say is the list's, how to reach
somebody is what the caseworker has heard last, and what decides the desk is asked."""
