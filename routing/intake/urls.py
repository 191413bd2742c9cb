"""Addresses of the form in which applicants are taken in and changed."""

from django.urls import path

from routing.intake import assessment_views, takeover_views, views

urlpatterns = [
    path("faelle/neu/", views.applicant_create, name="applicant_create"),
    path("faelle/vorschau/", views.applicant_preview, name="applicant_preview"),
    path("faelle/<uuid:key>/bearbeiten/", views.applicant_update, name="applicant_update"),
    path("faelle/<uuid:key>/fallmanagement/", assessment_views.applicant_assess, name="applicant_assess"),
    path("faelle/<uuid:key>/haushalt/", takeover_views.household_takeover, name="household_takeover"),
]
