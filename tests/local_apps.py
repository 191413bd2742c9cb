"""The apps of this project, told from those of libraries by where they lie."""

from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings


def local_apps() -> list[AppConfig]:
    """Each of them, so that no test needs a list that a new app would be missing from."""
    return [config for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR]
