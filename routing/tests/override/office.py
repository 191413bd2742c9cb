"""People who ask for an override, and people who decide about it."""

from datetime import date

from kit.days import Period
from routing.enums import OverrideReason
from routing.models import Applicant, Override
from routing.override.actions import approve_override, request_override
from staff.models import Desk, User
from tests.factories import NOW, TODAY, caseworker, make_applicant, team_lead

LAST_DAY = date(2026, 5, 31)
DAY_AFTER = date(2026, 6, 1)


def placed(by: User | None = None) -> Applicant:
    """Somebody whom the rules give to "Arbeitsvermittlung Ü25" for ever."""
    return make_applicant(by=by or caseworker("placement"))


def asked_for(
    applicant: Applicant, by: User, *, desk: str = "reha_sb", first: date = TODAY, end: date = DAY_AFTER
) -> Override:
    return request_override(
        applicant=applicant,
        desk=Desk.objects.get(pk=desk),
        period=Period(first, end),
        reason=OverrideReason.CONTINUITY,
        sentence="Die Maßnahme läuft noch",
        by=by,
        at=NOW,
    )


def approved(override: Override, by: User | None = None, on: date = TODAY) -> Override:
    return approve_override(override=override, by=by or team_lead(override.source_id), on=on, at=NOW)


def overridden(first: date = TODAY) -> Applicant:
    """The same with an override in force up to `LAST_DAY`."""
    asking = caseworker("placement")
    applicant = placed(asking)
    approved(asked_for(applicant, asking, first=first))
    return applicant
