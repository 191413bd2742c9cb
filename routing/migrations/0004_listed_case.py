"""The open cases as the list reads them, written by triggers, and filled once from what is there."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from kit.triggers import AddTrigger


LIST_ANEW = """
CREATE FUNCTION list_anew(listed bigint) RETURNS void LANGUAGE sql AS $$
    DELETE FROM routing_listedcase WHERE applicant_id = listed;
    INSERT INTO routing_listedcase
        (applicant_id, desk_id, caseworker_id, decided_desk_id, sort_name, birth_date, basis, open_points, holds_until)
    SELECT a.applicant_id, a.desk_id, a.caseworker_id, d.desk_id, p.sort_name, p.birth_date, d.basis, d.open_points,
        COALESCE(d.holds_until, DATE '9999-12-31')
    FROM routing_assignment a
    JOIN routing_currentdecision c ON c.applicant_id = a.applicant_id
    JOIN routing_decision d ON d.id = c.decision_id
    JOIN routing_applicant p ON p.id = a.applicant_id
    WHERE a.applicant_id = listed AND upper_inf(a.period);
$$
"""

FILL = "SELECT list_anew(applicant_id) FROM routing_currentdecision"


class Migration(migrations.Migration):
    dependencies = [
        ("routing", "0003_desks"),
        ("staff", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
    name="ListedCase",
    fields=[
        (
                    "applicant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="listed",
                        serialize=False,
                        to="routing.applicant",
                    ),
                ),
        (
                    "desk",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="staff.desk"
                    ),
                ),
        (
                    "caseworker",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
        (
                    "decided_desk",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="staff.desk"
                    ),
                ),
        ("sort_name", models.TextField()),
        ("birth_date", models.DateField()),
        ("basis", models.CharField(blank=True, max_length=16)),
        (
                    "open_points",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), size=None),
                ),
        ("holds_until", models.DateField()),
    ],
    options={
        "verbose_name": "gelisteter Fall",
        "verbose_name_plural": "gelistete Fälle",
        "indexes": [
            models.Index(fields=["desk", "sort_name", "applicant"], name="listed_by_name"),
            models.Index(fields=["desk", "holds_until", "applicant"], name="listed_by_end"),
            models.Index(fields=["desk", "birth_date", "applicant"], name="listed_by_birth"),
        ],
    },
),
        migrations.RunSQL(LIST_ANEW, "DROP FUNCTION list_anew(bigint)"),
        AddTrigger(
            model_name="applicant",
            trigger=pgtrigger.compiler.Trigger(
                name="list_renamed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM list_anew(NEW.id); RETURN NULL;",
                    hash="f54d6aee57d558eea6f2797c9247b88b416342ac",
                    operation='UPDATE OF "last_name", "first_name", "birth_date"',
                    pgid="pgtrigger_list_renamed_70c4a",
                    table="routing_applicant",
                    when="AFTER",
                ),
            ),
        ),
        AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="list_assigned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM list_anew(COALESCE(NEW.applicant_id, OLD.applicant_id)); RETURN NULL;",
                    hash="892c8b5e0948d6665c8d66f79e7def5222a38f5f",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_list_assigned_1421a",
                    table="routing_assignment",
                    when="AFTER",
                ),
            ),
        ),
        AddTrigger(
            model_name="currentdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="list_decided",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM list_anew(NEW.applicant_id); RETURN NULL;",
                    hash="8bd48484f8839049260c40b880b70e6b1cf8e2db",
                    operation='INSERT OR UPDATE OF "decision_id"',
                    pgid="pgtrigger_list_decided_c0454",
                    table="routing_currentdecision",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
