"""The app's registration with Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Besprechungen."""

    name = "meetings"
    verbose_name = "Besprechungen"
