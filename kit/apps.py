"""The app's registration with Django."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Baukasten."""

    name = "kit"
    verbose_name = "Baukasten"
