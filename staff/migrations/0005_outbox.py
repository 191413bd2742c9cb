"""The daily e-mail becomes the first kind of the outbox.

Only what was begun moves there, lest it be sent twice; its text nobody has kept. What was not is written anew in the
next round, or was not to be sent any more.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("staff", "0004_team_of_the_desk")]

    operations = [
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recipient",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Empfänger/in",
                    ),
                ),
                ("kind", models.CharField(choices=[("digest", "tägliche E-Mail")], max_length=16, verbose_name="Art")),
                ("occasion", models.CharField(max_length=64, verbose_name="Anlass")),
                ("subject", models.CharField(max_length=200, verbose_name="Betreff")),
                ("body", models.TextField(verbose_name="Text")),
                ("queued_at", models.DateTimeField(verbose_name="geschrieben am")),
                ("until", models.DateTimeField(verbose_name="nur bis")),
                ("begun_at", models.DateTimeField(null=True, verbose_name="begonnen am")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="versandt am")),
                ("refused_at", models.DateTimeField(null=True, verbose_name="abgelehnt am")),
                ("refusal", models.CharField(max_length=200, verbose_name="Antwort des Mailservers")),
            ],
            options={
                "verbose_name": "E-Mail im Postausgang",
                "verbose_name_plural": "E-Mails im Postausgang",
                "ordering": ("-queued_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recipient", "kind", "occasion"),
                        name="outgoing_mail_once",
                        violation_error_message="Diese E-Mail gibt es schon.",
                    ),
                    models.CheckConstraint(
                        condition=Q(kind__in=["digest"]),
                        name="outgoing_mail_kind_known",
                        violation_error_message="Diese Art von E-Mail gibt es nicht.",
                    ),
                    models.CheckConstraint(
                        condition=Q(begun_at__isnull=False) | Q(subject__regex=r"\S", body__regex=r"\S"),
                        name="outgoing_mail_says_something",
                        violation_error_message="Eine E-Mail, die noch zu senden ist, hat Betreff und Text.",
                    ),
                    models.CheckConstraint(
                        condition=Q(begun_at__isnull=True) | Q(begun_at__gte=F("queued_at")),
                        name="outgoing_mail_begun_after_queued",
                        violation_error_message="Eine E-Mail ist erst geschrieben, dann begonnen.",
                    ),
                    models.CheckConstraint(
                        condition=Q(sent_at__isnull=True, refused_at__isnull=True)
                        | Q(begun_at__isnull=False, sent_at__gte=F("begun_at"), refused_at__isnull=True)
                        | Q(begun_at__isnull=False, sent_at__isnull=True, refused_at__gte=F("begun_at")),
                        name="outgoing_mail_ended_after_begun",
                        violation_error_message="Eine E-Mail ist erst begonnen, dann entweder versandt oder abgelehnt.",
                    ),
                    models.CheckConstraint(
                        condition=Q(refused_at__isnull=True, refusal="")
                        | Q(refused_at__isnull=False) & ~Q(refusal=""),
                        name="outgoing_mail_refused_with_an_answer",
                        violation_error_message=(
                            "Zu einer abgelehnten E-Mail gehört, was der Mailserver geantwortet hat."
                        ),
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            """
            INSERT INTO staff_outgoingmail
                (recipient_id, kind, occasion, subject, body, queued_at, until, begun_at, sent_at, refusal)
            SELECT user_id, 'digest', to_char("on", 'YYYY-MM-DD'), '', '', begun_at,
                ("on" + TIME '12:00') AT TIME ZONE 'Europe/Berlin', begun_at, sent_at, ''
            FROM staff_digest WHERE begun_at IS NOT NULL ORDER BY id;
            """
        ),
        migrations.DeleteModel(name="Digest"),
    ]
