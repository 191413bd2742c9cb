"""Overrides of an answer; criteria of case management, and exceptions from it that have a coded reason and an end.

Exceptions from before get the reason "other", and end after a year; whoever has one is due in the next night. The
criteria are those of an office that has not chosen others.
"""

import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from kit.triggers import AddTrigger


CRITERIA = (
    (1, "Mehrere schwerwiegende Vermittlungshemmnisse zugleich"),
    (1, "Seit mehr als zwei Jahren ohne Beschäftigung, Ausbildung oder Maßnahme"),
    (1, "Wohnung verloren oder gefährdet"),
    (1, "Überschuldung ohne geregelte Entschuldung"),
    (2, "Ziele lassen sich nur mit intensiver Begleitung vereinbaren"),
    (3, "Mehrere Hilfen nebeneinander, die aufeinander abzustimmen sind"),
    (4, "Vereinbarte Schritte scheitern wiederholt"),
    (4, "Eine Arbeitsaufnahme braucht längere Stabilisierung"),
)

END_EXCEPTIONS = """
UPDATE routing_currentdecision SET review_on = CURRENT_DATE
WHERE applicant_id IN (SELECT applicant_id FROM routing_case WHERE upper_inf(period))
AND applicant_id IN (SELECT applicant_id FROM routing_casemanagementassessment WHERE exception_period IS NOT NULL);

UPDATE routing_casemanagementassessment SET
    exception_code = 'other',
    exception_period = daterange(
        lower(exception_period), LEAST(upper(exception_period), lower(exception_period) + 365)
    )
WHERE exception_period IS NOT NULL;

SET CONSTRAINTS ALL IMMEDIATE;
"""


def create_criteria(apps, schema_editor):
    model = apps.get_model("routing", "CaseManagementCriterion")
    model.objects.bulk_create(
        model(phase=phase, position=10 * number, text=text) for number, (phase, text) in enumerate(CRITERIA, start=1)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('routing', '0010_followup'),
        ('staff', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
    name="CaseManagementCriterion",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('phase', models.PositiveSmallIntegerField(choices=[(1, 'Potenzialanalyse/Profiling'), (2, 'Zielfestlegung'), (3, 'Strategieauswahl'), (4, 'Umsetzung und Nachhaltung')], verbose_name='Phase')),
        ('position', models.PositiveSmallIntegerField(default=0, help_text='Innerhalb der Phase, kleine zuerst.', verbose_name='Reihenfolge')),
        ('text', models.CharField(max_length=200, verbose_name='Kriterium')),
        ('is_active', models.BooleanField(default=True, help_text='Ohne Haken fehlt es in neuen Prüfungen; frühere behalten es.', verbose_name='wird geprüft')),
    ],
    options={
        "verbose_name": 'Kriterium Fallmanagement',
        "verbose_name_plural": 'Kriterien Fallmanagement',
        "ordering": ('phase', 'position', 'pk'),
        "constraints": [
            models.CheckConstraint(condition=models.Q(('phase__in', [1, 2, 3, 4])), name='criterion_phase_known', violation_error_message='Wählen Sie eine Phase aus der Liste.'),
            models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='criterion_worded', violation_error_message='Geben Sie das Kriterium in Worten ein.'),
        ],
    },
),
        migrations.CreateModel(
    name="CaseManagementCriterionEvent",
    fields=[
        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
        ('pgh_label', models.TextField(help_text='The event label.')),
        ('pgh_context', pghistory.utils.JSONField(null=True)),
        ('id', models.BigIntegerField()),
        ('phase', models.PositiveSmallIntegerField(choices=[(1, 'Potenzialanalyse/Profiling'), (2, 'Zielfestlegung'), (3, 'Strategieauswahl'), (4, 'Umsetzung und Nachhaltung')], verbose_name='Phase')),
        ('position', models.PositiveSmallIntegerField(default=0, help_text='Innerhalb der Phase, kleine zuerst.', verbose_name='Reihenfolge')),
        ('text', models.CharField(max_length=200, verbose_name='Kriterium')),
        ('is_active', models.BooleanField(default=True, help_text='Ohne Haken fehlt es in neuen Prüfungen; frühere behalten es.', verbose_name='wird geprüft')),
        ("pgh_obj", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.casemanagementcriterion')),
    ],
    options={
        "abstract": False,
    },
),
        migrations.CreateModel(
    name="Override",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='gilt')),
        ('reason', models.CharField(choices=[('continuity', 'Betreuung soll nicht abreißen'), ('household', 'Bedarfsgemeinschaft in einer Hand'), ('conflict', 'Befangenheit oder gestörtes Verhältnis'), ('case_conference', 'Entscheidung der Fallkonferenz'), ('capacity', 'Stelle zurzeit nicht besetzt'), ('other', 'anderer Grund')], max_length=24, verbose_name='Grund')),
        ('sentence', models.CharField(max_length=400, verbose_name='Begründung')),
        ('state', models.CharField(choices=[('requested', 'beantragt'), ('approved', 'genehmigt'), ('rejected', 'abgelehnt'), ('ended', 'beendet')], default='requested', max_length=16, verbose_name='Stand')),
        ('requested_at', models.DateTimeField(verbose_name='beantragt am')),
        ('decided_at', models.DateTimeField(null=True, verbose_name='entschieden am')),
        ('answer', models.CharField(blank=True, max_length=400, verbose_name='Warum abgelehnt')),
        ('ended_at', models.DateTimeField(null=True, verbose_name='beendet am')),
        ('ended_on', models.DateField(null=True, verbose_name='gilt nicht mehr ab')),
        ("applicant", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='routing.applicant')),
        ("decided_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ("desk", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.desk', verbose_name='Stelle')),
        ("ended_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ("requested_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.desk', verbose_name='beantragt von')),
    ],
    options={
        "verbose_name": 'Übersteuerung',
        "verbose_name_plural": 'Übersteuerungen',
        "ordering": ('-requested_at', '-pk'),
        "indexes": [
            models.Index(fields=['source', 'state'], name='override_by_source'),
        ],
        "constraints": [
            models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'approved', 'rejected', 'ended'])), name='override_state_known', violation_error_message='Diesen Stand einer Übersteuerung gibt es nicht.'),
            models.CheckConstraint(condition=models.Q(('reason__in', ['continuity', 'household', 'conflict', 'case_conference', 'capacity', 'other']), ('sentence__regex', '\\S')), name='override_has_a_reason', violation_error_message='Eine Übersteuerung braucht einen Grund aus der Liste und einen Satz dazu.'),
            models.CheckConstraint(condition=models.Q(('period__endswith__lte', django.db.models.expressions.CombinedExpression(models.F('period__startswith'), '+', models.Value(datetime.timedelta(days=366)))), ('period__isempty', False), ('period__lower_inf', False), ('period__upper_inf', False)), name='override_ends', violation_error_message='Eine Übersteuerung hat einen ersten und einen letzten Tag und dauert höchstens ein Jahr.'),
            models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('requested_by')), _negated=True), _connector='OR'), name='override_decided_by_somebody_else', violation_error_message='Über eine Übersteuerung entscheidet jemand anderes als wer sie beantragt hat.'),
            models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), models.Q(('state__in', ['approved', 'rejected']), _negated=True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('state', 'requested'), _negated=True)), _connector='OR'), name='override_decided_whole', violation_error_message='Zur Entscheidung über eine Übersteuerung gehört, wer sie wann getroffen hat.'),
            models.CheckConstraint(condition=models.Q(models.Q(('answer__regex', '\\S'), ('state', 'rejected')), models.Q(models.Q(('state', 'rejected'), _negated=True), ('answer', '')), _connector='OR'), name='override_rejected_for_a_reason', violation_error_message='Schreiben Sie in einem Satz, warum Sie ablehnen.'),
            models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), ('ended_on__isnull', False), ('state', 'ended')), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_at__isnull', True), ('ended_by__isnull', True), ('ended_on__isnull', True)), _connector='OR'), name='override_ended_whole', violation_error_message='Zum Ende einer Übersteuerung gehört, wer sie wann beendet hat.'),
            django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ['requested', 'approved'])), expressions=[(models.F('applicant'), '='), (models.F('period'), '&&')], name='override_one_per_day', violation_error_message='In dieser Zeit ist der Fall schon übersteuert, oder es ist beantragt.'),
        ],
    },
),
        migrations.CreateModel(
    name="OverrideEvent",
    fields=[
        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
        ('pgh_label', models.TextField(help_text='The event label.')),
        ('pgh_context', pghistory.utils.JSONField(null=True)),
        ('id', models.BigIntegerField()),
        ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
        ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='gilt')),
        ('reason', models.CharField(choices=[('continuity', 'Betreuung soll nicht abreißen'), ('household', 'Bedarfsgemeinschaft in einer Hand'), ('conflict', 'Befangenheit oder gestörtes Verhältnis'), ('case_conference', 'Entscheidung der Fallkonferenz'), ('capacity', 'Stelle zurzeit nicht besetzt'), ('other', 'anderer Grund')], max_length=24, verbose_name='Grund')),
        ('sentence', models.CharField(max_length=400, verbose_name='Begründung')),
        ('state', models.CharField(choices=[('requested', 'beantragt'), ('approved', 'genehmigt'), ('rejected', 'abgelehnt'), ('ended', 'beendet')], default='requested', max_length=16, verbose_name='Stand')),
        ('requested_at', models.DateTimeField(verbose_name='beantragt am')),
        ('decided_at', models.DateTimeField(null=True, verbose_name='entschieden am')),
        ('answer', models.CharField(blank=True, max_length=400, verbose_name='Warum abgelehnt')),
        ('ended_at', models.DateTimeField(null=True, verbose_name='beendet am')),
        ('ended_on', models.DateField(null=True, verbose_name='gilt nicht mehr ab')),
        ("applicant", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='routing.applicant')),
        ("decided_by", models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
        ("desk", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='staff.desk', verbose_name='Stelle')),
        ("ended_by", models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
        ("pgh_obj", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.override')),
        ("requested_by", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
        ("source", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='staff.desk', verbose_name='beantragt von')),
    ],
    options={
        "abstract": False,
    },
),
        pgtrigger.migrations.RemoveTrigger(
            model_name='casemanagementassessment',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='casemanagementassessment',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='casemanagementassessment',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='casemanagementassessment',
            name='assessment_exception_whole',
        ),
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_kind_known',
        ),
        migrations.AddField(
            model_name='casemanagementassessment',
            name='criteria',
            field=models.JSONField(blank=True, default=list, verbose_name='geprüfte Kriterien'),
        ),
        migrations.AddField(
            model_name='casemanagementassessment',
            name='exception_code',
            field=models.CharField(blank=True, choices=[('trust', 'Vertrauensverhältnis besteht'), ('measure', 'Maßnahme läuft'), ('near_work', 'Arbeitsaufnahme steht bevor'), ('case_conference', 'Entscheidung der Fallkonferenz'), ('other', 'anderer Grund')], max_length=24, verbose_name='Grund der Ausnahme'),
        ),
        migrations.AddField(
            model_name='casemanagementassessment',
            name='next_due',
            field=models.DateField(blank=True, null=True, verbose_name='nächste Prüfung'),
        ),
        migrations.AddField(
            model_name='casemanagementassessmentevent',
            name='criteria',
            field=models.JSONField(blank=True, default=list, verbose_name='geprüfte Kriterien'),
        ),
        migrations.AddField(
            model_name='casemanagementassessmentevent',
            name='exception_code',
            field=models.CharField(blank=True, choices=[('trust', 'Vertrauensverhältnis besteht'), ('measure', 'Maßnahme läuft'), ('near_work', 'Arbeitsaufnahme steht bevor'), ('case_conference', 'Entscheidung der Fallkonferenz'), ('other', 'anderer Grund')], max_length=24, verbose_name='Grund der Ausnahme'),
        ),
        migrations.AddField(
            model_name='casemanagementassessmentevent',
            name='next_due',
            field=models.DateField(blank=True, null=True, verbose_name='nächste Prüfung'),
        ),
        migrations.AlterField(
            model_name='casemanagementassessment',
            name='exception_reason',
            field=models.CharField(blank=True, max_length=400, verbose_name='Begründung der Ausnahme'),
        ),
        migrations.AlterField(
            model_name='casemanagementassessmentevent',
            name='exception_reason',
            field=models.CharField(blank=True, max_length=400, verbose_name='Begründung der Ausnahme'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='occasion',
            field=models.CharField(choices=[('taken_in', 'Aufnahme'), ('facts_changed', 'Änderung der Angaben'), ('reopened', 'Wiederaufnahme'), ('taken_over', 'Übernahme'), ('imported', 'Einspielung'), ('reviewed', 'Nachtlauf'), ('transferred', 'Überstellung'), ('overridden', 'Übersteuerung')], max_length=32, verbose_name='Anlass'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('member_of_age', 'Haushaltsmitglied wird volljährig'), ('turns_25', 'vollendet das 25. Lebensjahr'), ('status_ends', 'Status endet'), ('assessment_ends', 'Prüfung oder Ausnahme Fallmanagement endet'), ('due_date', 'Entbindungstermin'), ('assessment_due', 'nächste Prüfung Fallmanagement fällig'), ('override_ends', 'Übersteuerung endet')], max_length=24, verbose_name='Anlass'),
        ),
        AddTrigger(
            model_name='casemanagementassessment',
            trigger=pgtrigger.compiler.Trigger(name='criteria_stay', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."criteria" IS DISTINCT FROM (NEW."criteria"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4fe2fbef32b7ca9512d8914fee2afe8e302034af', operation='UPDATE', pgid='pgtrigger_criteria_stay_daaed', table='routing_casemanagementassessment', when='BEFORE')),
        ),
        AddTrigger(
            model_name='casemanagementassessment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_casemanagementassessmentevent" ("applicant_id", "criteria", "criteria_met", "exception_by_id", "exception_code", "exception_period", "exception_reason", "id", "next_due", "period", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."applicant_id", NEW."criteria", NEW."criteria_met", NEW."exception_by_id", NEW."exception_code", NEW."exception_period", NEW."exception_reason", NEW."id", NEW."next_due", NEW."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='e558a5a2d16df21660d0a554ff756bed60ff9794', operation='INSERT', pgid='pgtrigger_insert_insert_b4f04', table='routing_casemanagementassessment', when='AFTER')),
        ),
        AddTrigger(
            model_name='casemanagementassessment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_casemanagementassessmentevent" ("applicant_id", "criteria", "criteria_met", "exception_by_id", "exception_code", "exception_period", "exception_reason", "id", "next_due", "period", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."applicant_id", NEW."criteria", NEW."criteria_met", NEW."exception_by_id", NEW."exception_code", NEW."exception_period", NEW."exception_reason", NEW."id", NEW."next_due", NEW."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='7c7bc6f9226ad2ca43884276f3af936e333b59cd', operation='UPDATE', pgid='pgtrigger_update_update_5d018', table='routing_casemanagementassessment', when='AFTER')),
        ),
        AddTrigger(
            model_name='casemanagementassessment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_casemanagementassessmentevent" ("applicant_id", "criteria", "criteria_met", "exception_by_id", "exception_code", "exception_period", "exception_reason", "id", "next_due", "period", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."applicant_id", OLD."criteria", OLD."criteria_met", OLD."exception_by_id", OLD."exception_code", OLD."exception_period", OLD."exception_reason", OLD."id", OLD."next_due", OLD."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='25d6acf86a6c55c0a12fee6cda0b7ad71d1ebe7f', operation='DELETE', pgid='pgtrigger_delete_delete_04cec', table='routing_casemanagementassessment', when='AFTER')),
        ),
        migrations.RunSQL(END_EXCEPTIONS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='casemanagementassessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exception_by__isnull', True), ('exception_code', ''), ('exception_period__isnull', True), ('exception_reason', '')), models.Q(('criteria_met', True), ('exception_by__isnull', False), ('exception_code__in', ['trust', 'measure', 'near_work', 'case_conference', 'other']), ('exception_period__isempty', False), ('exception_period__isnull', False), ('exception_period__lower_inf', False), ('exception_reason__regex', '\\S')), _connector='OR'), name='assessment_exception_whole', violation_error_message='Eine Ausnahme braucht erfüllte Kriterien, einen ersten Tag, einen Grund aus der Liste und eine Begründung.'),
        ),
        migrations.AddConstraint(
            model_name='casemanagementassessment',
            constraint=models.CheckConstraint(condition=models.Q(('exception_period__isnull', True), models.Q(('exception_period__endswith__lte', django.db.models.expressions.CombinedExpression(models.F('exception_period__startswith'), '+', models.Value(datetime.timedelta(days=366)))), ('exception_period__upper_inf', False)), _connector='OR'), name='assessment_exception_ends', violation_error_message='Eine Ausnahme endet nach höchstens einem Jahr. Geben Sie den Tag ein, bis zu dem sie gilt.'),
        ),
        migrations.AddConstraint(
            model_name='casemanagementassessment',
            constraint=models.CheckConstraint(condition=models.Q(('next_due__isnull', True), ('next_due__gt', models.F('period__startswith')), _connector='OR'), name='assessment_due_after_its_day', violation_error_message='Die nächste Prüfung liegt nach dieser. Geben Sie einen späteren Tag ein.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['member_of_age', 'turns_25', 'status_ends', 'assessment_ends', 'due_date', 'assessment_due', 'override_ends'])), name='notice_kind_known', violation_error_message='Diesen Anlass gibt es nicht.'),
        ),
        AddTrigger(
            model_name='casemanagementcriterion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_casemanagementcriterionevent" ("id", "is_active", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "text") VALUES (NEW."id", NEW."is_active", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phase", NEW."position", NEW."text"); RETURN NULL;', hash='430ba55e7a517578c2992934ecd4c932c7b53ad9', operation='INSERT', pgid='pgtrigger_insert_insert_662b5', table='routing_casemanagementcriterion', when='AFTER')),
        ),
        AddTrigger(
            model_name='casemanagementcriterion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_casemanagementcriterionevent" ("id", "is_active", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "text") VALUES (NEW."id", NEW."is_active", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phase", NEW."position", NEW."text"); RETURN NULL;', hash='1ff20e6d81ff11d1b7ddfa5d2be2993aa820d479', operation='UPDATE', pgid='pgtrigger_update_update_7973e', table='routing_casemanagementcriterion', when='AFTER')),
        ),
        AddTrigger(
            model_name='casemanagementcriterion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_casemanagementcriterionevent" ("id", "is_active", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "text") VALUES (OLD."id", OLD."is_active", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."phase", OLD."position", OLD."text"); RETURN NULL;', hash='ec16c3cfc3ef26ba17cc1f302081ebb5ef64455b', operation='DELETE', pgid='pgtrigger_delete_delete_5f362', table='routing_casemanagementcriterion', when='AFTER')),
        ),
        migrations.AddField(
            model_name='decision',
            name='override',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='routing.override'),
        ),
        AddTrigger(
            model_name='casemanagementcriterionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='733a5c442f53e16a15d7b78de2b8bc287ebbb923', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7f6c9', table='routing_casemanagementcriterionevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='override',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_overrideevent" ("answer", "applicant_id", "decided_at", "decided_by_id", "desk_id", "ended_at", "ended_by_id", "ended_on", "id", "key", "period", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "sentence", "source_id", "state") VALUES (NEW."answer", NEW."applicant_id", NEW."decided_at", NEW."decided_by_id", NEW."desk_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."key", NEW."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."reason", NEW."requested_at", NEW."requested_by_id", NEW."sentence", NEW."source_id", NEW."state"); RETURN NULL;', hash='81d4b14eb3e6b24e60c0946a59b2bd12a2c92757', operation='INSERT', pgid='pgtrigger_insert_insert_f8d63', table='routing_override', when='AFTER')),
        ),
        AddTrigger(
            model_name='override',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_overrideevent" ("answer", "applicant_id", "decided_at", "decided_by_id", "desk_id", "ended_at", "ended_by_id", "ended_on", "id", "key", "period", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "sentence", "source_id", "state") VALUES (NEW."answer", NEW."applicant_id", NEW."decided_at", NEW."decided_by_id", NEW."desk_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."key", NEW."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."reason", NEW."requested_at", NEW."requested_by_id", NEW."sentence", NEW."source_id", NEW."state"); RETURN NULL;', hash='cef43fb959cde03caa2c1a3bfea69ff9a029f77e', operation='UPDATE', pgid='pgtrigger_update_update_13144', table='routing_override', when='AFTER')),
        ),
        AddTrigger(
            model_name='override',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_overrideevent" ("answer", "applicant_id", "decided_at", "decided_by_id", "desk_id", "ended_at", "ended_by_id", "ended_on", "id", "key", "period", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "sentence", "source_id", "state") VALUES (OLD."answer", OLD."applicant_id", OLD."decided_at", OLD."decided_by_id", OLD."desk_id", OLD."ended_at", OLD."ended_by_id", OLD."ended_on", OLD."id", OLD."key", OLD."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."requested_at", OLD."requested_by_id", OLD."sentence", OLD."source_id", OLD."state"); RETURN NULL;', hash='3f10536c5032b1f5f2b82225b7ca508e887277ba', operation='DELETE', pgid='pgtrigger_delete_delete_ca94b', table='routing_override', when='AFTER')),
        ),
        AddTrigger(
            model_name='overrideevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7e5056af229e476399e7a252231f90ba7fb21a1e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4ad82', table='routing_overrideevent', when='BEFORE')),
        ),
        migrations.RunPython(create_criteria, migrations.RunPython.noop),
    ]
