"""What overrides put on somebody's day: a request on that of whoever decides, the answer on that of who asked."""

from datetime import date, timedelta

import pytest

from frame.contracts import AgendaGroup, AgendaLine
from jobcenter.composition import agenda_of
from jobcenter.digest import write_digest
from routing.handover.review import review_chunk
from routing.models import Applicant, Assignment, CurrentDecision, Notice, Override
from routing.override.actions import end_early, reject_override
from routing.tests.override.office import DAY_AFTER, LAST_DAY, approved, asked_for, overridden, placed
from staff.models import OutgoingMail, User
from tests.factories import NOW, TODAY, caseworker, team_lead, viewer

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LAST_WEEKS = LAST_DAY - timedelta(days=30)


def told(user: User, on: date = TODAY) -> list[tuple[str, str]]:
    """The groups and the clicks of somebody's day."""
    return [(line.group.name, line.action) for line in agenda_of(viewer(user, on))]


def only(user: User, on: date = TODAY) -> AgendaLine:
    (line,) = agenda_of(viewer(user, on))
    return line


def requested(by: User, first: date = TODAY, end: date = DAY_AFTER) -> Override:
    return asked_for(placed(by), by, first=first, end=end)


def looked_after(applicant: Applicant) -> User:
    """Somebody of the desk that an approved override names, to whom the case has gone over."""
    taker = caseworker("reha_sb")
    Assignment.objects.filter(applicant=applicant).update(desk="reha_sb", caseworker=taker)
    applicant.transfers.update(state="superseded")
    return taker


def test_a_request_waits_for_the_lead_of_the_team_that_asks_and_leads_to_its_page() -> None:
    by, lead = caseworker("placement"), team_lead("placement")
    override = requested(by)

    line = only(lead)

    assert (line.group, line.action) == (AgendaGroup.DUE, "Genehmigen oder ablehnen")
    assert line.url == f"/faelle/uebersteuerungen/{override.key}/"
    assert (line.person, line.subject) == (override.applicant.key, str(override.applicant))
    assert "IFK Reha/SB vom 02.03.2026 bis 31.05.2026" in line.text
    for nobody in (by, caseworker("placement"), caseworker("reha_sb"), team_lead("reha_sb")):
        assert told(nobody) == []


def test_what_a_lead_asks_for_waits_for_every_other_lead() -> None:
    asking = team_lead("placement")
    asked_for(placed(), asking)

    assert told(asking) == []
    assert told(team_lead("placement")) == told(team_lead("u25")) == [("DUE", "Genehmigen oder ablehnen")]


def test_a_request_is_overdue_once_its_first_day_is_over() -> None:
    requested(caseworker("placement"))
    lead = team_lead("placement")

    assert only(lead, TODAY).group == AgendaGroup.DUE
    assert (only(lead, TOMORROW).group, only(lead, TOMORROW).due_on) == (AgendaGroup.OVERDUE, TODAY)


def test_a_decided_request_waits_no_longer() -> None:
    by, lead = caseworker("placement"), team_lead("placement")
    first, second, third = requested(by), requested(by), requested(by)
    approved(first)
    reject_override(override=second, answer="Nein, denn das Team ist besetzt", by=lead, at=NOW)
    end_early(override=third, by=by, on=TODAY, at=NOW)

    assert told(lead) == []


def test_a_rejection_is_news_for_a_week_to_whoever_asked() -> None:
    by = caseworker("placement")
    reject_override(
        override=requested(by), answer="Das Team ist besetzt", by=team_lead("placement", last_name="Dahlhaus"), at=NOW
    )

    assert told(by) == told(by, TODAY + timedelta(days=6)) == [("NEW", "Begründung lesen")]
    assert "abgelehnt" in only(by).text
    assert "Dahlhaus" in only(by).text
    assert told(by, TODAY + timedelta(days=7)) == told(by, YESTERDAY) == told(caseworker("placement")) == []


def test_an_approval_for_later_is_news_and_one_that_hands_the_case_over_stands_once() -> None:
    later, now = caseworker("placement"), caseworker("placement")
    approved(requested(later, first=TOMORROW))
    approved(requested(now))

    assert told(later) == [("NEW", "Übersteuerung ansehen")]
    assert "genehmigt: IFK Reha/SB vom 03.03.2026 bis 31.05.2026" in only(later).text
    assert told(now) == [("DUE", "Überstellung einleiten")]


def test_the_end_is_told_in_the_last_weeks_to_whoever_looks_after_the_case() -> None:
    applicant = overridden()
    taker = looked_after(applicant)

    line = only(taker, LAST_WEEKS)

    assert (line.group, line.due_on) == (AgendaGroup.AHEAD, LAST_DAY)
    assert line.url == f"/faelle/uebersteuerungen/{Override.objects.get().key}/"
    assert told(taker, LAST_DAY - timedelta(days=1)) == [("AHEAD", "Übersteuerung ansehen")]
    assert told(taker, LAST_WEEKS - timedelta(days=1)) == told(taker, LAST_DAY) == []
    assert told(caseworker("reha_sb"), LAST_WEEKS) == told(team_lead("reha_sb"), LAST_WEEKS) == []


def test_the_end_that_a_night_announced_stands_once() -> None:
    applicant = overridden()
    taker = looked_after(applicant)
    CurrentDecision.objects.filter(applicant=applicant).update(notice_on=LAST_WEEKS)
    review_chunk(applicants=[applicant.pk], on=LAST_WEEKS, at=NOW)
    assert Notice.objects.filter(kind="override_ends", day=LAST_DAY).exists()

    assert told(taker, LAST_WEEKS) == [("AHEAD", "Übersteuerung ansehen")]


def test_one_that_was_ended_does_not_end_again() -> None:
    applicant = overridden()
    taker = looked_after(applicant)
    end_early(override=Override.objects.get(), by=team_lead("reha_sb"), on=LAST_WEEKS, at=NOW)

    assert ("AHEAD", "Übersteuerung ansehen") not in told(taker, LAST_WEEKS)


def test_an_approval_that_is_news_is_not_an_end_as_well() -> None:
    by = caseworker("placement")
    approved(requested(by, first=TOMORROW, end=TODAY + timedelta(days=15)))

    assert told(by) == [("NEW", "Übersteuerung ansehen")]


def test_the_daily_mail_counts_a_request() -> None:
    requested(caseworker("placement"))

    write_digest(user=team_lead("placement"), on=TODAY, at=NOW)

    mail = OutgoingMail.objects.get()
    assert "1  zu erledigen" in mail.body
    assert "0 überfällig, 1 zu erledigen" in mail.subject
