"""What stands on whose day."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from frame.contracts import AgendaGroup, AgendaLine
from jobcenter.composition import agenda_of
from kit.days import Period
from routing.followup.actions import finish_reminder, make_reminder
from routing.handover.review import review_chunk
from routing.intake.actions import change
from routing.models import (
    Applicant,
    Assignment,
    CurrentDecision,
    ImportEntry,
    ImportQuestion,
    ImportRun,
    ListedCase,
    Notice,
    SetAside,
)
from routing.queries import record_of
from routing.record import ApplicantRecord, AssessmentRecord, PregnancyRecord, StatusRecord
from staff.models import User
from staff.roles import Role
from tests.day.office import lapse, mother, transfer
from tests.factories import NOW, TODAY, PersonRecordFactory, account, caseworker, make_applicant, team_lead, viewer

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def told(user: User, on: date = TODAY) -> list[tuple[str, str]]:
    """The groups and the clicks of somebody's day."""
    return [(line.group.name, line.action) for line in agenda_of(viewer(user, on))]


def only(user: User, on: date = TODAY) -> AgendaLine:
    (line,) = agenda_of(viewer(user, on))
    return line


def test_a_day_without_anything_is_empty() -> None:
    by = caseworker()
    mother(by)

    assert agenda_of(viewer(by)) == []
    assert agenda_of(viewer(team_lead())) == []


def test_a_proposed_hand_over_is_to_be_initiated_by_its_caseworker_alone() -> None:
    by = caseworker()
    transfer(mother(by))

    assert told(by) == [("DUE", "Überstellung einleiten")]
    for nobody in (caseworker(), caseworker("placement"), team_lead(), team_lead("placement")):
        assert told(nobody) == []


def test_without_a_caseworker_it_is_the_team_leads() -> None:
    by = caseworker()
    applicant = mother(by)
    Assignment.objects.filter(applicant=applicant).update(caseworker=None)
    transfer(applicant)

    assert ("DUE", "Überstellung einleiten") in told(team_lead())
    assert ("DUE", "Überstellung einleiten") not in told(by)


def test_a_term_that_is_over_is_overdue_for_the_caseworker_and_her_lead() -> None:
    by = caseworker()
    transfer(mother(by), due_on=YESTERDAY)

    assert told(by) == told(team_lead()) == [("OVERDUE", "Überstellung einleiten")]


def test_an_initiated_hand_over_is_to_be_accepted_by_the_receiving_desk() -> None:
    by = caseworker()
    transfer(mother(by), state="initiated", due_on=TOMORROW)

    accept = [("DUE", "Annehmen oder zurückgeben")]
    assert told(caseworker("placement")) == told(team_lead("placement")) == accept
    assert told(by) == told(team_lead()) == []


def test_who_waits_too_long_for_the_other_side_sees_it() -> None:
    by = caseworker()
    transfer(mother(by), state="initiated", due_on=YESTERDAY)

    assert told(team_lead()) == [("OVERDUE", "Überstellung ansehen")]
    assert told(caseworker("placement")) == [("OVERDUE", "Annehmen oder zurückgeben")]


def test_an_answer_that_changed_is_told_to_both_sides() -> None:
    by = caseworker()
    transfer(mother(by), state="initiated", answer_changed=True)

    for user in (by, caseworker("placement"), team_lead(), team_lead("placement")):
        assert told(user) == [("DUE", "Überstellung prüfen")]


def test_a_second_return_goes_to_both_team_leads() -> None:
    by = caseworker()
    transfer(mother(by), attempt=3)

    assert told(team_lead()) == told(team_lead("placement")) == [("DUE", "Überstellung prüfen")]
    assert "zweimal zurückgegeben" in only(by).text


def test_an_agreed_case_lies_ahead_of_who_takes_it() -> None:
    taker = caseworker("placement")
    transfer(
        mother(caseworker()),
        state="accepted",
        caseworker=taker,
        effective_on=TOMORROW,
        due_on=TODAY - timedelta(days=9),
    )

    assert (only(taker).group, only(taker).due_on) == (AgendaGroup.AHEAD, TOMORROW)


def test_the_first_contact_after_a_hand_over_waits_for_the_new_caseworker() -> None:
    taker = caseworker("placement")
    applicant = make_applicant(by=taker)
    values: dict[str, Any] = {"state": "completed", "caseworker": taker, "effective_on": TODAY, "source_id": "ifk_aez"}
    done = transfer(applicant, due_on=YESTERDAY, **values)

    assert told(taker) == told(team_lead("placement")) == [("OVERDUE", "Erstkontakt festhalten")]
    done.first_contact_on = TODAY
    done.save()
    assert told(taker) == told(team_lead("placement")) == []


def test_a_lapse_is_news_for_a_week() -> None:
    by = caseworker()
    lapse(mother(by))

    assert told(by) == [("NEW", "Fall öffnen")]
    assert "Partner/in eingezogen" in only(by).text or "zugezogen" in only(by).text
    assert told(by, TODAY + timedelta(days=6)) == [("NEW", "Fall öffnen")]
    assert told(by, TODAY + timedelta(days=7)) == []


def test_a_lapse_that_was_healed_is_no_news() -> None:
    """As after a wrong list and then the right one."""
    by = caseworker()
    applicant = mother(by)
    stored = record_of(applicant)
    change(applicant=applicant, revision=1, record=replace(stored, members=()), by=by, on=TODAY, at=NOW)
    assert [line.text for line in agenda_of(viewer(by)) if "Merkmal entfallen" in line.text]
    change(applicant=applicant, revision=2, record=stored, by=by, on=TODAY, at=NOW)

    assert told(by) == []


def test_a_lapse_and_the_hand_over_that_follows_from_it_are_one_line() -> None:
    by = caseworker()
    applicant = mother(by)
    lapse(applicant)
    transfer(applicant)

    line = only(by)

    assert line.action == "Überstellung einleiten"
    assert line.text.startswith("Merkmal entfallen (")


def test_what_two_things_say_about_one_case_stands_once_in_the_more_urgent_group() -> None:
    lead = team_lead()
    applicant = mother(caseworker())
    Assignment.objects.filter(applicant=applicant).update(caseworker=None)
    set_answer_end(applicant, YESTERDAY)
    SetAside.objects.create(applicant=applicant, since=YESTERDAY, last_at=NOW, reason="KeyError")

    lines = [line for line in agenda_of(viewer(lead)) if line.person == applicant.key]

    assert [line.group for line in lines] == [AgendaGroup.OVERDUE]


def set_answer_end(applicant: Applicant, day: date) -> None:
    """As if no night had asked anew."""
    ListedCase.objects.filter(applicant=applicant).update(holds_until=day)


def test_an_answer_that_ran_out_is_overdue_for_its_caseworker() -> None:
    by = caseworker()
    set_answer_end(mother(by), YESTERDAY)

    assert told(by) == [("OVERDUE", "Angaben ändern")]
    assert told(caseworker()) == []


def test_a_case_that_no_night_can_review_goes_to_the_lead_of_its_team() -> None:
    applicant = mother(caseworker())
    SetAside.objects.create(applicant=applicant, since=TODAY, last_at=NOW, reason="KeyError in f:1")

    assert told(team_lead()) == [("DUE", "Angaben ändern")]
    assert told(team_lead("u25")) == []
    assert "KeyError" not in only(team_lead()).text


def test_the_administration_is_told_the_key_and_the_reason_and_no_name() -> None:
    applicant = mother(caseworker())
    SetAside.objects.create(applicant=applicant, since=TODAY, last_at=NOW, reason="KeyError in f:1")

    line = only(account(Role.ADMINISTRATION))

    assert (line.group, line.subject, line.person) == (AgendaGroup.DUE, str(applicant.key), None)
    assert line.text.endswith("KeyError in f:1")
    assert applicant.last_name not in f"{line.text}{line.url}"


def test_cases_without_a_caseworker_are_one_line_with_their_number() -> None:
    by = caseworker()
    for _ in range(3):
        Assignment.objects.filter(applicant=mother(by)).update(caseworker=None)

    assert (only(by).group, only(by).subject) == (AgendaGroup.NEW, "3 Fälle")
    assert (only(team_lead()).group, only(team_lead()).subject) == (AgendaGroup.DUE, "3 Fälle")
    assert told(caseworker("placement")) == []


def test_a_reminder_comes_on_its_day_and_goes_when_it_is_done() -> None:
    by = caseworker()
    reminder = make_reminder(applicant=mother(by), note="Nachweis?", due_on=TODAY, by=by, at=NOW)

    assert told(by, YESTERDAY) == []
    assert told(by) == [("DUE", "Fall öffnen")]
    assert told(by, TOMORROW) == [("OVERDUE", "Fall öffnen")]
    assert told(team_lead()) == []
    finish_reminder(reminder=reminder, at=NOW)
    assert told(by) == []


def ending_status(by: User, end: date) -> Applicant:
    """Somebody of the desk Reha/SB whose status ends the day before ``end``; a night has announced it."""
    status = StatusRecord("rehabilitation", Period(date(2025, 1, 1), end))
    applicant = make_applicant(by=by, record=ApplicantRecord(PersonRecordFactory.build(), statuses=(status,)))
    CurrentDecision.objects.filter(applicant=applicant).update(notice_on=TODAY)
    review_chunk(applicants=[applicant.pk], on=TODAY, at=NOW)
    assert Notice.objects.filter(applicant=applicant).exists()
    return applicant


def test_what_ends_in_the_next_days_is_told_ahead_once() -> None:
    by = caseworker("reha_sb")
    applicant = ending_status(by, TODAY + timedelta(days=20))
    known = Notice.objects.get()
    Notice.objects.create(applicant=applicant, kind=known.kind, day=known.day, lead_days=90, noted_on=YESTERDAY)

    line = only(by)

    assert (line.group, line.due_on) == (AgendaGroup.AHEAD, TODAY + timedelta(days=19))


def test_what_was_announced_and_is_not_so_any_more_is_not_told() -> None:
    by = caseworker("reha_sb")
    applicant = ending_status(by, TODAY + timedelta(days=20))
    stored = record_of(applicant)
    longer = tuple(replace(status, period=Period(date(2025, 1, 1))) for status in stored.statuses)
    change(applicant=applicant, revision=1, record=replace(stored, statuses=longer), by=by, on=TODAY, at=NOW)

    assert agenda_of(viewer(by)) == []


def test_the_questions_of_a_dry_run_wait_for_the_lead_who_uploaded_it() -> None:
    lead = team_lead()
    run = ImportRun.objects.create(state="ready", requested_at=NOW, requested_by=lead)
    entry = ImportEntry.objects.create(run=run, outcome="changed", customer_number="335A000001", birth_date=TODAY)
    for number in range(2):
        ImportQuestion.objects.create(entry=entry, key=f"k{number}", label="Haushalt")

    assert only(lead).text == "2 Fragen warten auf Ihre Antwort"
    assert told(team_lead()) == told(caseworker()) == []
    ImportQuestion.objects.update(answer="file", answered_at=NOW, answered_by=lead)
    assert "wartet auf das Anwenden" in only(lead).text


def test_the_most_urgent_stands_first() -> None:
    by = caseworker()
    for number, day in enumerate((TODAY, YESTERDAY, TODAY - timedelta(days=9))):
        make_reminder(applicant=mother(by), note=f"{number}", due_on=day, by=by, at=NOW)
    lapse(mother(by))

    assert [(line.group.name, line.due_on) for line in agenda_of(viewer(by))] == [
        ("OVERDUE", TODAY - timedelta(days=9)),
        ("OVERDUE", YESTERDAY),
        ("DUE", TODAY),
        ("NEW", None),
    ]


def test_a_birth_that_is_not_entered_is_due_from_the_day_after_it_was_expected() -> None:
    by = caseworker()
    expected = PregnancyRecord(TODAY, proof_seen_on=TODAY - timedelta(days=60), expected_single_parent=True)
    applicant = make_applicant(by=by, record=ApplicantRecord(PersonRecordFactory.build(), pregnancies=(expected,)))

    assert told(by) == []
    review_chunk(applicants=[applicant.pk], on=TOMORROW, at=NOW + timedelta(days=1))

    line = only(by, TOMORROW)
    assert (line.group, line.text) == (AgendaGroup.OVERDUE, "Entbindungstermin vorbei, Kind nicht eingetragen")
    assert (line.due_on, line.action) == (TODAY, "Angaben ändern")


def test_an_assessment_stays_due_until_it_is_made() -> None:
    by = caseworker("case_management")
    made = AssessmentRecord(Period(date(2025, 9, 1)), criteria_met=True, next_due=YESTERDAY)
    applicant = make_applicant(by=by, record=ApplicantRecord(PersonRecordFactory.build(), assessments=(made,)))

    assert applicant.listed.desk_id == "case_management"
    assert told(by) == [("OVERDUE", "Prüfen")]
