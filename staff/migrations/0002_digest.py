

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from kit.triggers import AddTrigger


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
    name="Digest",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('on', models.DateField()),
        ('begun_at', models.DateTimeField(null=True)),
        ('sent_at', models.DateTimeField(null=True)),
        ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
    ],
    options={
        "verbose_name": 'tägliche E-Mail',
        "verbose_name_plural": 'tägliche E-Mails',
        "constraints": [
            models.UniqueConstraint(fields=('user', 'on'), name='digest_once_a_day', violation_error_message='Die E-Mail dieses Tages gibt es schon.'),
            models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), models.Q(('begun_at__isnull', False), ('sent_at__gte', models.F('begun_at'))), _connector='OR'), name='digest_sent_after_begun', violation_error_message='Eine E-Mail ist erst begonnen, dann versandt.'),
        ],
    },
),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='user',
            name='wants_digest',
            field=models.BooleanField(default=False, verbose_name='tägliche E-Mail'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='wants_digest',
            field=models.BooleanField(default=False, verbose_name='tägliche E-Mail'),
        ),
        AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "staff_userevent" ("date_joined", "desk_id", "email", "first_name", "id", "is_active", "last_name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "telephone", "username", "wants_digest") VALUES (NEW."date_joined", NEW."desk_id", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."last_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."role", NEW."team_id", NEW."telephone", NEW."username", NEW."wants_digest"); RETURN NULL;', hash='30344b852b23fde8ce00a5670b16639282c85a04', operation='INSERT', pgid='pgtrigger_insert_insert_ee817', table='staff_user', when='AFTER')),
        ),
        AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."desk_id" IS DISTINCT FROM (NEW."desk_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."telephone" IS DISTINCT FROM (NEW."telephone") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."wants_digest" IS DISTINCT FROM (NEW."wants_digest"))', func='INSERT INTO "staff_userevent" ("date_joined", "desk_id", "email", "first_name", "id", "is_active", "last_name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "telephone", "username", "wants_digest") VALUES (NEW."date_joined", NEW."desk_id", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."last_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."role", NEW."team_id", NEW."telephone", NEW."username", NEW."wants_digest"); RETURN NULL;', hash='062b3fcf31780f22a50bd510ab427e4747888a64', operation='UPDATE', pgid='pgtrigger_update_update_8c3eb', table='staff_user', when='AFTER')),
        ),
        AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "staff_userevent" ("date_joined", "desk_id", "email", "first_name", "id", "is_active", "last_name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "telephone", "username", "wants_digest") VALUES (OLD."date_joined", OLD."desk_id", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."last_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."role", OLD."team_id", OLD."telephone", OLD."username", OLD."wants_digest"); RETURN NULL;', hash='172a0a8703ac4a6cb658ca8014e9ee5fdfff3892', operation='DELETE', pgid='pgtrigger_delete_delete_4dad5', table='staff_user', when='AFTER')),
        ),
    ]
