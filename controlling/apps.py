"""The app's registration with Django."""

from django.apps import AppConfig


class ControllingConfig(AppConfig):
    """Controlling."""

    name = "controlling"
    verbose_name = "Controlling"
