"""The app's registration with Django."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Netzwerk."""

    name = "network"
    verbose_name = "Netzwerk"
