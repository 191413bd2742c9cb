"""The app's registration with Django."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Personal."""

    name = "staff"
    verbose_name = "Personal"
