"""Triggers in migrations, without what makes a hundred of them slow."""

from django.db.migrations.state import ProjectState
from pgtrigger import migrations


class AddTrigger(migrations.AddTrigger):
    """A trigger changes nothing that a model's class in a migration knows, so the class is not made anew for it.

    The library makes it anew, with those of all related models: for all triggers together that is half of `migrate`.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the trigger, and nothing else."""
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]
