"""Who may ask for an override, who decides, and who ends it."""

from datetime import date, timedelta

import pytest

from kit.refusals import ActionRefused
from routing.assignment.actions import close_case
from routing.enums import ClosingReason
from routing.models import Decision, Override, Transfer
from routing.override.actions import end_early, reject_override
from routing.tests.override.office import DAY_AFTER, LAST_DAY, approved, asked_for, overridden, placed
from staff.roles import Role
from tests.factories import NOW, TODAY, account, caseworker, team_lead

pytestmark = pytest.mark.django_db


def test_a_request_changes_nothing() -> None:
    asking = caseworker("placement")
    applicant = placed(asking)

    override = asked_for(applicant, asking)

    assert (override.state, override.source_id) == ("requested", "placement")
    assert Decision.objects.count() == 1
    assert not Transfer.objects.exists()


@pytest.mark.parametrize("desk", ["u25", "reha_sb", "ifk_aez"])
def test_somebody_of_another_team_cannot_ask(desk: str) -> None:
    applicant = placed()
    with pytest.raises(ActionRefused, match="nur die zuständige Stelle, ihr Team oder die Teamleitung"):
        asked_for(applicant, caseworker(desk), desk="u25")


def test_the_desk_that_the_rules_name_anyway_is_refused() -> None:
    asking = caseworker("placement")
    with pytest.raises(ActionRefused, match="ohnehin IFK Arbeitsvermittlung Ü25 zuständig"):
        asked_for(placed(asking), asking, desk="placement")


def test_a_closed_case_is_not_overridden() -> None:
    asking = caseworker("placement")
    applicant = placed(asking)
    close_case(applicant=applicant, reason=ClosingReason.WORK, by=asking, on=TODAY, at=NOW)
    with pytest.raises(ActionRefused, match="Der Fall ist geschlossen"):
        asked_for(applicant, asking)


def test_days_that_are_taken_are_refused_and_those_after_them_are_free() -> None:
    asking = caseworker("placement")
    applicant = placed(asking)
    asked_for(applicant, asking)

    with pytest.raises(ActionRefused, match=r"schon eine Übersteuerung beantragt: IFK Reha/SB bis 31\.05\.2026"):
        asked_for(applicant, asking, desk="u25", first=LAST_DAY)
    asked_for(applicant, asking, first=DAY_AFTER, end=DAY_AFTER + timedelta(days=30))

    assert Override.objects.count() == 2


def test_nobody_approves_her_own_request() -> None:
    lead = team_lead("placement")
    override = asked_for(placed(), lead)
    with pytest.raises(ActionRefused, match="die den Antrag nicht selbst gestellt hat"):
        approved(override, by=lead)
    with pytest.raises(ActionRefused, match="die den Antrag nicht selbst gestellt hat"):
        reject_override(override=override, answer="Nein", by=lead, at=NOW)


def test_a_colleague_cannot_approve_and_a_foreign_lead_only_for_a_lead() -> None:
    asking = caseworker("placement")
    override = asked_for(placed(asking), asking)
    for somebody in (caseworker("placement"), team_lead("u25"), account(Role.DIVISION_HEAD)):
        with pytest.raises(ActionRefused):
            approved(override, by=somebody)

    of_lead = asked_for(placed(), team_lead("placement"))

    assert approved(of_lead, by=team_lead("u25")).state == "approved"


def test_a_rejection_says_why_and_changes_nothing() -> None:
    asking = caseworker("placement")
    override = asked_for(placed(asking), asking)

    rejected = reject_override(override=override, answer="Bitte abgeben", by=team_lead("placement"), at=NOW)

    assert (rejected.state, rejected.answer) == ("rejected", "Bitte abgeben")
    assert Decision.objects.count() == 1
    with pytest.raises(ActionRefused, match="inzwischen abgelehnt"):
        approved(override)


def test_a_request_that_is_approved_late_counts_from_that_day() -> None:
    asking = caseworker("placement")
    override = asked_for(placed(asking), asking)

    later = approved(override, on=date(2026, 3, 10))

    assert (later.first_day, later.last_day) == (date(2026, 3, 10), LAST_DAY)


def test_a_request_whose_last_day_is_over_is_not_approved_any_more() -> None:
    asking = caseworker("placement")
    override = asked_for(placed(asking), asking)
    with pytest.raises(ActionRefused, match="Der letzte Tag ist vorbei"):
        approved(override, on=DAY_AFTER)


def test_a_request_is_taken_back_by_the_side_that_made_it() -> None:
    asking = caseworker("placement")
    override = asked_for(placed(asking), asking)
    with pytest.raises(ActionRefused, match="Beenden kann nur"):
        end_early(override=override, by=caseworker("u25"), on=TODAY, at=NOW)

    ended = end_early(override=override, by=caseworker("placement"), on=TODAY, at=NOW)

    assert (ended.state, ended.decided_by) == ("ended", None)
    assert Decision.objects.count() == 1


def test_an_override_that_ends_early_gives_the_case_back_to_the_rules() -> None:
    applicant = overridden()
    assert applicant.decisions.latest("pk").desk_id == "reha_sb"

    end_early(override=Override.objects.get(), by=team_lead("placement"), on=date(2026, 3, 20), at=NOW)

    decision = applicant.decisions.latest("pk")
    assert (decision.desk_id, decision.override, decision.on) == ("placement", None, date(2026, 3, 20))
    assert list(Transfer.objects.values_list("target", "state")) == [("reha_sb", "superseded")]


def test_what_is_over_cannot_be_ended() -> None:
    overridden()
    override = Override.objects.get()
    with pytest.raises(ActionRefused, match="schon vorbei"):
        end_early(override=override, by=team_lead("placement"), on=DAY_AFTER, at=NOW)


def test_closing_the_case_ends_its_overrides() -> None:
    applicant = overridden()
    asked_for(applicant, caseworker("placement"), first=DAY_AFTER, end=DAY_AFTER + timedelta(days=9))

    close_case(applicant=applicant, reason=ClosingReason.MOVED, by=caseworker("placement"), on=TODAY, at=NOW)

    assert set(Override.objects.values_list("state", "ended_on")) == {("ended", TODAY)}
