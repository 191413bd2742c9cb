"""The desks of the model of responsibility (Ziffer 3), each with its team: the rules answer with these codes."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DESKS = (
    ("self_employed", "IFK Selbstständige", "Selbstständige"),
    ("u25_aez", "IFK/U25 AEZ", "U25"),
    ("u25", "IFK U25", "U25"),
    ("reha_sb", "IFK Reha/SB", "Reha/SB"),
    ("case_management", "Fallmanagement", "Fallmanagement"),
    ("ifk_aez", "IFK AEZ", "Bewerber-Service"),
    ("placement", "IFK Arbeitsvermittlung Ü25", "Arbeitsvermittlung Ü25"),
)


def create_desks(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    teams = apps.get_model("staff", "Team").objects
    desks = apps.get_model("staff", "Desk").objects
    for code, label, team_name in DESKS:
        team, _ = teams.get_or_create(name=team_name)
        desks.get_or_create(code=code, defaults={"label": label, "team": team})


class Migration(migrations.Migration):
    dependencies = [("routing", "0002_initial"), ("staff", "0001_initial")]

    operations = [migrations.RunPython(create_desks, migrations.RunPython.noop)]
