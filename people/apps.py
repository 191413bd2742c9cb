"""The app's registration with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Besetzung und Vertretung."""

    name = "people"
    verbose_name = "Besetzung und Vertretung"
