"""Addresses of the forecast."""

from django.urls import path

from routing.outlook import views

urlpatterns = [
    path("ausblick/", views.outlook, name="outlook"),
    path("ausblick/faelle/", views.outlook_cases, name="outlook_cases"),
    path("ausblick/faelle/export/", views.outlook_export, name="outlook_export"),
]
