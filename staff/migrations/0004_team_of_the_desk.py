"""An account's team is that of its desk, and changes with it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("staff", "0003_staffing")]

    operations = [
        # What is deferred is checked first: a table with checks to come cannot be altered.
        migrations.RunSQL(
            """
            SET CONSTRAINTS ALL IMMEDIATE;
            UPDATE staff_user SET team_id = staff_desk.team_id FROM staff_desk
            WHERE desk_id = code AND staff_user.team_id IS DISTINCT FROM staff_desk.team_id;
            ALTER TABLE staff_desk ADD CONSTRAINT desk_with_its_team UNIQUE (code, team_id);
            ALTER TABLE staff_user ADD CONSTRAINT user_in_the_team_of_the_desk FOREIGN KEY (desk_id, team_id)
            REFERENCES staff_desk (code, team_id) ON UPDATE CASCADE;
            """
        ),
        migrations.RemoveConstraint("user", "user_of_a_team"),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                name="user_of_a_team",
                condition=~Q(role__in=["caseworker", "team_lead"]) & Q(desk__isnull=True) | Q(team__isnull=False),
                violation_error_message=(
                    "Wählen Sie das Team: IFK, Teamleitung und wer für eine Stelle arbeitet gehören zu einem Team."
                ),
            ),
        ),
    ]
