"""Whole lists that are taken in, exports, saved filters."""

import django.contrib.postgres.fields
import django.db.models.deletion
import kit.files
import pghistory.utils
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from kit.triggers import AddTrigger


class Migration(migrations.Migration):

    dependencies = [
        ('routing', '0004_listed_case'),
        ('staff', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
    name="ImportRun",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        ('state', models.CharField(choices=[('checking', 'Probelauf läuft'), ('ready', 'Probelauf fertig'), ('applying', 'wird angewendet'), ('applied', 'angewendet'), ('discarded', 'verworfen'), ('expired', 'abgelaufen'), ('failed', 'gescheitert')], default='checking', max_length=16, verbose_name='Stand')),
        ('requested_at', models.DateTimeField(verbose_name='hochgeladen am')),
        ('attempts', models.PositiveSmallIntegerField(default=0)),
        ('on', models.DateField(null=True, verbose_name='geprüft für den Tag')),
        ('checked_at', models.DateTimeField(null=True, verbose_name='geprüft am')),
        ('apply_at', models.DateTimeField(null=True, verbose_name='Anwenden verlangt am')),
        ('ended_at', models.DateTimeField(null=True, verbose_name='beendet am')),
        ('counts', models.JSONField(default=dict)),
        ('notice', models.TextField(blank=True, verbose_name='Hinweis')),
        ("apply_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ("ended_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ("requested_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='hochgeladen von')),
    ],
    options={
        "verbose_name": 'Einspielung',
        "verbose_name_plural": 'Einspielungen',
        "ordering": ('-requested_at', '-pk'),
        "constraints": [
            models.CheckConstraint(condition=models.Q(('state__in', ['checking', 'ready', 'applying', 'applied', 'discarded', 'expired', 'failed'])), name='import_state_known', violation_error_message='Diesen Stand einer Einspielung gibt es nicht.'),
            models.UniqueConstraint(models.Value(1), condition=models.Q(('state__in', ['checking', 'ready', 'applying'])), name='import_one_at_a_time', violation_error_message='Es läuft schon eine Einspielung. Wenden Sie jene an oder verwerfen Sie sie.'),
            models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state__in', ['checking', 'ready', 'applying'])), models.Q(models.Q(('state__in', ['checking', 'ready', 'applying']), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='import_ended_whole', violation_error_message='Eine beendete Einspielung hat einen Zeitpunkt, eine offene keinen.'),
            models.CheckConstraint(condition=models.Q(models.Q(('apply_at__isnull', True), ('apply_by__isnull', True)), models.Q(('apply_at__isnull', False), ('apply_by__isnull', False)), _connector='OR'), name='import_apply_requested_whole', violation_error_message='Zu jedem Anwenden gehören Zeitpunkt und Konto.'),
        ],
    },
),
        migrations.CreateModel(
    name="ImportedRecord",
    fields=[
        ('applicant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='imported', serialize=False, to='routing.applicant')),
        ('values', models.JSONField()),
        ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='routing.importrun')),
    ],
    options={
        "verbose_name": 'Stand der Datei',
        "verbose_name_plural": 'Stände der Datei',
    },
),
        migrations.CreateModel(
    name="ImportFieldRule",
    fields=[
        ('field', models.CharField(choices=[('bg_number', 'BG-Nummer'), ('last_name', 'Nachname'), ('first_name', 'Vorname'), ('birth_date', 'Geburtsdatum'), ('gender', 'Geschlecht'), ('street', 'Straße und Hausnummer'), ('postal_code', 'PLZ'), ('city', 'Ort'), ('telephone', 'Telefon'), ('email', 'E-Mail'), ('verbis_single_parent', 'Merkmal alleinerziehend in VerBIS'), ('self_employed', 'selbstständig'), ('severely_disabled', 'schwerbehindert'), ('equal_status', 'gleichgestellt'), ('rehabilitation', 'in Rehabilitation'), ('section_10', '§ 10 SGB II'), ('pregnancy', 'Schwangerschaft'), ('household', 'Haushalt')], max_length=32, primary_key=True, serialize=False, verbose_name='Angabe')),
        ('rule', models.CharField(choices=[('file', 'Datei gilt'), ('entry', 'Eintrag gilt'), ('ask', 'nachfragen')], max_length=8, verbose_name='Regel')),
    ],
    options={
        "verbose_name": 'Regel der Einspielung',
        "verbose_name_plural": 'Regeln der Einspielung',
        "ordering": ('pk',),
        "constraints": [
            models.CheckConstraint(condition=models.Q(('rule__in', ['file', 'entry', 'ask']), ('field__in', ['bg_number', 'last_name', 'first_name', 'birth_date', 'gender', 'street', 'postal_code', 'city', 'telephone', 'email', 'verbis_single_parent', 'self_employed', 'severely_disabled', 'equal_status', 'rehabilitation', 'section_10', 'pregnancy', 'household'])), name='import_rule_known', violation_error_message='Wählen Sie Angabe und Regel aus der Liste.'),
        ],
    },
),
        migrations.CreateModel(
    name="ImportFieldRuleEvent",
    fields=[
        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
        ('pgh_label', models.TextField(help_text='The event label.')),
        ('pgh_context', pghistory.utils.JSONField(null=True)),
        ('field', models.CharField(choices=[('bg_number', 'BG-Nummer'), ('last_name', 'Nachname'), ('first_name', 'Vorname'), ('birth_date', 'Geburtsdatum'), ('gender', 'Geschlecht'), ('street', 'Straße und Hausnummer'), ('postal_code', 'PLZ'), ('city', 'Ort'), ('telephone', 'Telefon'), ('email', 'E-Mail'), ('verbis_single_parent', 'Merkmal alleinerziehend in VerBIS'), ('self_employed', 'selbstständig'), ('severely_disabled', 'schwerbehindert'), ('equal_status', 'gleichgestellt'), ('rehabilitation', 'in Rehabilitation'), ('section_10', '§ 10 SGB II'), ('pregnancy', 'Schwangerschaft'), ('household', 'Haushalt')], max_length=32, serialize=False, verbose_name='Angabe')),
        ('rule', models.CharField(choices=[('file', 'Datei gilt'), ('entry', 'Eintrag gilt'), ('ask', 'nachfragen')], max_length=8, verbose_name='Regel')),
        ("pgh_obj", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.importfieldrule')),
    ],
    options={
        "abstract": False,
    },
),
        migrations.CreateModel(
    name="ImportFile",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('number', models.PositiveSmallIntegerField(default=0)),
        ('kind', models.CharField(choices=[('applicants', 'Bewerber'), ('household', 'Haushalt'), ('stock', 'Bestand'), ('workbook', 'Arbeitsmappe')], max_length=16)),
        ('name', models.CharField(max_length=120)),
        ('content', models.FileField(blank=True, storage=kit.files.private_storage, upload_to=kit.files.random_name)),
        ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='routing.importrun')),
    ],
    options={
        "verbose_name": 'eingespielte Datei',
        "verbose_name_plural": 'eingespielte Dateien',
        "ordering": ('number', 'pk'),
        "constraints": [
            models.CheckConstraint(condition=models.Q(('kind__in', ['applicants', 'household', 'stock', 'workbook'])), name='import_file_kind_known', violation_error_message='Diese Art von Datei gibt es nicht.'),
            models.UniqueConstraint(fields=('run', 'number', 'kind'), name='import_file_once_per_upload', violation_error_message='Diese Datei ist schon hochgeladen.'),
        ],
    },
),
        migrations.CreateModel(
    name="ImportProblem",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('list_kind', models.CharField(choices=[('applicants', 'Bewerber'), ('household', 'Haushalt'), ('stock', 'Bestand'), ('workbook', 'Arbeitsmappe')], max_length=16, verbose_name='Liste')),
        ('line', models.PositiveIntegerField(verbose_name='Zeile')),
        ('column', models.CharField(max_length=60, verbose_name='Spalte')),
        ('reason', models.CharField(max_length=40, verbose_name='Grund')),
        ("file", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='routing.importfile')),
    ],
    options={
        "verbose_name": 'unlesbare Zeile',
        "verbose_name_plural": 'unlesbare Zeilen',
        "ordering": ('pk',),
        "indexes": [
            models.Index(fields=['file', 'line'], name='import_problem_by_line'),
        ],
    },
),
        migrations.CreateModel(
    name="ImportEntry",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('outcome', models.CharField(choices=[('new', 'neu'), ('changed', 'geändert'), ('kept', 'widersprochen, Eintrag bleibt'), ('missing', 'nicht mehr in der Datei'), ('closed', 'in der Datei, Fall geschlossen')], max_length=16, verbose_name='Ergebnis')),
        ('customer_number', models.CharField(max_length=10, verbose_name='Kundennummer')),
        ('last_name', models.CharField(max_length=120, verbose_name='Nachname')),
        ('first_name', models.CharField(max_length=120, verbose_name='Vorname')),
        ('birth_date', models.DateField(verbose_name='Geburtsdatum')),
        ('revision', models.PositiveIntegerField(null=True)),
        ('differences', models.JSONField(default=list)),
        ('contradicts', models.BooleanField(default=False)),
        ('applicant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routing.applicant')),
        ('desk_after', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.desk')),
        ('desk_before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.desk')),
        ('desk_now', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.desk')),
        ('seat', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.desk')),
        ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='routing.importrun')),
    ],
    options={
        "verbose_name": 'Ergebnis der Einspielung',
        "verbose_name_plural": 'Ergebnisse der Einspielung',
        "ordering": ('pk',),
        "indexes": [
            models.Index(fields=['run', 'outcome', 'id'], name='import_entry_by_outcome'),
        ],
        "constraints": [
            models.CheckConstraint(condition=models.Q(('outcome__in', ['new', 'changed', 'kept', 'missing', 'closed'])), name='import_outcome_known', violation_error_message='Dieses Ergebnis gibt es nicht.'),
            models.UniqueConstraint(fields=('run', 'customer_number'), name='import_entry_once_per_applicant', violation_error_message='Zu dieser Kundennummer gibt es in der Einspielung schon ein Ergebnis.'),
        ],
    },
),
        migrations.AlterField(
            model_name='assignment',
            name='origin',
            field=models.CharField(choices=[('first_decision', 'Entscheidung zur Eröffnung'), ('taken_over', 'Fall übernommen'), ('as_it_stands', 'Bestand eingespielt')], max_length=32, verbose_name='Anlass'),
        ),
        migrations.AlterField(
            model_name='assignmentevent',
            name='origin',
            field=models.CharField(choices=[('first_decision', 'Entscheidung zur Eröffnung'), ('taken_over', 'Fall übernommen'), ('as_it_stands', 'Bestand eingespielt')], max_length=32, verbose_name='Anlass'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='occasion',
            field=models.CharField(choices=[('taken_in', 'Aufnahme'), ('facts_changed', 'Änderung der Angaben'), ('reopened', 'Wiederaufnahme'), ('taken_over', 'Übernahme'), ('imported', 'Einspielung')], max_length=32, verbose_name='Anlass'),
        ),
        migrations.CreateModel(
    name="ImportQuestion",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('key', models.CharField(max_length=120)),
        ('label', models.CharField(max_length=200, verbose_name='Angabe')),
        ('stored', models.TextField(blank=True, verbose_name='Eintrag')),
        ('filed', models.TextField(blank=True, verbose_name='Datei')),
        ('answer', models.CharField(blank=True, choices=[('file', 'Datei gilt'), ('entry', 'Eintrag gilt'), ('ask', 'nachfragen')], max_length=8, verbose_name='Antwort')),
        ('answered_at', models.DateTimeField(null=True)),
        ("answered_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ("entry", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='routing.importentry')),
    ],
    options={
        "verbose_name": 'Frage der Einspielung',
        "verbose_name_plural": 'Fragen der Einspielung',
        "ordering": ('pk',),
        "constraints": [
            models.UniqueConstraint(fields=('entry', 'key'), name='import_question_once', violation_error_message='Diese Frage ist schon gestellt.'),
            models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answer__in', ['file', 'entry']), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='import_question_answered_whole', violation_error_message='Wählen Sie, ob der Eintrag oder die Datei gilt.'),
        ],
    },
),
        migrations.CreateModel(
    name="SavedFilter",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        ('name', models.CharField(max_length=60, verbose_name='Name')),
        ('query', models.CharField(blank=True, max_length=400)),
        ('is_start', models.BooleanField(default=False, verbose_name='Startansicht')),
        ("owner", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to=settings.AUTH_USER_MODEL)),
        ("team", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='staff.team')),
    ],
    options={
        "verbose_name": 'Ansicht',
        "verbose_name_plural": 'Ansichten',
        "ordering": ('name', 'pk'),
        "constraints": [
            models.UniqueConstraint(fields=('owner', 'name'), name='saved_filter_named_once', violation_error_message='Sie haben schon eine Ansicht mit diesem Namen. Wählen Sie einen anderen.'),
            models.UniqueConstraint(condition=models.Q(('is_start', True)), fields=('owner',), name='saved_filter_one_start', violation_error_message='Es gibt schon eine Startansicht.'),
            models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='saved_filter_named', violation_error_message='Geben Sie der Ansicht einen Namen.'),
        ],
    },
),
        migrations.CreateModel(
    name="ExportRun",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        ('content_kind', models.CharField(choices=[('list', 'Liste wie angezeigt'), ('exchange', 'alle Angaben, im Format der Einspielung')], max_length=16, verbose_name='Inhalt')),
        ('format', models.CharField(choices=[('csv', 'CSV'), ('xlsx', 'Excel (XLSX)')], max_length=8, verbose_name='Format')),
        ('purpose', models.CharField(choices=[('case_review', 'Fallbesprechung im Team'), ('deputy', 'Vertretung'), ('reconciliation', 'Abgleich mit VerBIS'), ('appointments', 'Einladungen und Termine'), ('supervision', 'Fachaufsicht oder Prüfung'), ('data_subject', 'Auskunft an die betroffene Person')], max_length=32, verbose_name='Zweck')),
        ('query', models.CharField(blank=True, max_length=400)),
        ('words', models.TextField(blank=True, verbose_name='Auswahl')),
        ('term', models.CharField(blank=True, max_length=120)),
        ('state', models.CharField(choices=[('requested', 'in Arbeit'), ('finished', 'bereit'), ('failed', 'gescheitert'), ('expired', 'gelöscht')], default='requested', max_length=16, verbose_name='Stand')),
        ('attempts', models.PositiveSmallIntegerField(default=0)),
        ('requested_at', models.DateTimeField(verbose_name='verlangt am')),
        ('finished_at', models.DateTimeField(null=True, verbose_name='fertig am')),
        ('row_count', models.PositiveIntegerField(null=True, verbose_name='Zeilen')),
        ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
        ('failure', models.TextField(blank=True, verbose_name='Grund des Scheiterns')),
        ('content', models.FileField(blank=True, storage=kit.files.private_storage, upload_to=kit.files.random_name)),
        ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
    ],
    options={
        "verbose_name": 'Export',
        "verbose_name_plural": 'Exporte',
        "ordering": ('-requested_at', '-pk'),
        "constraints": [
            models.CheckConstraint(condition=models.Q(('content_kind__in', ['list', 'exchange']), ('format__in', ['csv', 'xlsx']), ('purpose__in', ['case_review', 'deputy', 'reconciliation', 'appointments', 'supervision', 'data_subject']), ('state__in', ['requested', 'finished', 'failed', 'expired'])), name='export_known', violation_error_message='Wählen Sie Inhalt, Format und Zweck aus der Liste.'),
            models.CheckConstraint(condition=models.Q(models.Q(('state', 'finished'), _negated=True), models.Q(('finished_at__isnull', False), ('row_count__isnull', False), models.Q(('content', ''), _negated=True)), _connector='OR'), name='export_finished_whole', violation_error_message='Ein fertiger Export hat einen Zeitpunkt, eine Zahl der Zeilen und eine Datei.'),
            models.CheckConstraint(condition=models.Q(('state__in', ('requested', 'finished')), models.Q(('content', ''), ('subjects', []), ('term', '')), _connector='OR'), name='export_forgotten_whole', violation_error_message='Von einem beendeten Export bleiben keine Personendaten.'),
            models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), models.Q(('failure', ''), _negated=True)), models.Q(models.Q(('state', 'failed'), _negated=True), ('failure', '')), _connector='OR'), name='export_failed_with_reason', violation_error_message='Ein gescheiterter Export hat einen Grund, ein anderer keinen.'),
        ],
    },
),
        migrations.CreateModel(
    name="ImportDuplicate",
    fields=[
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('other_number', models.CharField(max_length=10, verbose_name='andere Kundennummer')),
        ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routing.applicant')),
        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duplicates', to='routing.importentry')),
    ],
    options={
        "verbose_name": 'mögliche Dublette',
        "verbose_name_plural": 'mögliche Dubletten',
        "ordering": ('pk',),
        "constraints": [
            models.UniqueConstraint(fields=('entry', 'other_number'), name='import_duplicate_once', violation_error_message='Diese Dublette ist schon genannt.'),
        ],
    },
),
        AddTrigger(
            model_name='importfieldrule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_importfieldruleevent" ("field", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule") VALUES (NEW."field", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."field", NEW."rule"); RETURN NULL;', hash='1740c0d6fbf3467ff0de1226a84f609263d1e7e9', operation='INSERT', pgid='pgtrigger_insert_insert_cd673', table='routing_importfieldrule', when='AFTER')),
        ),
        AddTrigger(
            model_name='importfieldrule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_importfieldruleevent" ("field", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule") VALUES (NEW."field", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."field", NEW."rule"); RETURN NULL;', hash='e0bbba7768acd86b3db75fed02e4ac18fb40c433', operation='UPDATE', pgid='pgtrigger_update_update_7d026', table='routing_importfieldrule', when='AFTER')),
        ),
        AddTrigger(
            model_name='importfieldrule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_importfieldruleevent" ("field", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule") VALUES (OLD."field", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."field", OLD."rule"); RETURN NULL;', hash='2503a56abf1f4647bcf4c8f4b818750ac63014f2', operation='DELETE', pgid='pgtrigger_delete_delete_b038c', table='routing_importfieldrule', when='AFTER')),
        ),
        AddTrigger(
            model_name='importfieldruleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='19faac1a5b5687853caae9590a1ebdf991aaf2c3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8e917', table='routing_importfieldruleevent', when='BEFORE')),
        ),
    ]
