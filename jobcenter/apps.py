"""Registers the project's own system checks."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class JobcenterConfig(AppConfig):
    """The project as an app, so that its checks are found."""

    name = "jobcenter"

    def ready(self) -> None:
        """Register the checks. Only `migrate` and `check --database` ask the database, only `check --deploy` looks at
        the folders: whoever migrates need not own them.
        """
        from jobcenter.checks import check_database, check_folders

        register(check_database, Tags.database)
        register(check_folders, Tags.files, deploy=True)
