"""The app's registration with Django."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """Rahmen."""

    name = "frame"
    verbose_name = "Rahmen"
