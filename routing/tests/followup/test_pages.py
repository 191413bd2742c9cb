"""Reminders and notes on the screen."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from routing.assignment.actions import close_case
from routing.assignment.openings import open_new_case
from routing.enums import ClosingReason, Occasion
from routing.followup.actions import correct_note, finish_reminder, make_reminder, write_note
from routing.models import AccessGrant, Applicant, Assignment, CaseNote, Reminder
from staff.models import AccessLog, User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record, team_lead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _working_day(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def at_desk(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def hand_over(applicant: Applicant, desk: str) -> None:
    """As if a hand-over was done: another desk is responsible, and nobody was let in for the day."""
    Assignment.objects.filter(applicant=applicant).update(desk=desk, caseworker=None)
    AccessGrant.objects.all().delete()


def test_a_reminder_is_made_on_the_applicants_page_and_shown_there(client: Client) -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    at_desk(client, by)

    answer = client.post(
        f"/faelle/{applicant.key}/wiedervorlage/", {"note": "  Nachweis \t anfordern ", "due_on": "10.03.2026"}
    )

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/faelle/{applicant.key}/#wiedervorlagen"
    page = client.get(f"/faelle/{applicant.key}/").content.decode()
    assert "Die Wiedervorlage am 10.03.2026 ist angelegt." in page
    assert page.count("Nachweis anfordern") >= 2, "in the panel and in the chronology"
    assert Reminder.objects.get().due_on == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Geben Sie das Datum als TT.MM.JJJJ ein"),
        ("01.03.2026", "Dieser Tag ist vorbei."),
        ("07.03.2026", "Das ist kein Arbeitstag (Samstag). Wählen Sie zum Beispiel Montag, 09.03.2026."),
        ("03.04.2026", "Das ist kein Arbeitstag (Feiertag). Wählen Sie zum Beispiel Dienstag, 07.04.2026."),
        ("30.12.9999", "Wählen Sie einen Tag bis Ende 2029."),
        ("31.12.9999", "Geben Sie das Datum als TT.MM.JJJJ ein"),
        ("31.02.2027", "Diesen Tag gibt es nicht."),
    ],
)
def test_a_day_on_which_nobody_could_be_reminded_is_refused_with_a_sentence(
    client: Client, day: str, sentence: str
) -> None:
    by = caseworker()
    applicant = make_applicant(by=by)

    answer = at_desk(client, by).post(f"/faelle/{applicant.key}/wiedervorlage/", {"note": "x", "due_on": day})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Reminder.objects.exists()


def test_nobody_else_reads_of_a_reminder_not_even_in_the_chronology(client: Client) -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    reminder = make_reminder(applicant=applicant, note="Geheime Sache", due_on=TODAY, by=by, at=NOW)
    at_desk(client, team_lead())

    assert "Geheime Sache" not in client.get(f"/faelle/{applicant.key}/").content.decode()
    assert "Geheime Sache" not in client.get("/faelle/wiedervorlagen/").content.decode()
    for path in ("", "loeschen/"):
        assert client.get(f"/faelle/wiedervorlagen/{reminder.key}/{path}").status_code == 404
    assert client.post(f"/faelle/wiedervorlagen/{reminder.key}/erledigt/").status_code == 404


def test_ticking_off_leads_back_to_where_it_was_ticked_off(client: Client) -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    at_desk(client, by)
    for said, page in (
        ("tag", "/mein-tag/"),
        ("liste", "/faelle/wiedervorlagen/"),
        ("https://x.example", None),
        ("", None),
    ):
        reminder = make_reminder(applicant=applicant, note=f"a{said}", due_on=TODAY, by=by, at=NOW)
        answer = client.post(f"/faelle/wiedervorlagen/{reminder.key}/erledigt/", {"von": said})
        assert urlsplit(answer.headers["Location"]).path == (page or f"/faelle/{applicant.key}/")
    assert not Reminder.objects.filter(done_at__isnull=True).exists()


def test_of_a_case_that_was_handed_over_only_the_day_is_left_and_a_way_to_discard(client: Client) -> None:
    by = caseworker("u25")
    applicant = make_applicant(by=by, record=record(birth_date=date(2004, 5, 1), last_name="Unverkennbar"))
    reminder = make_reminder(applicant=applicant, note="Frau U. anrufen", due_on=TODAY, by=by, at=NOW)
    hand_over(applicant, "placement")
    at_desk(client, by)

    for path in ("/faelle/wiedervorlagen/", "/mein-tag/", f"/faelle/wiedervorlagen/{reminder.key}/loeschen/"):
        page = client.get(path).content.decode()
        assert "Unverkennbar" not in page
        assert "Frau U. anrufen" not in page
        assert "Verwerfen" in page
    assert not AccessLog.objects.filter(user=by).exists()
    assert client.get(f"/faelle/wiedervorlagen/{reminder.key}/").status_code == 404
    assert client.post(f"/faelle/wiedervorlagen/{reminder.key}/erledigt/").status_code == 404
    client.post(f"/faelle/wiedervorlagen/{reminder.key}/loeschen/")
    assert not Reminder.objects.exists()


def test_the_wrong_one_ticked_off_can_be_taken_up_again(client: Client) -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    reminder = make_reminder(applicant=applicant, note="Anrufen", due_on=TODAY, by=by, at=NOW)
    finish_reminder(reminder=reminder, at=NOW)

    assert "Wieder vorlegen" in at_desk(client, by).get("/faelle/wiedervorlagen/").content.decode()
    client.post(f"/faelle/wiedervorlagen/{reminder.key}/", {"note": "Anrufen", "due_on": "03.03.2026"})

    reminder.refresh_from_db()
    assert (reminder.done_at, reminder.due_on) == (None, TODAY + timedelta(days=1))


def test_a_note_is_written_and_corrected_and_both_texts_stay_readable(client: Client) -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    at_desk(client, by)
    client.post(f"/faelle/{applicant.key}/vermerk/", {"text": "Erste\r\nZeile", "noted_on": "01.03.2026"})
    note = CaseNote.objects.get()

    client.post(f"/faelle/vermerke/{note.key}/berichtigen/", {"text": "Richtig ist dies", "noted_on": "01.03.2026"})

    assert note.text == "Erste\nZeile"
    page = client.get(f"/faelle/{applicant.key}/").content.decode()
    assert "Richtig ist dies" in page
    assert "vorher: 01.03.2026" in page
    assert "Erste<br>Zeile" in page
    assert page.index("Richtig ist dies") < page.index("vorher:")


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"text": " ", "noted_on": "02.03.2026"}, "Schreiben Sie den Vermerk."),
        ({"text": "x" * 1001, "noted_on": "02.03.2026"}, "Kürzen Sie den Vermerk auf höchstens 1000 Zeichen."),
        ({"text": "x", "noted_on": "03.03.2026"}, "Ein Vermerk gilt für heute oder einen Tag davor"),
        ({"text": "x", "noted_on": "31.12.2004"}, "Ein Vermerk gilt für heute oder einen Tag davor"),
    ],
)
def test_a_note_that_cannot_be_is_refused_with_a_sentence(
    client: Client, entered: dict[str, str], sentence: str
) -> None:
    by = caseworker()
    applicant = make_applicant(by=by)

    answer = at_desk(client, by).post(f"/faelle/{applicant.key}/vermerk/", entered)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_note_corrected_meanwhile_is_told_and_what_was_typed_stays(client: Client) -> None:
    by = caseworker()
    note = write_note(applicant=make_applicant(by=by), text="Eins", noted_on=TODAY, by=by, at=NOW)
    correct_note(note=note, text="Zwei", noted_on=TODAY, by=caseworker(), at=NOW)

    answer = at_desk(client, by).post(
        f"/faelle/vermerke/{note.key}/berichtigen/", {"text": "Drei", "noted_on": "02.03.2026"}
    )

    assert answer.status_code == 422
    assert "inzwischen berichtigt" in answer.content.decode()
    assert ">Drei</textarea>" in answer.content.decode().replace("\n", "")


def test_notes_and_reminders_of_a_case_that_is_closed_and_opened_again_stay(client: Client) -> None:
    by = caseworker("placement")
    applicant = make_applicant(by=by)
    write_note(applicant=applicant, text="Hat Arbeit gefunden.", noted_on=TODAY, by=by, at=NOW)
    close_case(applicant=applicant, reason=ClosingReason.WORK, by=by, on=TODAY, at=NOW)
    assert "Hat Arbeit gefunden." in at_desk(client, by).get(f"/faelle/{applicant.key}/").content.decode()
    open_new_case(applicant=applicant, occasion=Occasion.REOPENED, by=by, on=TODAY + timedelta(days=1), at=NOW)
    assert "Hat Arbeit gefunden." in client.get(f"/faelle/{applicant.key}/").content.decode()


def test_older_notes_are_folded_away_and_counted(client: Client) -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    for number in range(8):
        write_note(applicant=applicant, text=f"Nummer {number}", noted_on=TODAY, by=by, at=NOW)

    page = at_desk(client, by).get(f"/faelle/{applicant.key}/").content.decode()

    assert "Ältere Vermerke (3)" in page
