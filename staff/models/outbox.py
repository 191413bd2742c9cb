"""The outbox: the e-mails to people of the office, each a row before it is sent."""

from django.db import models
from django.db.models import F, Q

from staff.enums import MailKind
from staff.models.accounts import User


class OutgoingMail(models.Model):
    """An e-mail to an account, written in the same transaction as what it tells about; there is one of each kind on an
    ``occasion`` (of a digest the day). From ``until`` on it is not sent any more. It names no applicant.

    ``begun_at`` is set before it is handed to the mail server, ``sent_at`` after, or ``refused_at`` with the server's
    answer where it refused the recipient for good. One that was begun and has no end may have arrived, and is not sent
    again.
    """

    recipient = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="Empfänger/in"
    )
    kind = models.CharField("Art", max_length=16, choices=MailKind.choices)
    occasion = models.CharField("Anlass", max_length=64)
    subject = models.CharField("Betreff", max_length=200)
    body = models.TextField("Text")
    queued_at = models.DateTimeField("geschrieben am")
    until = models.DateTimeField("nur bis")
    begun_at = models.DateTimeField("begonnen am", null=True)
    sent_at = models.DateTimeField("versandt am", null=True)
    refused_at = models.DateTimeField("abgelehnt am", null=True)
    refusal = models.CharField("Antwort des Mailservers", max_length=200)

    class Meta:
        verbose_name = "E-Mail im Postausgang"
        verbose_name_plural = "E-Mails im Postausgang"
        ordering = ("-queued_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="outgoing_mail_once",
                fields=["recipient", "kind", "occasion"],
                violation_error_message="Diese E-Mail gibt es schon.",
            ),
            models.CheckConstraint(
                name="outgoing_mail_kind_known",
                condition=Q(kind__in=MailKind.values),
                violation_error_message="Diese Art von E-Mail gibt es nicht.",
            ),
            # Of those that were begun before there was an outbox nobody has kept the text.
            models.CheckConstraint(
                name="outgoing_mail_says_something",
                condition=Q(begun_at__isnull=False) | Q(subject__regex=r"\S", body__regex=r"\S"),
                violation_error_message="Eine E-Mail, die noch zu senden ist, hat Betreff und Text.",
            ),
            models.CheckConstraint(
                name="outgoing_mail_begun_after_queued",
                condition=Q(begun_at__isnull=True) | Q(begun_at__gte=F("queued_at")),
                violation_error_message="Eine E-Mail ist erst geschrieben, dann begonnen.",
            ),
            models.CheckConstraint(
                name="outgoing_mail_ended_after_begun",
                condition=Q(sent_at__isnull=True, refused_at__isnull=True)
                | Q(begun_at__isnull=False, sent_at__gte=F("begun_at"), refused_at__isnull=True)
                | Q(begun_at__isnull=False, sent_at__isnull=True, refused_at__gte=F("begun_at")),
                violation_error_message="Eine E-Mail ist erst begonnen, dann entweder versandt oder abgelehnt.",
            ),
            models.CheckConstraint(
                name="outgoing_mail_refused_with_an_answer",
                condition=Q(refused_at__isnull=True, refusal="") | Q(refused_at__isnull=False) & ~Q(refusal=""),
                violation_error_message="Zu einer abgelehnten E-Mail gehört, was der Mailserver geantwortet hat.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} vom {self.queued_at:%d.%m.%Y}"
