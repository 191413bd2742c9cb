"""A hand-over step by step: who may take which, when, and what stands afterwards."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection

from frame.composition import sheet_of
from kit.days import Period
from kit.ranges import as_period
from kit.refusals import ActionRefused
from routing.assignment.actions import close_case, grant_access
from routing.casefile import file_of
from routing.enums import AccessReason, AssignmentOrigin, ClosingReason, ReturnReason, TransferState
from routing.handover.actions import note_first_contact, withdraw
from routing.handover.carrying_out import complete_due
from routing.models import AccessGrant, Applicant, Assignment, Decision, Transfer, TransferStep
from routing.permissions import visible_transfers
from routing.tests.handover.office import CHILD
from routing.tests.handover.transfers import (
    PARTNER,
    accepted,
    do_accept,
    do_initiate,
    do_send_back,
    enter,
    initiated,
    live,
    may_open,
    proposed,
)
from staff.enums import Restriction
from staff.models import Desk, User
from staff.roles import Role
from staff.staffing.actions import note_unavailable, stand_in
from tests.factories import NOW, TODAY, account, caseworker, team_lead

pytestmark = pytest.mark.django_db

NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def keller() -> User:
    return caseworker("ifk_aez", last_name="Keller")


@pytest.fixture
def marten() -> User:
    return caseworker("placement", last_name="Marten")


def responsible(applicant: Applicant) -> list[tuple[str, User | None, Period]]:
    rows = Assignment.objects.filter(applicant=applicant).order_by("period")
    return [(row.desk_id, row.caseworker, as_period(row.period)) for row in rows]


def steps(transfer: Transfer) -> list[tuple[str, User | None]]:
    return [(step.kind, step.by) for step in TransferStep.objects.filter(transfer=transfer).order_by("pk")]


def attempts(applicant: Applicant) -> list[tuple[str, int]]:
    return list(Transfer.objects.filter(applicant=applicant).order_by("pk").values_list("state", "attempt"))


def of_the_giving_side(keller: User) -> dict[str, User]:
    """Keller is away today, and a colleague stands in for her."""
    deputy, lead = caseworker("ifk_aez"), team_lead("ifk_aez")
    note_unavailable(user=keller, kind=Restriction.ABSENT, first=TODAY, last=TODAY, by=lead)
    stand_in(user=keller, deputy=deputy, first=TODAY, last=TODAY, by=lead)
    return {"deputy": deputy, "lead": lead}


def of_no_giving_side() -> dict[str, User]:
    others = {str(role): account(role) for role in Role if role not in {"caseworker", "team_lead"}}
    return {
        **others,
        "colleague": caseworker("ifk_aez"),
        "receiver": caseworker("placement"),
        "receiving lead": team_lead("placement"),
        "stranger": caseworker("u25"),
    }


def test_initiated_it_carries_note_sheet_and_a_term_and_nobody_is_moved(keller: User) -> None:
    transfer = proposed(keller)

    do_initiate(transfer, keller, note="Bitte vormittags anrufen.")

    transfer.refresh_from_db()
    signed = {"by": str(keller), "at": NOW.isoformat()}
    assert (transfer.state, transfer.note) == ("initiated", "Bitte vormittags anrufen.")
    assert transfer.sheet == sheet_of(file_of(transfer.applicant), TODAY) | {"frozen": signed}
    assert transfer.due_on == date(2026, 3, 9)
    assert responsible(transfer.applicant) == [("ifk_aez", keller, Period(TODAY))]
    assert steps(transfer) == [("proposed", keller), ("initiated", keller)]


@pytest.mark.parametrize("who", ["deputy", "lead"])
def test_the_deputy_and_the_team_lead_initiate_too(keller: User, who: str) -> None:
    transfer = proposed(keller)
    by = of_the_giving_side(keller)[who]
    assert do_initiate(transfer, by).state == TransferState.INITIATED


def test_a_deputy_whose_days_are_over_does_not(keller: User) -> None:
    transfer = proposed(keller)
    deputy = of_the_giving_side(keller)["deputy"]
    with pytest.raises(ActionRefused, match="Einleiten kann nur die zuständige IFK, ihre Vertretung"):
        do_initiate(transfer, deputy, on=TODAY + timedelta(days=1))


def test_what_nobody_looks_after_any_colleague_of_the_desk_initiates(keller: User) -> None:
    transfer = proposed(keller)
    Assignment.objects.filter(applicant=transfer.applicant).update(caseworker=None)
    assert do_initiate(transfer, caseworker("ifk_aez")).state == TransferState.INITIATED


def test_nobody_else_initiates(keller: User) -> None:
    transfer = proposed(keller)
    for by in of_no_giving_side().values():
        with pytest.raises(ActionRefused, match="Einleiten kann nur die zuständige IFK"):
            do_initiate(transfer, by)
    assert Decision.objects.count() == 2, "who may not do the step asks no rules either"


def test_accepted_for_today_the_case_is_with_the_person_chosen_at_once(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    juric = caseworker("placement")

    do_accept(transfer, marten, caseworker=juric)

    transfer.refresh_from_db()
    assert (transfer.state, transfer.caseworker, transfer.effective_on) == ("completed", juric, TODAY)
    assert responsible(transfer.applicant) == [("placement", juric, Period(TODAY))]
    standing = Assignment.objects.get(applicant=transfer.applicant)
    assert (standing.origin, standing.decision_id) == (AssignmentOrigin.TRANSFERRED, transfer.decision_id)
    assert steps(transfer)[2:] == [("accepted", marten), ("completed", marten)]
    assert transfer.due_on == date(2026, 3, 16), "the term of the first contact: ten working days"


def test_the_receiving_team_lead_accepts_and_chooses(keller: User, marten: User) -> None:
    transfer = do_accept(initiated(keller), team_lead("placement"), caseworker=marten)
    assert responsible(transfer.applicant)[0][:2] == ("placement", marten)


def test_nobody_but_the_receiving_desk_accepts_or_returns(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    others = {role: account(role) for role in Role if role not in {"caseworker", "team_lead"}}
    for by in (keller, team_lead("ifk_aez"), caseworker("u25"), *others.values()):
        with pytest.raises(ActionRefused, match="Annehmen kann nur die Stelle IFK Arbeitsvermittlung"):
            do_accept(transfer, by, caseworker=marten)
        with pytest.raises(ActionRefused, match="Zurückgeben kann nur die Stelle IFK Arbeitsvermittlung"):
            do_send_back(transfer, by)


def test_the_case_goes_to_nobody_of_another_desk_and_to_no_closed_account(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    gone = caseworker("placement", is_active=False)
    for person in (keller, gone, team_lead("placement")):
        with pytest.raises(ActionRefused, match="Wählen Sie eine IFK der Stelle IFK Arbeitsvermittlung"):
            do_accept(transfer, marten, caseworker=person)


@pytest.mark.parametrize("days", [-1, 61])
def test_the_effective_day_is_neither_past_nor_far_away(keller: User, marten: User, days: int) -> None:
    with pytest.raises(ActionRefused, match="frühestens heute und spätestens in 60 Tagen"):
        do_accept(initiated(keller), marten, TODAY + timedelta(days=days))


def test_until_the_effective_day_the_giving_side_stays_responsible(keller: User, marten: User) -> None:
    transfer = accepted(keller, marten, NEXT_WEEK)
    mother = transfer.applicant

    assert transfer.due_on == NEXT_WEEK
    assert complete_due(on=NEXT_WEEK - timedelta(days=1), at=NOW) == 0
    assert responsible(mother) == [("ifk_aez", keller, Period(TODAY))]
    assert may_open(keller, mother, NEXT_WEEK - timedelta(days=1))
    assert not may_open(marten, mother)

    assert complete_due(on=NEXT_WEEK, at=NOW) == 1
    assert responsible(mother) == [
        ("ifk_aez", keller, Period(TODAY, NEXT_WEEK)),
        ("placement", marten, Period(NEXT_WEEK)),
    ]
    assert complete_due(on=NEXT_WEEK, at=NOW) == 0, "a second run finds nothing"
    transfer.refresh_from_db()
    assert steps(transfer)[-1] == ("completed", marten)
    assert transfer.due_on == date(2026, 3, 23), "the first contact, ten working days later"


def test_a_missed_night_gives_the_days_to_the_desk_that_had_agreed(keller: User, marten: User) -> None:
    transfer = accepted(keller, marten, NEXT_WEEK)

    complete_due(on=NEXT_WEEK + timedelta(days=3), at=NOW)

    assert responsible(transfer.applicant)[-1] == ("placement", marten, Period(NEXT_WEEK))


def test_the_former_caseworker_has_no_access_from_then_on_not_even_for_the_day(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    mother = transfer.applicant
    grant_access(applicant=mother, reason=AccessReason.DEPUTY, by=keller, on=TODAY, at=NOW)

    do_accept(transfer, marten)

    assert not may_open(keller, mother)
    assert may_open(marten, mother)
    assert not AccessGrant.objects.filter(user=keller).exists()
    assert not visible_transfers(keller).exists(), "nor to the sheet of the hand-over"
    assert visible_transfers(marten).get() == transfer


def test_a_former_caseworker_of_the_same_team_keeps_her_access() -> None:
    brandt, rossi = caseworker("u25_aez"), caseworker("u25")
    transfer = initiated(brandt, birth_date=date(2004, 5, 1))

    do_accept(transfer, rossi)

    assert transfer.target_id == "u25"
    assert may_open(brandt, transfer.applicant)


def test_a_person_who_has_left_by_the_day_leaves_the_case_to_the_desk(keller: User, marten: User) -> None:
    transfer = accepted(keller, marten, NEXT_WEEK)
    User.objects.filter(pk=marten.pk).update(desk=Desk.objects.get(pk="u25"), team=Desk.objects.get(pk="u25").team)

    complete_due(on=NEXT_WEEK, at=NOW)

    assert responsible(transfer.applicant)[-1] == ("placement", None, Period(NEXT_WEEK))


def test_one_that_cannot_be_carried_out_stops_no_other(
    keller: User, marten: User, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = accepted(keller, marten, NEXT_WEEK), accepted(keller, marten, NEXT_WEEK)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM routing_assignment WHERE applicant_id = %s", [broken.applicant_id])

    assert complete_due(on=NEXT_WEEK, at=NOW) == 1

    sound.refresh_from_db()
    assert sound.state == TransferState.COMPLETED
    assert f"transfer {broken.key} could not be carried out: AssertionError" in caplog.text


def test_returned_with_a_reason_another_one_is_proposed_at_once(keller: User, marten: User) -> None:
    transfer = initiated(keller)

    do_send_back(transfer, marten, ReturnReason.NOT_INFORMED)

    step = TransferStep.objects.get(transfer=transfer, kind="returned")
    assert (step.by, step.reason, step.note) == (marten, "not_informed", "Es fehlt die Geburtsurkunde.")
    assert attempts(transfer.applicant) == [("returned", 1), ("proposed", 2)]
    assert responsible(transfer.applicant) == [("ifk_aez", keller, Period(TODAY))]


def test_a_second_return_is_the_third_attempt_and_both_team_leads_see_it(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    do_send_back(transfer, marten)
    do_send_back(do_initiate(live(transfer.applicant), keller), team_lead("placement"))

    third = live(transfer.applicant)
    assert (third.state, third.attempt) == (TransferState.PROPOSED, 3)
    assert third in visible_transfers(team_lead("ifk_aez"))
    assert third in visible_transfers(team_lead("placement"))


def test_withdrawn_it_is_proposed_again_and_is_no_return(keller: User) -> None:
    transfer = initiated(keller)

    withdraw(transfer=transfer, note="Erst noch ein Gespräch.", by=keller, on=TODAY, at=NOW)

    assert attempts(transfer.applicant) == [("withdrawn", 1), ("proposed", 1)]
    assert TransferStep.objects.get(kind="withdrawn").note == "Erst noch ein Gespräch."


def test_only_the_giving_side_withdraws(keller: User) -> None:
    transfer = initiated(keller)
    for by in of_no_giving_side().values():
        with pytest.raises(ActionRefused, match="Zurückziehen kann nur die zuständige IFK"):
            withdraw(transfer=transfer, note="", by=by, on=TODAY, at=NOW)


def test_what_is_accepted_is_withdrawn_only_where_the_answer_has_changed(keller: User, marten: User) -> None:
    transfer = accepted(keller, marten, NEXT_WEEK)
    with pytest.raises(ActionRefused, match="schon angenommen"):
        withdraw(transfer=transfer, note="", by=keller, on=TODAY, at=NOW)

    enter(transfer.applicant, CHILD)
    withdraw(transfer=transfer, note="", by=keller, on=TODAY, at=NOW)

    assert attempts(transfer.applicant) == [("withdrawn", 1)]
    assert complete_due(on=NEXT_WEEK, at=NOW) == 0


def test_a_step_in_the_wrong_state_says_what_the_state_is(keller: User, marten: User) -> None:
    transfer = proposed(keller)
    steps_of_others: tuple[Callable[[], object], ...] = (
        lambda: do_accept(transfer, marten),
        lambda: do_send_back(transfer, marten),
        lambda: withdraw(transfer=transfer, note="", by=keller, on=TODAY, at=NOW),
        lambda: note_first_contact(transfer=transfer, by=marten, on=TODAY, at=NOW),
    )
    for step in steps_of_others:
        with pytest.raises(ActionRefused, match=r"inzwischen vorgeschlagen\."):
            step()
    do_accept(do_initiate(transfer, keller), marten)
    with pytest.raises(ActionRefused, match=r"inzwischen vollzogen \(M\. Marten\)"):
        do_initiate(transfer, keller)
    with pytest.raises(ActionRefused, match=r"inzwischen vollzogen \(M\. Marten\)"):
        do_accept(transfer, marten)


def test_an_answer_that_changes_supersedes_a_proposal_and_marks_what_was_initiated(keller: User) -> None:
    first, second = proposed(keller), initiated(keller)

    for transfer in (first, second):
        enter(transfer.applicant, CHILD)
        transfer.refresh_from_db()

    assert (first.state, first.answer_changed) == ("superseded", False)
    assert (second.state, second.answer_changed) == ("initiated", True)
    assert steps(second)[-1][0] == "answer_changed"


def test_what_no_longer_fits_is_not_accepted(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    enter(transfer.applicant, CHILD)

    with pytest.raises(ActionRefused, match=r"nennt die Entscheidung IFK AEZ\. Diese Überstellung passt nicht mehr"):
        do_accept(transfer, marten)

    assert responsible(transfer.applicant) == [("ifk_aez", keller, Period(TODAY))]


def test_an_answer_that_comes_back_takes_the_mark_away(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    enter(transfer.applicant, CHILD)
    enter(transfer.applicant, CHILD, PARTNER)
    transfer.refresh_from_db()

    assert not transfer.answer_changed
    assert do_accept(transfer, marten).state == TransferState.COMPLETED


def test_an_answer_that_ran_out_before_the_click_stands_although_the_click_is_refused() -> None:
    brandt = caseworker("u25_aez")
    transfer = proposed(brandt, birth_date=date(2001, 3, 20))
    assert transfer.target_id == "u25"

    with pytest.raises(ActionRefused, match="inzwischen überholt"):
        do_initiate(transfer, brandt, on=date(2026, 3, 20))

    assert attempts(transfer.applicant) == [("superseded", 1), ("proposed", 1)]
    assert live(transfer.applicant).target_id == "placement"


def test_a_proposal_rests_on_the_newest_answer(keller: User) -> None:
    transfer = proposed(keller)
    older = transfer.decision_id

    enter(transfer.applicant, CHILD, PARTNER, CHILD)

    transfer.refresh_from_db()
    assert transfer.decision_id == transfer.applicant.current.decision_id != older


def test_closing_the_case_ends_a_hand_over_at_every_step(keller: User, marten: User) -> None:
    for transfer in (proposed(keller), initiated(keller), accepted(keller, marten, NEXT_WEEK)):
        close_case(applicant=transfer.applicant, reason=ClosingReason.MOVED, by=keller, on=TODAY, at=NOW)
        transfer.refresh_from_db()
        assert transfer.state == TransferState.SUPERSEDED
    assert complete_due(on=NEXT_WEEK, at=NOW) == 0


def test_the_first_contact_is_noted_once_by_the_receiving_side(keller: User, marten: User) -> None:
    transfer = do_accept(initiated(keller), marten)
    with pytest.raises(ActionRefused, match="Den Erstkontakt vermerken kann nur"):
        note_first_contact(transfer=transfer, by=keller, on=NEXT_WEEK, at=NOW)

    note_first_contact(transfer=transfer, by=marten, on=NEXT_WEEK, at=NOW)

    transfer.refresh_from_db()
    assert transfer.first_contact_on == NEXT_WEEK
    assert steps(transfer)[-1] == ("first_contact", marten)
    with pytest.raises(ActionRefused, match=r"schon vermerkt \(09\.03\.2026\)"):
        note_first_contact(transfer=transfer, by=marten, on=NEXT_WEEK, at=NOW)


def test_every_step_stands_in_the_history_in_the_name_of_whoever_took_it(keller: User, marten: User) -> None:
    transfer = do_accept(initiated(keller), marten)

    events = apps.get_model("routing", "TransferEvent")._default_manager.filter(pgh_obj_id=transfer.pk)
    told = events.order_by("pgh_id").values_list("state", "pgh_context__user")
    assert list(told)[1:] == [("initiated", keller.pk), ("accepted", marten.pk), ("completed", marten.pk)]
