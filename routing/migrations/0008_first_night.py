"""Terms of an office that has not chosen others; and everybody in care is due in the first night, which announces what
comes up and proposes the hand-overs that nobody has proposed before.
"""

from django.db import migrations

TERMS = {"initiate": 5, "accept": 5, "first_contact": 10}

ALL_DUE = """
UPDATE routing_currentdecision SET review_on = CURRENT_DATE
WHERE applicant_id IN (SELECT applicant_id FROM routing_case WHERE upper_inf(period))
"""


def create_terms(apps, schema_editor):
    model = apps.get_model("routing", "HandoverTerm")
    model.objects.bulk_create(model(task=task, working_days=days) for task, days in TERMS.items())


class Migration(migrations.Migration):
    dependencies = [("routing", "0007_handover")]

    operations = [
        migrations.RunPython(create_terms, migrations.RunPython.noop),
        migrations.RunSQL(ALL_DUE, migrations.RunSQL.noop),
    ]
