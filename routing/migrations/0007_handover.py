"""Lapses, hand-overs, announcements, and the nights that find them."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from kit.triggers import AddTrigger


class Migration(migrations.Migration):

    dependencies = [
        ('routing', '0006_import_rules'),
        ('staff', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
    name="HandoverTerm",
    fields=[
        ('task', models.CharField(choices=[('initiate', 'einleiten'), ('accept', 'annehmen oder zurückgeben'), ('first_contact', 'Erstkontakt nach der Annahme')], max_length=16, primary_key=True, serialize=False, verbose_name='Schritt')),
        ('working_days', models.PositiveSmallIntegerField(verbose_name='Arbeitstage')),
    ],
    options={
        "verbose_name": 'Frist der Überstellung',
        "verbose_name_plural": 'Fristen der Überstellung',
        "ordering": ('pk',),
        "constraints": [
            models.CheckConstraint(condition=models.Q(('working_days__range', (1, 60))), name='handover_term_bearable', violation_error_message='Eine Frist hat 1 bis 60 Arbeitstage.'),
            models.CheckConstraint(condition=models.Q(('task__in', ['initiate', 'accept', 'first_contact'])), name='handover_term_known', violation_error_message='Diesen Schritt einer Überstellung gibt es nicht.'),
        ],
    },
),
        migrations.CreateModel(
    name="HandoverTermEvent",
    fields=[
        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
        ('pgh_label', models.TextField(help_text='The event label.')),
        ('pgh_context', pghistory.utils.JSONField(null=True)),
        ('task', models.CharField(choices=[('initiate', 'einleiten'), ('accept', 'annehmen oder zurückgeben'), ('first_contact', 'Erstkontakt nach der Annahme')], max_length=16, serialize=False, verbose_name='Schritt')),
        ('working_days', models.PositiveSmallIntegerField(verbose_name='Arbeitstage')),
        ("pgh_obj", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.handoverterm')),
    ],
    options={
        "abstract": False,
    },
),
        migrations.CreateModel(
    name="Lapse",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('cause', models.CharField(choices=[('partner_moved_in', 'Partner/in zugezogen'), ('other_adult_moved_in', 'weitere volljährige Person zugezogen'), ('minor_of_household_came_of_age', 'Mitbewohner/in volljährig geworden'), ('youngest_child_came_of_age', 'jüngstes Kind volljährig geworden'), ('last_child_moved_out', 'letztes Kind ausgezogen'), ('child_married', 'Kind hat geheiratet'), ('waiting_time_over', 'Frist nach dem Entbindungstermin abgelaufen'), ('pregnancy_mark_ended', 'Kennzeichen Schwangerschaft beendet'), ('policy_changed', 'neue Vorgabe in Kraft'), ('record_corrected', 'Angaben berichtigt')], max_length=40, verbose_name='Grund')),
        ('since', models.DateField(verbose_name='seit')),
        ('known_on', models.DateField(verbose_name='bekannt am')),
        ("applicant", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lapses', to='routing.applicant')),
        ("decision", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='lapse', to='routing.decision')),
    ],
    options={
        "verbose_name": 'Wegfall des Merkmals',
        "verbose_name_plural": 'Wegfälle des Merkmals',
        "ordering": ('-known_on', '-pk'),
        "indexes": [
            models.Index(fields=['applicant', 'known_on'], name='lapse_by_applicant'),
        ],
        "constraints": [
            models.CheckConstraint(condition=models.Q(('cause__in', ['partner_moved_in', 'other_adult_moved_in', 'minor_of_household_came_of_age', 'youngest_child_came_of_age', 'last_child_moved_out', 'child_married', 'waiting_time_over', 'pregnancy_mark_ended', 'policy_changed', 'record_corrected'])), name='lapse_cause_known', violation_error_message='Diesen Grund eines Wegfalls gibt es nicht.'),
            models.CheckConstraint(condition=models.Q(('known_on__gte', models.F('since'))), name='lapse_known_when_it_holds', violation_error_message='Ein Wegfall wird nicht bekannt, bevor er gilt.'),
        ],
    },
),
        migrations.CreateModel(
    name="Notice",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('kind', models.CharField(choices=[('member_of_age', 'Haushaltsmitglied wird volljährig'), ('turns_25', 'vollendet das 25. Lebensjahr'), ('status_ends', 'Status endet'), ('assessment_ends', 'Prüfung oder Ausnahme Fallmanagement endet'), ('due_date', 'Entbindungstermin')], max_length=24, verbose_name='Anlass')),
        ('day', models.DateField(verbose_name='am')),
        ('lead_days', models.PositiveSmallIntegerField(verbose_name='Tage vorher')),
        ('noted_on', models.DateField(verbose_name='gemeldet am')),
        ("applicant", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='routing.applicant')),
    ],
    options={
        "verbose_name": 'Ankündigung',
        "verbose_name_plural": 'Ankündigungen',
        "ordering": ('day', 'pk'),
        "indexes": [
            models.Index(fields=['day', 'applicant'], name='notice_by_day'),
        ],
        "constraints": [
            models.UniqueConstraint(fields=('applicant', 'kind', 'day', 'lead_days'), name='notice_once', violation_error_message='Das ist schon gemeldet.'),
            models.CheckConstraint(condition=models.Q(('kind__in', ['member_of_age', 'turns_25', 'status_ends', 'assessment_ends', 'due_date'])), name='notice_kind_known', violation_error_message='Diesen Anlass gibt es nicht.'),
        ],
    },
),
        migrations.CreateModel(
    name="ReviewRun",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('on', models.DateField(unique=True, verbose_name='für den Tag')),
        ('started_at', models.DateTimeField(verbose_name='begonnen')),
        ('finished_at', models.DateTimeField(null=True, verbose_name='beendet')),
        ('reviewed', models.PositiveIntegerField(default=0, verbose_name='geprüft')),
        ('lapsed', models.PositiveIntegerField(default=0, verbose_name='Merkmal entfallen')),
        ('desk_changed', models.PositiveIntegerField(default=0, verbose_name='andere Stelle')),
    ],
    options={
        "verbose_name": 'Nachtlauf',
        "verbose_name_plural": 'Nachtläufe',
        "ordering": ('-on',),
    },
),
        migrations.CreateModel(
    name="SetAside",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('since', models.DateField(verbose_name='seit')),
        ('last_at', models.DateTimeField(verbose_name='zuletzt versucht')),
        ('reason', models.CharField(max_length=200, verbose_name='Grund')),
        ("applicant", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='set_aside', to='routing.applicant')),
    ],
    options={
        "verbose_name": 'zurückgestellter Fall',
        "verbose_name_plural": 'zurückgestellte Fälle',
        "ordering": ('since', 'pk'),
    },
),
        migrations.CreateModel(
    name="Transfer",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        ('state', models.CharField(choices=[('proposed', 'vorgeschlagen'), ('initiated', 'eingeleitet'), ('accepted', 'angenommen'), ('completed', 'vollzogen'), ('returned', 'zurückgegeben'), ('withdrawn', 'zurückgezogen'), ('superseded', 'überholt')], default='proposed', max_length=16, verbose_name='Stand')),
        ('attempt', models.PositiveSmallIntegerField(default=1, verbose_name='Versuch')),
        ('proposed_on', models.DateField(verbose_name='vorgeschlagen am')),
        ('due_on', models.DateField(verbose_name='fällig am')),
        ('answer_changed', models.BooleanField(default=False, verbose_name='Antwort hat sich geändert')),
        ('note', models.TextField(blank=True, verbose_name='Vermerk')),
        ('sheet', models.JSONField(null=True)),
        ('effective_on', models.DateField(null=True, verbose_name='wirksam ab')),
        ('first_contact_on', models.DateField(null=True, verbose_name='Erstkontakt am')),
        ("applicant", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='routing.applicant')),
        ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='routing.case')),
        ("caseworker", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='neue IFK')),
        ("decision", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='routing.decision')),
        ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.desk', verbose_name='von')),
        ("target", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.desk', verbose_name='nach')),
    ],
    options={
        "verbose_name": 'Überstellung',
        "verbose_name_plural": 'Überstellungen',
        "ordering": ('due_on', 'pk'),
        "indexes": [
            models.Index(condition=models.Q(('state__in', ['proposed', 'initiated'])), fields=['source', 'due_on'], name='transfer_open_by_source'),
            models.Index(condition=models.Q(('state__in', ['proposed', 'initiated'])), fields=['target', 'due_on'], name='transfer_open_by_target'),
            models.Index(condition=models.Q(('state', 'accepted')), fields=['effective_on'], name='transfer_to_complete'),
        ],
        "constraints": [
            models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'initiated', 'accepted', 'completed', 'returned', 'withdrawn', 'superseded'])), name='transfer_state_known', violation_error_message='Diesen Stand einer Überstellung gibt es nicht.'),
            models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'initiated', 'accepted'])), fields=('applicant',), name='transfer_one_open', violation_error_message='Für diesen Fall läuft schon eine Überstellung.'),
            models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='transfer_changes_the_desk', violation_error_message='Eine Überstellung führt zu einer anderen Stelle.'),
            models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'completed']), _negated=True), models.Q(('caseworker__isnull', False), ('effective_on__isnull', False)), _connector='OR'), name='transfer_accepted_whole', violation_error_message='Zur Annahme gehören der Tag, ab dem sie gilt, und die neue IFK.'),
            models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['initiated', 'accepted', 'completed']), _negated=True), ('sheet__isnull', False), _connector='OR'), name='transfer_initiated_with_sheet', violation_error_message='Zur eingeleiteten Überstellung gehört der Übergabebogen.'),
        ],
    },
),
        migrations.CreateModel(
    name="TransferEvent",
    fields=[
        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
        ('pgh_label', models.TextField(help_text='The event label.')),
        ('pgh_context', pghistory.utils.JSONField(null=True)),
        ('id', models.BigIntegerField()),
        ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
        ('state', models.CharField(choices=[('proposed', 'vorgeschlagen'), ('initiated', 'eingeleitet'), ('accepted', 'angenommen'), ('completed', 'vollzogen'), ('returned', 'zurückgegeben'), ('withdrawn', 'zurückgezogen'), ('superseded', 'überholt')], default='proposed', max_length=16, verbose_name='Stand')),
        ('attempt', models.PositiveSmallIntegerField(default=1, verbose_name='Versuch')),
        ('proposed_on', models.DateField(verbose_name='vorgeschlagen am')),
        ('due_on', models.DateField(verbose_name='fällig am')),
        ('answer_changed', models.BooleanField(default=False, verbose_name='Antwort hat sich geändert')),
        ('note', models.TextField(blank=True, verbose_name='Vermerk')),
        ('sheet', models.JSONField(null=True)),
        ('effective_on', models.DateField(null=True, verbose_name='wirksam ab')),
        ('first_contact_on', models.DateField(null=True, verbose_name='Erstkontakt am')),
        ("applicant", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='routing.applicant')),
        ("case", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='routing.case')),
        ("caseworker", models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='neue IFK')),
        ("decision", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='routing.decision')),
        ("pgh_obj", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.transfer')),
        ("source", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='staff.desk', verbose_name='von')),
        ("target", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='staff.desk', verbose_name='nach')),
    ],
    options={
        "abstract": False,
    },
),
        migrations.AddField(
            model_name='currentdecision',
            name='notice_on',
            field=models.DateField(db_index=True, null=True, verbose_name='anzukündigen am'),
        ),
        migrations.AlterField(
            model_name='assignment',
            name='origin',
            field=models.CharField(choices=[('first_decision', 'Entscheidung zur Eröffnung'), ('taken_over', 'Fall übernommen'), ('as_it_stands', 'Bestand eingespielt'), ('transferred', 'Überstellung')], max_length=32, verbose_name='Anlass'),
        ),
        migrations.AlterField(
            model_name='assignmentevent',
            name='origin',
            field=models.CharField(choices=[('first_decision', 'Entscheidung zur Eröffnung'), ('taken_over', 'Fall übernommen'), ('as_it_stands', 'Bestand eingespielt'), ('transferred', 'Überstellung')], max_length=32, verbose_name='Anlass'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='occasion',
            field=models.CharField(choices=[('taken_in', 'Aufnahme'), ('facts_changed', 'Änderung der Angaben'), ('reopened', 'Wiederaufnahme'), ('taken_over', 'Übernahme'), ('imported', 'Einspielung'), ('reviewed', 'Nachtlauf'), ('transferred', 'Überstellung')], max_length=32, verbose_name='Anlass'),
        ),
        migrations.CreateModel(
    name="TransferStep",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('kind', models.CharField(choices=[('proposed', 'vorgeschlagen'), ('initiated', 'eingeleitet'), ('accepted', 'angenommen'), ('completed', 'vollzogen'), ('returned', 'zurückgegeben'), ('withdrawn', 'zurückgezogen'), ('superseded', 'überholt'), ('answer_changed', 'Antwort hat sich geändert')], max_length=24, verbose_name='Schritt')),
        ('at', models.DateTimeField(verbose_name='am')),
        ('reason', models.CharField(blank=True, choices=[('wrong_desk', 'Die Stelle ist nicht zuständig'), ('facts_outdated', 'Angaben sind überholt'), ('sheet_incomplete', 'Unterlagen unvollständig'), ('not_informed', 'Bewerber/in ist nicht informiert'), ('no_capacity', 'keine Kapazität')], max_length=24, verbose_name='Grund')),
        ('note', models.TextField(blank=True, verbose_name='Vermerk')),
        ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ("transfer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='routing.transfer')),
    ],
    options={
        "verbose_name": 'Schritt einer Überstellung',
        "verbose_name_plural": 'Schritte einer Überstellung',
        "ordering": ('at', 'pk'),
        "constraints": [
            models.CheckConstraint(condition=models.Q(('kind__in', ['proposed', 'initiated', 'accepted', 'completed', 'returned', 'withdrawn', 'superseded', 'answer_changed'])), name='transfer_step_known', violation_error_message='Diesen Schritt gibt es nicht.'),
            models.CheckConstraint(condition=models.Q(models.Q(('kind', 'returned'), _negated=True), ('reason__in', ['wrong_desk', 'facts_outdated', 'sheet_incomplete', 'not_informed', 'no_capacity']), _connector='OR'), name='transfer_returned_for_a_reason', violation_error_message='Wählen Sie, warum die Überstellung zurückgeht.'),
        ],
    },
),
        AddTrigger(
            model_name='handoverterm',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_handovertermevent" ("pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "task", "working_days") VALUES (COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."task", NEW."task", NEW."working_days"); RETURN NULL;', hash='3e007a1010993adf415bcec7d61a714aec43a268', operation='INSERT', pgid='pgtrigger_insert_insert_54162', table='routing_handoverterm', when='AFTER')),
        ),
        AddTrigger(
            model_name='handoverterm',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_handovertermevent" ("pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "task", "working_days") VALUES (COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."task", NEW."task", NEW."working_days"); RETURN NULL;', hash='e500490716af0783acb079481277867b4ed21f08', operation='UPDATE', pgid='pgtrigger_update_update_6483e', table='routing_handoverterm', when='AFTER')),
        ),
        AddTrigger(
            model_name='handoverterm',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_handovertermevent" ("pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "task", "working_days") VALUES (COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."task", OLD."task", OLD."working_days"); RETURN NULL;', hash='634b206073b5a1c6a69bec18d6c8d22a321dfc4a', operation='DELETE', pgid='pgtrigger_delete_delete_92854', table='routing_handoverterm', when='AFTER')),
        ),
        AddTrigger(
            model_name='handovertermevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2e136b70edfad6615165e8a464f8bc499a84643b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b1369', table='routing_handovertermevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='lapse',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8d56f2e1387e8aef822517ea82ae9893e8355db4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_56319', table='routing_lapse', when='BEFORE')),
        ),
        AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_transferevent" ("answer_changed", "applicant_id", "attempt", "case_id", "caseworker_id", "decision_id", "due_on", "effective_on", "first_contact_on", "id", "key", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "sheet", "source_id", "state", "target_id") VALUES (NEW."answer_changed", NEW."applicant_id", NEW."attempt", NEW."case_id", NEW."caseworker_id", NEW."decision_id", NEW."due_on", NEW."effective_on", NEW."first_contact_on", NEW."id", NEW."key", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."proposed_on", NEW."sheet", NEW."source_id", NEW."state", NEW."target_id"); RETURN NULL;', hash='c79b5738212780c9766f8a3a371052a2b0246dba', operation='INSERT', pgid='pgtrigger_insert_insert_b184a', table='routing_transfer', when='AFTER')),
        ),
        AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_transferevent" ("answer_changed", "applicant_id", "attempt", "case_id", "caseworker_id", "decision_id", "due_on", "effective_on", "first_contact_on", "id", "key", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "sheet", "source_id", "state", "target_id") VALUES (NEW."answer_changed", NEW."applicant_id", NEW."attempt", NEW."case_id", NEW."caseworker_id", NEW."decision_id", NEW."due_on", NEW."effective_on", NEW."first_contact_on", NEW."id", NEW."key", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."proposed_on", NEW."sheet", NEW."source_id", NEW."state", NEW."target_id"); RETURN NULL;', hash='0723c397ba7345433169e77c3c21c1e9a82bcd39', operation='UPDATE', pgid='pgtrigger_update_update_a694e', table='routing_transfer', when='AFTER')),
        ),
        AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_transferevent" ("answer_changed", "applicant_id", "attempt", "case_id", "caseworker_id", "decision_id", "due_on", "effective_on", "first_contact_on", "id", "key", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "sheet", "source_id", "state", "target_id") VALUES (OLD."answer_changed", OLD."applicant_id", OLD."attempt", OLD."case_id", OLD."caseworker_id", OLD."decision_id", OLD."due_on", OLD."effective_on", OLD."first_contact_on", OLD."id", OLD."key", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."proposed_on", OLD."sheet", OLD."source_id", OLD."state", OLD."target_id"); RETURN NULL;', hash='5a74681a40942fd425d5f2e533d735413cd5a0fb', operation='DELETE', pgid='pgtrigger_delete_delete_b032f', table='routing_transfer', when='AFTER')),
        ),
        AddTrigger(
            model_name='transferevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bf35f3ec7a29de59fada56655ccda38d0d27f349', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0a6ea', table='routing_transferevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='transferstep',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4a2034b7caba32933ef874cd93163dded1fd82c9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_185e5', table='routing_transferstep', when='BEFORE')),
        ),
    ]
