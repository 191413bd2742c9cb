"""Addresses of hand-overs: the lists, the page of one with its steps, the sheet and the letter."""

from django.urls import path

from routing.handover import bulk_views, sheet_views, steps_views, views

urlpatterns = [
    path("ueberstellungen/", views.transfer_list, name="transfer_list"),
    path("ueberstellungen/dauer/", views.lapse_durations, name="lapse_durations"),
    path("ueberstellungen/einleiten/", bulk_views.transfers_initiate, name="transfers_initiate"),
    path("ueberstellungen/annehmen/", bulk_views.transfers_accept, name="transfers_accept"),
    path("ueberstellungen/<uuid:key>/", steps_views.transfer_detail, name="transfer_detail"),
    path("ueberstellungen/<uuid:key>/checkliste/", steps_views.transfer_checklist, name="transfer_checklist"),
    path("ueberstellungen/<uuid:key>/einleiten/", steps_views.transfer_initiate, name="transfer_initiate"),
    path("ueberstellungen/<uuid:key>/annehmen/", steps_views.transfer_accept, name="transfer_accept"),
    path("ueberstellungen/<uuid:key>/zurueckgeben/", steps_views.transfer_return, name="transfer_return"),
    path("ueberstellungen/<uuid:key>/zurueckziehen/", steps_views.transfer_withdraw, name="transfer_withdraw"),
    path("ueberstellungen/<uuid:key>/erstkontakt/", steps_views.transfer_first_contact, name="transfer_first_contact"),
    path("ueberstellungen/<uuid:key>/bogen/", sheet_views.handover_sheet, name="handover_sheet"),
    path("ueberstellungen/<uuid:key>/bogen.pdf", sheet_views.handover_sheet_pdf, name="handover_sheet_pdf"),
    path("ueberstellungen/<uuid:key>/anschreiben/", sheet_views.handover_letter, name="handover_letter"),
    path("ueberstellungen/<uuid:key>/anschreiben.pdf", sheet_views.handover_letter_pdf, name="handover_letter_pdf"),
]
