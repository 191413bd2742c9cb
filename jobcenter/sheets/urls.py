"""Addresses of the hand-over sheet and of the letter to the applicant."""

from django.urls import path

from jobcenter.sheets import views

urlpatterns = [
    path("ueberstellungen/<uuid:key>/bogen/", views.handover_sheet, name="handover_sheet"),
    path("ueberstellungen/<uuid:key>/bogen.pdf", views.handover_sheet_pdf, name="handover_sheet_pdf"),
    path("ueberstellungen/<uuid:key>/anschreiben/", views.handover_letter, name="handover_letter"),
    path("ueberstellungen/<uuid:key>/anschreiben.pdf", views.handover_letter_pdf, name="handover_letter_pdf"),
]
