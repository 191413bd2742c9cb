"""The page of a hand-over and its clicks, one or many."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from routing.models import ChecklistItem, ChecklistTick, Transfer, TransferStep
from routing.tests.handover.office import CHILD
from routing.tests.handover.transfers import (
    accepted,
    do_accept,
    do_initiate,
    do_send_back,
    enter,
    initiated,
    live,
    proposed,
)
from staff.enums import Restriction
from staff.models import AccessLog, User
from staff.staffing.actions import note_unavailable
from tests.factories import NOW, TODAY, caseworker, make_applicant, record, team_lead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

NEXT_WEEK = TODAY + timedelta(days=7)
YOUNG = date(2004, 5, 1)


@pytest.fixture
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def keller() -> User:
    return caseworker("ifk_aez", last_name="Keller")


@pytest.fixture
def marten() -> User:
    return caseworker("placement", first_name="Christa", last_name="Marten")


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, transfer: Transfer) -> str:
    response = logged_in(user).get(reverse("transfer_detail", args=[transfer.key]))
    assert response.status_code == 200
    return response.content.decode()


def post(user: User, step: str, transfer: Transfer, **data: Any) -> Any:
    return logged_in(user).post(reverse(f"transfer_{step}", args=[transfer.key]), data, follow=True)


def told(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def refusals(response: Any) -> list[str]:
    return [error.message for error in response.context["errors"]]


def test_it_shows_the_decision_with_reasons_the_sheet_and_the_steps(keller: User) -> None:
    shown = page(keller, proposed(keller))
    assert "Überstellung von IFK AEZ an IFK Arbeitsvermittlung Ü25" in shown
    assert "Stand heute, 02.03.2026; wird mit dem Einleiten festgehalten." in shown
    for said in ("6. Alleinerziehend", "7. Alle anderen", "Partner/in zugezogen", "20.02.2026", "vorgeschlagen"):
        assert said in shown


def test_one_that_ended_before_there_was_a_sheet_shows_its_decision_with_reasons(keller: User) -> None:
    transfer = proposed(keller)
    enter(transfer.applicant, CHILD)
    shown = page(keller, transfer)
    assert "überholt" in shown
    assert "Merkmal entfallen:</strong> Partner/in zugezogen seit 20.02.2026" in shown
    assert shown.count("Ziffer") >= 7, "the ladder"
    assert "Übergabebogen" not in shown


def test_the_receiving_side_opens_it_too_and_each_reading_is_logged(keller: User, marten: User) -> None:
    transfer = proposed(keller)
    for user in (marten, team_lead("placement")):
        page(user, transfer)
        entry = AccessLog.objects.latest("pk")
        assert (entry.user, entry.page, entry.subjects) == (user, "transfer_detail", [transfer.applicant.key])


def test_the_clicks_are_those_of_the_reader(keller: User, marten: User) -> None:
    transfer = proposed(keller)
    assert "Überstellung einleiten" in page(keller, transfer)
    assert "Überstellung einleiten" not in page(marten, transfer)
    post(keller, "initiate", transfer)
    assert "Überstellung zurückziehen" in page(keller, transfer)
    assert "Überstellung annehmen" not in page(keller, transfer)
    shown = page(marten, transfer)
    assert "Überstellung annehmen" in shown
    assert "Überstellung zurückgeben" in shown
    assert "Überstellung zurückziehen" not in shown


def test_a_lead_of_both_sides_has_the_clicks_of_both() -> None:
    brandt, voss = caseworker("u25_aez"), team_lead("u25")
    shown = page(voss, initiated(brandt, birth_date=YOUNG))
    for click in ("annehmen", "zurückgeben", "zurückziehen"):
        assert f"Überstellung {click}</button>" in shown


def test_initiating_freezes_the_sheet_and_tells_whose_turn_it_is(keller: User) -> None:
    transfer = proposed(keller)
    answer = post(keller, "initiate", transfer, note="Bitte anrufen.")
    transfer.refresh_from_db()
    assert transfer.sheet is not None
    assert transfer.sheet["sections"]
    assert told(answer) == ["Eingeleitet. Jetzt ist IFK Arbeitsvermittlung Ü25 am Zug."]
    assert "Festgehalten beim Einleiten am 02.03.2026" in answer.content.decode()
    assert "Bitte anrufen." in answer.content.decode()


def test_the_checklist_is_ticked_and_sent_with_one_click(keller: User) -> None:
    talk = ChecklistItem.objects.create(text="Gespräch geführt")
    transfer = proposed(keller)
    assert "Gespräch geführt" in page(keller, transfer)

    assert refusals(post(keller, "initiate", transfer)) == ["Haken Sie zuerst alle Punkte der Checkliste ab."]
    post(keller, "initiate", transfer, items=[talk.pk])

    transfer.refresh_from_db()
    assert transfer.state == "initiated"


def test_the_checklist_alone_is_kept_with_who_and_when(keller: User) -> None:
    talk = ChecklistItem.objects.create(text="Gespräch geführt")
    transfer = proposed(keller)
    post(keller, "checklist", transfer, items=[talk.pk])
    assert ChecklistTick.objects.get().by == keller
    assert "M. Keller, 02.03.2026, 10:30 Uhr" in page(keller, transfer)


@pytest.mark.parametrize("unknown", ["x", "999", "9" * 5000])
def test_what_is_not_on_the_checklist_is_refused_and_nothing_typed_is_lost(keller: User, unknown: str) -> None:
    talk = ChecklistItem.objects.create(text="Gespräch geführt")
    answer = post(keller, "checklist", proposed(keller), items=[talk.pk, unknown], note="Bitte anrufen.")
    assert refusals(answer) == ["Die Checkliste ist inzwischen eine andere. Sehen Sie sie noch einmal durch."]
    assert "Bitte anrufen." in answer.content.decode()
    assert not ChecklistTick.objects.exists()


def test_the_note_is_kept_with_the_checklist_and_is_nobody_elses_until_it_is_sent(keller: User, marten: User) -> None:
    talk = ChecklistItem.objects.create(text="Gespräch geführt")
    transfer = proposed(keller)
    post(keller, "checklist", transfer, note="Bitte anrufen.")
    post(keller, "initiate", transfer, note="Bitte bald anrufen.")
    assert "Bitte bald anrufen." in page(keller, transfer)
    assert "anrufen" not in page(marten, transfer)

    post(keller, "initiate", transfer, items=[talk.pk], note="Bitte bald anrufen.")

    assert "Bitte bald anrufen." in page(marten, transfer)


def test_a_draft_goes_along_where_several_are_initiated_together(keller: User) -> None:
    transfer = proposed(keller)
    post(keller, "checklist", transfer, note="Bitte anrufen.")
    logged_in(keller).post(reverse("transfers_initiate"), {"transfer": [transfer.key], "confirmed": "1"})
    transfer.refresh_from_db()
    assert (transfer.state, transfer.note) == ("initiated", "Bitte anrufen.")


def test_a_colleague_who_was_quicker_costs_nothing_of_what_was_typed(keller: User, marten: User) -> None:
    transfer = accepted(keller, marten, NEXT_WEEK)
    answer = post(marten, "return", transfer, reason="no_capacity", note="Erst ab April.")
    assert answer.status_code == 422
    assert refusals(answer) == ["Die Überstellung ist inzwischen angenommen (C. Marten)."]
    assert "Erst ab April." in answer.content.decode()


@pytest.mark.parametrize("kind", Restriction)
def test_accepting_preselects_nobody_who_takes_no_new_cases_today_and_says_why(
    keller: User, marten: User, kind: Restriction
) -> None:
    half = caseworker("placement", share=50, first_name="Zoe", last_name="Zander")
    do_accept(initiated(keller), half)
    note_unavailable(user=marten, kind=kind, first=TODAY, last=TODAY, by=marten)

    shown = logged_in(half).get(reverse("transfer_detail", args=[initiated(keller).key]))

    field = shown.context["accept_form"]["caseworker"]
    assert field.initial == str(half.pk), "although she has less room"
    assert field.field.choices[-1][1] == f"C. Marten: 0 von 130 Fällen, 0 % → 1 % ({kind.label} bis 02.03.2026)"


def test_accepting_asks_for_a_person_with_her_cases_and_a_day(keller: User, marten: User) -> None:
    transfer = do_accept(initiated(keller), marten)
    transfer = initiated(keller)
    shown = page(marten, transfer)
    assert "C. Marten hat am meisten Platz (1 % → 2 %)." in shown
    assert "C. Marten: 1 von 130 Fällen, 1 % → 2 %" in shown
    assert 'value="02.03.2026"' in shown

    refused = post(marten, "accept", transfer, caseworker=marten.pk, effective_on="01.03.2026")
    assert refused.status_code == 422
    assert "Der Fall geht frühestens heute und spätestens in 60 Tagen über. Wählen Sie einen Tag." in (
        refused.content.decode()
    )
    assert "Wählen Sie, wer den Fall betreut." in post(marten, "accept", transfer).content.decode()

    answer = post(marten, "accept", transfer, caseworker=marten.pk, effective_on="09.03.2026")
    assert told(answer) == ["Angenommen. Ab 09.03.2026 betreut C. Marten den Fall."]
    assert "Bis dahin bleibt IFK AEZ zuständig" in answer.content.decode()


def test_returning_needs_a_reason_and_a_sentence(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    refused = post(marten, "return", transfer)
    assert refused.status_code == 422
    assert "Wählen Sie, warum die Überstellung zurückgeht." in refused.content.decode()
    assert "Schreiben Sie in einem Satz" in refused.content.decode()

    post(marten, "return", transfer, reason="no_capacity", note="Erst ab April.")

    step = TransferStep.objects.get(kind="returned")
    assert (step.reason, step.note) == ("no_capacity", "Erst ab April.")
    again = live(transfer.applicant)
    shown = page(keller, transfer)
    assert reverse("transfer_detail", args=[again.key]) in shown


def test_withdrawing_and_the_first_contact_are_one_click(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    assert told(post(keller, "withdraw", transfer)) == ["Zurückgezogen. Es bleibt bei der bisherigen Zuständigkeit."]
    done = do_accept(initiated(keller), marten)
    assert "Fällig bis 16.03.2026" in page(marten, done)
    assert told(post(marten, "first_contact", done)) == ["Der Erstkontakt ist vermerkt."]


@pytest.mark.parametrize("step", ["checklist", "initiate", "withdraw"])
def test_the_other_side_is_told_that_it_is_not_her_turn(keller: User, marten: User, step: str) -> None:
    transfer = accepted(keller, marten, NEXT_WEEK)
    answer = post(marten, step, transfer)
    assert told(answer) == ["Dieser Schritt steht Ihnen gerade nicht offen. Die Seite zeigt den jetzigen Stand."]


def test_a_changed_answer_is_told_to_both_sides(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    enter(transfer.applicant, CHILD)
    for user in (keller, marten):
        assert "Die Antwort hat sich geändert" in page(user, transfer)
    assert "Überstellung annehmen" not in page(marten, transfer)


def test_the_former_side_cannot_open_it_any_more(keller: User, marten: User) -> None:
    transfer = do_accept(initiated(keller), marten)
    url = reverse("transfer_detail", args=[transfer.key])
    assert logged_in(keller).get(url).status_code == 404
    assert logged_in(marten).get(url).status_code == 200


def test_who_returned_it_goes_on_with_the_lists(keller: User, marten: User) -> None:
    answer = post(marten, "return", initiated(keller), reason="wrong_desk", note="Bitte prüfen.")
    assert answer.redirect_chain == [(reverse("transfer_list"), 302)]


def test_what_was_typed_before_the_session_ended_is_shown_and_not_sent(keller: User) -> None:
    transfer = proposed(keller)
    answer = post(keller, "initiate", transfer, note="Lang getippt", _resume="1")
    transfer.refresh_from_db()
    assert transfer.state == "proposed"
    assert "Lang getippt" in answer.content.decode()


def bulk(user: User, step: str, *transfers: Transfer, **data: Any) -> Any:
    keys = [transfer.key for transfer in transfers]
    return logged_in(user).post(reverse(f"transfers_{step}"), {"transfer": keys, **data}, follow=True)


def test_many_are_initiated_after_one_look_and_each_failure_is_named(keller: User) -> None:
    talk = ChecklistItem.objects.create(text="Gespräch geführt")
    ready, not_ready = proposed(keller, last_name="Adler"), proposed(keller, last_name="Busch")
    post(keller, "checklist", ready, items=[talk.pk])

    asked = bulk(keller, "initiate", ready, not_ready)
    assert "2 Überstellungen einleiten?" in asked.content.decode()
    assert Transfer.objects.filter(state="initiated").count() == 0

    done = bulk(keller, "initiate", ready, not_ready, confirmed="1").content.decode()
    assert "1 eingeleitet, 1 nicht" in done
    assert f'<a href="{reverse("transfer_detail", args=[not_ready.key])}">Busch, Ayşe</a>: Haken Sie zuerst' in done
    assert "Adler" not in done


def test_many_are_accepted_for_one_person_and_day(keller: User, marten: User) -> None:
    first, second = initiated(keller), initiated(keller)
    assert "2 Überstellungen annehmen?" in bulk(marten, "accept", first, second).content.decode()
    wrong = bulk(marten, "accept", first, second, confirmed="1", caseworker=marten.pk, effective_on="gestern")
    assert wrong.status_code == 422

    done = bulk(marten, "accept", first, second, confirmed="1", caseworker=marten.pk, effective_on="02.03.2026")

    assert "2 angenommen" in done.content.decode()
    assert set(Transfer.objects.values_list("state", "caseworker")) == {("completed", marten.pk)}


def test_those_of_two_desks_are_accepted_one_desk_after_the_other_and_stay_chosen() -> None:
    brandt, rossi, lead = caseworker("u25_aez"), caseworker("u25"), team_lead("u25")
    to_u25 = [initiated(brandt, birth_date=YOUNG), initiated(brandt, birth_date=YOUNG)]
    to_aez = _back_to_single_parents(rossi)

    asked = bulk(lead, "accept", *to_u25, to_aez)

    assert {desk.code: set(chosen) for desk, chosen in asked.context["desks"]} == {
        "u25": set(to_u25),
        "u25_aez": {to_aez},
    }
    for transfer in (*to_u25, to_aez):
        assert f'name="transfer" value="{transfer.key}"' in asked.content.decode()
    assert AccessLog.objects.latest("pk").page == "transfers_accept"


def _back_to_single_parents(rossi: User) -> Transfer:
    young = make_applicant(by=rossi, record=record(birth_date=YOUNG))
    enter(young, CHILD, by=rossi)
    return do_initiate(live(young), rossi)


def test_nothing_chosen_and_what_is_foreign_is_no_choice(keller: User) -> None:
    nothing = ["Wählen Sie in der Liste mindestens eine Überstellung aus, die Sie einleiten können."]
    assert told(bulk(caseworker("u25"), "initiate", proposed(keller))) == nothing
    assert told(bulk(keller, "initiate")) == nothing


def test_of_a_whole_list_only_those_are_asked_about_on_which_it_is_her_turn(keller: User, marten: User) -> None:
    mine, theirs = initiated(keller, last_name="Adler"), proposed(keller, last_name="Busch")
    asked = bulk(marten, "accept", mine, theirs).content.decode()
    assert "1 Überstellung annehmen?" in asked
    assert "Busch" not in asked


def test_where_somebody_else_was_quicker_it_is_said_after_the_confirmation(keller: User, marten: User) -> None:
    transfer = initiated(keller, last_name="Adler")
    bulk(marten, "accept", transfer)
    do_accept(transfer, caseworker("placement", last_name="Juric"))
    done = bulk(marten, "accept", transfer, confirmed="1", caseworker=marten.pk, effective_on="02.03.2026")
    assert "0 angenommen, 1 nicht" in done.content.decode()
    assert "inzwischen vollzogen (M. Juric)" in done.content.decode()


def test_what_a_bulk_click_shows_is_logged(keller: User) -> None:
    transfer = proposed(keller)
    bulk(keller, "initiate", transfer)
    entry = AccessLog.objects.latest("pk")
    assert (entry.page, entry.subjects) == ("transfers_initiate", [transfer.applicant.key])


def test_a_second_return_is_told_on_the_page(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    do_send_back(transfer, marten)
    post(keller, "initiate", live(transfer.applicant))
    do_send_back(live(transfer.applicant), marten)
    for lead in (team_lead("ifk_aez"), team_lead("placement")):
        assert "Die Teamleitungen beider Stellen klären" in page(lead, live(transfer.applicant))


def test_who_has_to_try_again_reads_why_it_came_back(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    assert "Zuletzt zurückgegeben" not in page(keller, transfer)
    do_send_back(transfer, marten)

    told = page(keller, live(transfer.applicant))

    assert "Zuletzt zurückgegeben am 02.03.2026 von" in told
    assert "Grund: Unterlagen unvollständig" in told
    assert "Es fehlt die Geburtsurkunde." in told
