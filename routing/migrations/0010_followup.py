

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from kit.triggers import AddTrigger


class Migration(migrations.Migration):

    dependencies = [
        ('routing', '0009_transfers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='occasion',
            field=models.CharField(choices=[('taken_in', 'Aufnahme'), ('facts_changed', 'Änderung der Angaben'), ('reopened', 'Wiederaufnahme'), ('taken_over', 'Übernahme'), ('imported', 'Einspielung'), ('reviewed', 'Nachtlauf'), ('transferred', 'Überstellung')], max_length=32, verbose_name='Anlass'),
        ),
        migrations.CreateModel(
    name="Reminder",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        ('note', models.CharField(max_length=200, verbose_name='Vermerk')),
        ('due_on', models.DateField(verbose_name='vorzulegen am')),
        ('made_at', models.DateTimeField(verbose_name='angelegt am')),
        ('done_at', models.DateTimeField(null=True, verbose_name='erledigt am')),
        ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='routing.applicant')),
        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
    ],
    options={
        "verbose_name": 'Wiedervorlage',
        "verbose_name_plural": 'Wiedervorlagen',
        "ordering": ('due_on', 'pk'),
        "indexes": [
            models.Index(condition=models.Q(('done_at__isnull', True)), fields=['owner', 'due_on'], name='reminder_open_by_owner'),
        ],
        "constraints": [
            models.CheckConstraint(condition=models.Q(('note__regex', '\\S')), name='reminder_says_what', violation_error_message='Schreiben Sie auf, woran Sie denken wollen.'),
            models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('done_at__gte', models.F('made_at')), _connector='OR'), name='reminder_done_after_made', violation_error_message='Eine Wiedervorlage wird nicht erledigt, bevor es sie gibt.'),
            models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('owner', 'applicant', 'due_on', 'note'), name='reminder_open_once', violation_error_message='Diese Wiedervorlage gibt es schon.'),
        ],
    },
),
        migrations.CreateModel(
    name="ReminderEvent",
    fields=[
        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
        ('pgh_label', models.TextField(help_text='The event label.')),
        ('pgh_context', pghistory.utils.JSONField(null=True)),
        ('id', models.BigIntegerField()),
        ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
        ('note', models.CharField(max_length=200, verbose_name='Vermerk')),
        ('due_on', models.DateField(verbose_name='vorzulegen am')),
        ('made_at', models.DateTimeField(verbose_name='angelegt am')),
        ('done_at', models.DateTimeField(null=True, verbose_name='erledigt am')),
        ('applicant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='routing.applicant')),
        ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.reminder')),
    ],
    options={
        "abstract": False,
    },
),
        migrations.CreateModel(
    name="CaseNote",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        ('text', models.TextField(max_length=1000, verbose_name='Vermerk')),
        ('noted_on', models.DateField(verbose_name='Tag')),
        ('at', models.DateTimeField(verbose_name='geschrieben am')),
        ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='routing.applicant')),
        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='routing.casenote')),
    ],
    options={
        "verbose_name": 'Vermerk',
        "verbose_name_plural": 'Vermerke',
        "ordering": ('-noted_on', '-at', '-pk'),
        "constraints": [
            models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='note_says_something', violation_error_message='Schreiben Sie den Vermerk.'),
            models.CheckConstraint(condition=models.Q(('corrects__isnull', True), models.Q(('corrects', models.F('id')), _negated=True), _connector='OR'), name='note_is_no_correction_of_itself', violation_error_message='Ein Vermerk berichtigt einen anderen.'),
        ],
    },
),
        AddTrigger(
            model_name='casenote',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='473323253a9c9c1bdaca803347b1a2195062cb36', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4496d', table='routing_casenote', when='BEFORE')),
        ),
        AddTrigger(
            model_name='reminder',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_reminderevent" ("applicant_id", "done_at", "due_on", "id", "key", "made_at", "note", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."applicant_id", NEW."done_at", NEW."due_on", NEW."id", NEW."key", NEW."made_at", NEW."note", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='7d552ca68a3be6f7ba263536d545821ccc4546f2', operation='INSERT', pgid='pgtrigger_insert_insert_b24af', table='routing_reminder', when='AFTER')),
        ),
        AddTrigger(
            model_name='reminder',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_reminderevent" ("applicant_id", "done_at", "due_on", "id", "key", "made_at", "note", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."applicant_id", NEW."done_at", NEW."due_on", NEW."id", NEW."key", NEW."made_at", NEW."note", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='fe2be69d437cca8c317cfc7a10a749d2fac11a06', operation='UPDATE', pgid='pgtrigger_update_update_51814', table='routing_reminder', when='AFTER')),
        ),
        AddTrigger(
            model_name='reminder',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_reminderevent" ("applicant_id", "done_at", "due_on", "id", "key", "made_at", "note", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."applicant_id", OLD."done_at", OLD."due_on", OLD."id", OLD."key", OLD."made_at", OLD."note", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='1c095b4c88e3890db34c7084b6f12cb8bd719521', operation='DELETE', pgid='pgtrigger_delete_delete_a1075', table='routing_reminder', when='AFTER')),
        ),
        AddTrigger(
            model_name='reminderevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='13e6d403b215afd1aa9e9fc5b58eef1eee30197c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_806dd', table='routing_reminderevent', when='BEFORE')),
        ),
    ]
