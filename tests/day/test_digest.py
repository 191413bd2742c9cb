"""The daily e-mail: who gets it, what it says, and that it comes once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client, override_settings
from time_machine import TimeMachineFixture

from jobcenter.celery import app
from jobcenter.digest import awaiting_digest, write_digest
from jobcenter.tasks import write_digest_of, write_digests
from routing.followup.actions import make_reminder
from routing.tests.at_once import at_once
from staff.delivery import NotSent, send
from staff.digests import choose_digest
from staff.models import OutgoingMail, User
from staff.outbox import begin_mail, waiting_mails
from staff.roles import Role
from staff.tasks import send_mails
from tests.day.office import lapse, mother
from tests.factories import NOW, TODAY, account, caseworker
from tests.mail_server import MailServer, mail_server

pytestmark = pytest.mark.django_db

ADDRESS = "m.keller@example.org"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def reader(**values: str | bool) -> User:
    by = caseworker(email=ADDRESS, wants_digest=True)
    User.objects.filter(pk=by.pk).update(**values)
    by.refresh_from_db()
    return by


def planned() -> OutgoingMail:
    write_digest(user=reader(), on=TODAY, at=NOW)
    return OutgoingMail.objects.get()


def test_only_who_asks_for_it_has_an_address_and_a_day_is_planned_once() -> None:
    wanted = reader()
    reader(email="")
    reader(wants_digest=False)
    reader(is_active=False)
    account(Role.CONTROLLING, email=ADDRESS, wants_digest=True)

    assert list(awaiting_digest(TODAY)) == [wanted]
    for _ in range(3):
        write_digest(user=wanted, on=TODAY, at=NOW)

    assert list(OutgoingMail.objects.values_list("recipient", "kind", "occasion")) == [
        (wanted.pk, "digest", "2026-03-02")
    ]
    assert not awaiting_digest(TODAY).exists()
    assert list(awaiting_digest(TODAY + timedelta(days=1))) == [wanted]


def test_it_says_numbers_and_a_link_and_nobodys_name() -> None:
    by = reader()
    applicant = mother(by, last_name="Unverkennbar")
    lapse(applicant)
    make_reminder(applicant=applicant, note="Reha-Bericht", due_on=TODAY - timedelta(days=1), by=by, at=NOW)

    write_digest(user=by, on=TODAY, at=NOW)

    mail = OutgoingMail.objects.get()
    assert mail.recipient == by
    assert mail.subject == "Mein Tag: 1 überfällig, 0 zu erledigen"
    assert "   1  überfällig\n   0  zu erledigen\n   1  neu\n   0  demnächst" in mail.body
    assert "https://jobcenter.example/mein-tag/" in mail.body
    for private in ("Unverkennbar", "Ayşe", applicant.customer_number, "Reha", "eingezogen", str(applicant.key)):
        assert private not in f"{mail.subject}{mail.body}"


def test_it_is_sent_once_however_often_it_is_asked_for(server: MailServer) -> None:
    digest = planned()

    sent = [send(mail=digest, at=NOW) for _ in range(3)]

    assert sent == [True, False, False]
    assert len(server.taken) == 1
    assert ADDRESS in server.taken[0]
    digest.refresh_from_db()
    assert digest.sent_at == NOW
    assert not waiting_mails(NOW).exists()


@pytest.mark.django_db(transaction=True)
def test_five_workers_at_once_send_one(server: MailServer) -> None:
    digest = planned()

    sent = at_once(*[lambda: send(mail=OutgoingMail.objects.get(pk=digest.pk), at=NOW)] * 5)

    assert sorted(map(bool, sent)) == [False, False, False, False, True]
    assert len(server.taken) == 1


def test_what_the_mail_server_refuses_is_tried_again(server: MailServer) -> None:
    digest = planned()
    server.refuse = "451 later"
    with pytest.raises(NotSent):
        send(mail=digest, at=NOW)
    assert list(waiting_mails(NOW)) == [digest]

    server.refuse = ""

    assert send(mail=digest, at=NOW)
    assert len(server.taken) == 1


def test_a_mail_server_that_is_not_there_is_asked_again(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)
    digest = planned()
    with mail_server() as server:
        port = server.server_address[1]
    gone = override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port
    )

    with gone:
        send_mails()

    assert list(waiting_mails(NOW)) == [digest]


def test_one_that_may_have_arrived_is_not_sent_again(server: MailServer) -> None:
    digest = planned()
    server.hang_up = True
    with pytest.raises(OSError, match="unexpectedly closed"):
        send(mail=digest, at=NOW)
    server.hang_up = False

    assert not send(mail=digest, at=NOW)
    assert len(server.taken) == 1
    assert not waiting_mails(NOW).exists()


def test_a_worker_killed_between_the_mail_and_the_row_does_not_make_a_second_one(server: MailServer) -> None:
    digest = planned()
    begin_mail(mail=digest, at=NOW)

    assert not waiting_mails(NOW).exists()
    assert not send(mail=digest, at=NOW)


def test_who_no_longer_wants_it_is_not_sent_one_that_was_planned() -> None:
    digest = planned()
    choose_digest(user=digest.recipient, wants=False)

    assert not waiting_mails(NOW).exists()


def test_who_has_no_address_any_more_is_not_sent_one_that_was_planned() -> None:
    digest = planned()
    User.objects.filter(pk=digest.recipient_id).update(email="")

    assert not waiting_mails(NOW).exists()


def test_the_numbers_of_the_morning_are_not_sent_from_noon_on() -> None:
    digest = planned()
    noon = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/Berlin"))

    assert list(waiting_mails(noon - timedelta(seconds=1))) == [digest]
    assert not waiting_mails(noon).exists()


def test_it_is_chosen_on_a_page_of_ones_own(client: Client) -> None:
    by = reader(wants_digest=False)
    client.force_login(by)
    assert ADDRESS in client.get("/mein-tag/e-mail/").content.decode()

    client.post("/mein-tag/e-mail/", {"wants_digest": "on"})
    by.refresh_from_db()
    assert by.wants_digest
    client.post("/mein-tag/e-mail/", {})
    by.refresh_from_db()

    assert not by.wants_digest


def test_without_an_address_the_page_says_whom_to_ask(client: Client) -> None:
    by = reader(email="", wants_digest=False)
    client.force_login(by)

    answer = client.post("/mein-tag/e-mail/", {"wants_digest": "on"})

    assert "Bitten Sie die Administration" in answer.content.decode()
    by.refresh_from_db()
    assert not by.wants_digest


def test_who_asks_for_it_in_the_morning_gets_that_of_the_day(
    monkeypatch: pytest.MonkeyPatch, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW, tick=False)
    monkeypatch.setattr(write_digest_of, "apply_async", lambda arguments, **_: write_digest_of(*arguments))
    early = reader()
    write_digests()
    late = reader()

    write_digests()

    assert [mail.recipient for mail in OutgoingMail.objects.order_by("pk")] == [early, late]


def test_there_is_none_on_a_day_without_work(time_machine: TimeMachineFixture) -> None:
    reader()
    time_machine.move_to("2026-04-03T06:30:00+02:00", tick=False)

    write_digests()

    assert not OutgoingMail.objects.exists()


def test_beat_knows_every_task_that_it_is_to_start() -> None:
    app.loader.import_default_modules()

    assert {str(entry["task"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
