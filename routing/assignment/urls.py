"""Addresses of the applicant's page and of what is done with a case from there."""

from django.urls import path

from routing.assignment import views

urlpatterns = [
    path("faelle/<uuid:key>/", views.applicant_detail, name="applicant_detail"),
    path("faelle/<uuid:key>/uebernehmen/", views.case_take_over, name="case_take_over"),
    path("faelle/<uuid:key>/ifk/", views.case_caseworker, name="case_caseworker"),
    path("faelle/<uuid:key>/abschliessen/", views.case_close, name="case_close"),
    path("faelle/<uuid:key>/wiedereroeffnen/", views.case_reopen, name="case_reopen"),
]
