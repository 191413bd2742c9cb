"""An import that waits, and one that was applied, for the guards that ask every address."""

from uuid import UUID

from routing.caseload.receiving import Uploaded
from routing.enums import EntryOutcome, ImportState
from routing.fields import FieldRule, ImportField
from routing.models import Applicant, ImportEntry, ImportFieldRule, ImportQuestion, ImportRun
from routing.tests.caseload.office import Person, applicants, checked, outcomes, uploads
from staff.models import User
from tests.factories import NOW, team_lead


def make_imports(lead: User, own: Applicant, foreign: Applicant) -> dict[str, UUID]:
    """A run that waits, with a question about the lead's applicant and a line about the foreign one that cannot be
    read; and one that another lead has applied, which asked the same.
    """
    other = team_lead("u25")
    applied = ImportRun.objects.create(
        state=ImportState.APPLIED, requested_at=NOW, requested_by=other, on=NOW.date(), ended_at=NOW, ended_by=other
    )
    entry = ImportEntry.objects.create(
        run=applied,
        outcome=EntryOutcome.KEPT,
        customer_number=own.customer_number,
        last_name=own.last_name,
        first_name=own.first_name,
        birth_date=own.birth_date,
        applicant=own,
        desk_now_id="placement",
    )
    ImportQuestion.objects.create(entry=entry, key="household", label="Haushalt", stored="–", filed="1 Kind")
    waiting = checked(lead, _lists(own, foreign), on=NOW.date())
    assert outcomes(waiting) == {own.customer_number: EntryOutcome.KEPT}
    return {"own": waiting.key, "other": applied.key}


def _lists(own: Applicant, foreign: Applicant) -> list[Uploaded]:
    """What the office knows, but for the postal code of one, which somebody is to decide on, and the birth date of the
    other.
    """
    ImportFieldRule.objects.filter(pk=ImportField.POSTAL_CODE).update(rule=FieldRule.ASK)
    return uploads(applicants(_line(own, plz="58097"), _line(foreign, geburtsdatum="x")))


def _line(known: Applicant, **cells: str) -> Person:
    names = {"nachname": known.last_name, "vorname": known.first_name, "bg_nummer": known.bg_number}
    born = f"{known.birth_date:%d.%m.%Y}"
    return Person(known.customer_number, **names, **{"geburtsdatum": born, "geschlecht": known.gender} | cells)
