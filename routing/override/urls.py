"""Addresses of overrides: the list, asking for one, and what becomes of it."""

from django.urls import path

from routing.override import views

urlpatterns = [
    path("faelle/uebersteuerungen/", views.overrides, name="overrides"),
    path("faelle/uebersteuerungen/<uuid:key>/", views.override_detail, name="override_detail"),
    path("faelle/uebersteuerungen/<uuid:key>/genehmigen/", views.override_approve, name="override_approve"),
    path("faelle/uebersteuerungen/<uuid:key>/ablehnen/", views.override_reject, name="override_reject"),
    path("faelle/uebersteuerungen/<uuid:key>/beenden/", views.override_end, name="override_end"),
    path("faelle/<uuid:key>/uebersteuern/", views.applicant_override, name="applicant_override"),
]
