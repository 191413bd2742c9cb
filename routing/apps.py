"""The app's registration with Django."""

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    """Zuordnung."""

    name = "routing"
    verbose_name = "Zuordnung"
