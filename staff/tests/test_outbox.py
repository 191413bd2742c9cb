"""The outbox: an e-mail is written with what it tells about, sent once, and what becomes of it can be seen."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from time_machine import TimeMachineFixture

from staff.delivery import send
from staff.enums import MailKind
from staff.models import OutgoingMail, User
from staff.outbox import KEPT, begin_mail, forget_mails, put_back_mail, queue_mail, waiting_mails
from staff.roles import Role
from staff.tasks import send_mails
from tests.factories import NOW, account, caseworker
from tests.mail_server import MailServer, mail_server

pytestmark = pytest.mark.django_db

UNTIL = NOW + timedelta(hours=2)


@pytest.fixture
def server(time_machine: TimeMachineFixture) -> Iterator[MailServer]:
    time_machine.move_to(NOW, tick=False)
    with mail_server() as running:
        yield running


def queued(address: str = "m.keller@example.org", subject: str = "Mein Tag") -> OutgoingMail:
    recipient = caseworker(email=address, wants_digest=True)
    queue(recipient, subject)
    return OutgoingMail.objects.get(recipient=recipient)


def queue(recipient: User, subject: str) -> None:
    queue_mail(
        recipient=recipient,
        kind=MailKind.DIGEST,
        occasion="2026-03-02",
        subject=subject,
        body="Es gibt zu tun.",
        at=NOW,
        until=UNTIL,
    )


def test_what_is_queued_again_stays_as_it_was_written() -> None:
    mail = queued()

    queue(mail.recipient, "Noch einmal")

    assert [row.subject for row in OutgoingMail.objects.all()] == ["Mein Tag"]


def test_an_e_mail_about_what_did_not_happen_is_not_written() -> None:
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()


def test_what_waits_is_sent_in_the_order_in_which_it_was_written(server: MailServer) -> None:
    for subject in ("Erstens", "Zweitens", "Drittens"):
        queued(subject=subject)

    send_mails()

    assert [mail.partition("Subject: ")[2].split()[0] for mail in server.taken] == ["Erstens", "Zweitens", "Drittens"]
    assert "Es gibt zu tun." in server.taken[0]
    assert set(OutgoingMail.objects.values_list("sent_at", flat=True)) == {NOW}


def test_a_recipient_refused_for_good_is_noted_and_not_tried_again(server: MailServer) -> None:
    mail = queued()
    server.refuse = "550 no such mailbox"

    assert not send(mail=mail, at=NOW)

    mail.refresh_from_db()
    assert (mail.refused_at, mail.refusal, mail.sent_at) == (NOW, "550 no such mailbox", None)
    assert not waiting_mails(NOW).exists()


def test_one_that_is_refused_for_now_holds_up_no_other(server: MailServer) -> None:
    later = queued("voll@example.org")
    queued()
    server.refuse, server.refuse_only = "451 later", "voll@"

    send_mails()

    assert len(server.taken) == 1
    assert list(waiting_mails(NOW)) == [later]


def test_one_that_breaks_in_the_middle_holds_up_the_others_for_a_round_only(server: MailServer) -> None:
    queued()
    second = queued()
    server.hang_up = True
    with pytest.raises(OSError, match="unexpectedly closed"):
        send_mails()
    assert list(waiting_mails(NOW)) == [second]

    server.hang_up = False
    send_mails()

    assert len(server.taken) == 2
    assert not waiting_mails(NOW).exists()


def test_a_mail_server_that_is_not_there_is_asked_once_in_a_round(
    time_machine: TimeMachineFixture, caplog: pytest.LogCaptureFixture
) -> None:
    time_machine.move_to(NOW, tick=False)
    with mail_server() as server:
        port = server.server_address[1]
    mails = [queued(), queued()]

    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port
    ):
        send_mails()

    assert [record.message for record in caplog.records] == [
        f"E-Mail {mails[0].pk} nicht versandt: ConnectionRefusedError"
    ]
    assert not OutgoingMail.objects.exclude(begun_at=None).exists()
    assert list(waiting_mails(NOW)) == mails


def test_what_nobody_needs_any_more_is_not_sent(server: MailServer, time_machine: TimeMachineFixture) -> None:
    queued()
    time_machine.move_to(UNTIL, tick=False)

    send_mails()

    assert server.taken == []


def test_an_account_that_is_shut_is_not_written_to() -> None:
    mail = queued()
    User.objects.filter(pk=mail.recipient_id).update(is_active=False)

    assert not waiting_mails(NOW).exists()


def test_one_that_has_an_end_is_not_put_back(server: MailServer) -> None:
    mail = queued()
    send(mail=mail, at=NOW)

    put_back_mail(mail=mail)

    assert not waiting_mails(NOW).exists()


def test_old_e_mails_are_deleted_with_their_texts() -> None:
    mail = queued()
    begin_mail(mail=mail, at=NOW)
    forget_mails(at=UNTIL + KEPT - timedelta(seconds=1))
    assert OutgoingMail.objects.exists()

    forget_mails(at=UNTIL + KEPT)

    assert not OutgoingMail.objects.exists()


def test_the_administration_sees_what_became_of_an_e_mail_and_not_what_it_says(
    client: Client, server: MailServer
) -> None:
    mail = queued(subject="Unverkennbar")
    server.refuse = "550 no such mailbox"
    send(mail=mail, at=NOW)
    client.force_login(account(Role.ADMINISTRATION))

    listed = client.get(reverse("admin:staff_outgoingmail_changelist")).content.decode()
    shown = client.get(reverse("admin:staff_outgoingmail_change", args=[mail.pk])).content.decode()

    for page in (listed, shown):
        assert "550 no such mailbox" in page
        assert str(mail.recipient) in page
        assert "Unverkennbar" not in page
        assert "Es gibt zu tun." not in page
    assert client.get(reverse("admin:staff_outgoingmail_add")).status_code == 403
    assert client.post(reverse("admin:staff_outgoingmail_delete", args=[mail.pk]), {"post": "yes"}).status_code == 403
