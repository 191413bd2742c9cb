"""Addresses of the applicant's page and of what is done with a case from there."""

from django.urls import path

from routing.assignment import views

urlpatterns = [
    path("bewerber/<uuid:key>/", views.applicant_detail, name="applicant_detail"),
    path("bewerber/<uuid:key>/uebernehmen/", views.case_take_over, name="case_take_over"),
    path("bewerber/<uuid:key>/ifk/", views.case_caseworker, name="case_caseworker"),
    path("bewerber/<uuid:key>/abschliessen/", views.case_close, name="case_close"),
    path("bewerber/<uuid:key>/wiedereroeffnen/", views.case_reopen, name="case_reopen"),
]
