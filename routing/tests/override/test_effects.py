"""What an override does to the answer, the night, and the hand-over; and what it leaves alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.http import QueryDict

from routing.handover.list_page import transfer_list_page
from routing.handover.reconcile import deviations
from routing.intake.actions import change
from routing.models import Applicant, CurrentDecision, Decision, Lapse, Notice, Override, Transfer
from routing.queries import record_of
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.tests.handover.office import BIRTHDAY, mother_of_a_minor, night
from routing.tests.override.office import DAY_AFTER, LAST_DAY, approved, asked_for, overridden
from tests.factories import NOW, TODAY, caseworker, team_lead, viewer

pytestmark = pytest.mark.django_db


def last_decision(applicant: Applicant) -> Decision:
    return Decision.objects.filter(applicant=applicant).latest("pk")


def test_the_decision_names_its_desk_and_still_tells_all_seven_rules() -> None:
    decision = last_decision(overridden())

    assert (decision.desk_id, decision.rule, decision.occasion) == ("reha_sb", 7, "overridden")
    assert decision.override == Override.objects.get()
    assert [line["number"] for line in decision.trace] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert decision.trace[0]["text"].startswith("IFK Reha/SB bis 31.05.2026, genehmigt von M. Keller")
    assert decision.trace[7]["outcome"] == "decides"


def test_the_sentence_of_whoever_asked_is_not_in_the_reason() -> None:
    decision = last_decision(overridden())

    assert "Betreuung soll nicht abreißen" in decision.reason
    assert "Die Maßnahme läuft noch" not in decision.reason


def test_the_answer_holds_and_is_asked_anew_no_longer_than_the_override() -> None:
    applicant = overridden()

    assert last_decision(applicant).holds_until == LAST_DAY
    assert CurrentDecision.objects.get(applicant=applicant).review_on == DAY_AFTER


def test_a_hand_over_is_proposed_and_nobody_is_moved() -> None:
    applicant = overridden()

    assert list(Transfer.objects.values_list("source", "target", "state")) == [("placement", "reha_sb", "proposed")]
    assert applicant.assignments.get().desk_id == "placement"


def test_after_the_last_day_the_night_proposes_the_way_back() -> None:
    applicant = overridden()
    applicant.assignments.update(desk="reha_sb")
    Transfer.objects.update(state="superseded")

    night(LAST_DAY)
    assert last_decision(applicant).desk_id == "reha_sb"
    night(DAY_AFTER)

    assert (last_decision(applicant).desk_id, last_decision(applicant).override) == ("placement", None)
    assert [(row.source_id, row.target_id) for row in Transfer.objects.filter(state="proposed")] == [
        ("reha_sb", "placement")
    ]


def test_one_that_begins_later_is_found_in_the_night_of_its_first_day() -> None:
    first = TODAY + timedelta(days=10)
    applicant = overridden(first=first)
    assert last_decision(applicant).desk_id == "placement"
    assert last_decision(applicant).holds_until == first - timedelta(days=1)

    night(first)

    assert last_decision(applicant).desk_id == "reha_sb"
    assert Transfer.objects.get().target_id == "reha_sb"


def test_every_night_the_stored_answer_is_what_is_asked_anew() -> None:
    first = TODAY + timedelta(days=10)
    overridden(first=first)
    for day in (TODAY, first - timedelta(days=1), first, LAST_DAY, DAY_AFTER):
        night(day)
        assert list(deviations(day)) == []


def test_reconcile_finds_an_override_that_no_decision_knows_of() -> None:
    overridden()
    Override.objects.update(state="ended", ended_on=TODAY, ended_by=team_lead("placement"), ended_at=NOW)

    assert [(found.stored, found.rules) for found in deviations(TODAY)] == [("reha_sb", "placement")]


def test_its_end_is_announced() -> None:
    applicant = overridden()

    night(LAST_DAY - timedelta(days=90))
    night(LAST_DAY - timedelta(days=30))

    noted = Notice.objects.filter(applicant=applicant).values_list("kind", "day", "lead_days")
    assert set(noted) == {("override_ends", LAST_DAY, 90), ("override_ends", LAST_DAY, 30)}


def test_a_lapse_follows_the_status_and_not_the_desk() -> None:
    asking = caseworker("ifk_aez")
    mother = mother_of_a_minor(by=asking)
    approved(asked_for(mother, asking, desk="placement", end=date(2026, 8, 1)))
    assert not Lapse.objects.exists()

    night(BIRTHDAY)

    assert Lapse.objects.get().since == BIRTHDAY
    assert (last_decision(mother).desk_id, last_decision(mother).rule) == ("placement", 7)


def test_facts_that_change_meanwhile_do_not_end_it() -> None:
    applicant = overridden()
    stored = Applicant.objects.get(pk=applicant.pk)
    child = MemberRecord(Relation.CHILD, date(2020, 1, 1), "Mia")

    change(
        applicant=stored,
        revision=stored.revision,
        record=replace(record_of(stored), members=(child,)),
        by=caseworker("placement"),
        on=TODAY,
        at=NOW,
    )

    assert (last_decision(applicant).desk_id, last_decision(applicant).rule) == ("reha_sb", 6)
    assert last_decision(applicant).single_parent


def test_the_way_back_is_announced_with_the_end_as_its_occasion() -> None:
    applicant = overridden()
    applicant.assignments.update(desk="reha_sb")
    Transfer.objects.update(state="superseded")
    on = LAST_DAY - timedelta(days=30)

    (row,) = transfer_list_page(QueryDict("liste=angekuendigt"), viewer(team_lead("reha_sb"), on)).announced

    assert (row.next_desk, row.last_day) == ("IFK Arbeitsvermittlung Ü25", LAST_DAY)
    assert row.occasion == "Übersteuerung endet"
