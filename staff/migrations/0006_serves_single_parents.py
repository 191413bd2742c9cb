"""A desk says whether it serves single parents."""

from django.db import migrations, models


class Migration(migrations.Migration):
    # The desks themselves come from routing.
    dependencies = [("staff", "0005_outbox"), ("routing", "0003_desks")]

    operations = [
        migrations.AddField(
            "desk",
            "serves_single_parents",
            models.BooleanField(db_default=False, default=False, verbose_name="betreut Alleinerziehende"),
        ),
        migrations.RunSQL("UPDATE staff_desk SET serves_single_parents = true WHERE code IN ('ifk_aez', 'u25_aez')"),
    ]
