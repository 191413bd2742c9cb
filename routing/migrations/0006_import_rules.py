"""The rules of an office that has not chosen others; the administration changes them."""

from django.db import migrations

RULES = {
    "file": ("bg_number", "last_name", "first_name", "birth_date", "gender", "verbis_single_parent"),
    "entry": ("street", "postal_code", "city", "telephone", "email"),
    "ask": (
        "self_employed",
        "severely_disabled",
        "equal_status",
        "rehabilitation",
        "section_10",
        "pregnancy",
        "household",
    ),
}


def create_rules(apps, schema_editor):
    model = apps.get_model("routing", "ImportFieldRule")
    model.objects.bulk_create(model(field=field, rule=rule) for rule, fields in RULES.items() for field in fields)


class Migration(migrations.Migration):
    dependencies = [("routing", "0005_lists")]

    operations = [migrations.RunPython(create_rules, migrations.RunPython.noop)]
