"""Registers the project's own system checks."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class JobcenterConfig(AppConfig):
    """The project as an app, so that its checks are found."""

    name = "jobcenter"

    def ready(self) -> None:
        """Register the checks; they need the database, so only `migrate` and `check --database` run them."""
        from jobcenter.checks import check_database

        register(check_database, Tags.database)
