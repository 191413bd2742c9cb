"""Addresses of hand-overs: the lists, the page of one with its steps, the sheet and the letter."""

from django.urls import path

from routing.handover import bulk_views, sheet_views, steps_views, views

urlpatterns = [
    path("faelle/ueberstellungen/", views.transfer_list, name="transfer_list"),
    path("faelle/ueberstellungen/dauer/", views.lapse_durations, name="lapse_durations"),
    path("faelle/ueberstellungen/einleiten/", bulk_views.transfers_initiate, name="transfers_initiate"),
    path("faelle/ueberstellungen/annehmen/", bulk_views.transfers_accept, name="transfers_accept"),
    path("faelle/ueberstellungen/<uuid:key>/", steps_views.transfer_detail, name="transfer_detail"),
    path("faelle/ueberstellungen/<uuid:key>/checkliste/", steps_views.transfer_checklist, name="transfer_checklist"),
    path("faelle/ueberstellungen/<uuid:key>/einleiten/", steps_views.transfer_initiate, name="transfer_initiate"),
    path("faelle/ueberstellungen/<uuid:key>/annehmen/", steps_views.transfer_accept, name="transfer_accept"),
    path("faelle/ueberstellungen/<uuid:key>/zurueckgeben/", steps_views.transfer_return, name="transfer_return"),
    path("faelle/ueberstellungen/<uuid:key>/zurueckziehen/", steps_views.transfer_withdraw, name="transfer_withdraw"),
    path(
        "faelle/ueberstellungen/<uuid:key>/erstkontakt/",
        steps_views.transfer_first_contact,
        name="transfer_first_contact",
    ),
    path("faelle/ueberstellungen/<uuid:key>/bogen/", sheet_views.handover_sheet, name="handover_sheet"),
    path("faelle/ueberstellungen/<uuid:key>/bogen.pdf", sheet_views.handover_sheet_pdf, name="handover_sheet_pdf"),
    path("faelle/ueberstellungen/<uuid:key>/anschreiben/", sheet_views.handover_letter, name="handover_letter"),
    path(
        "faelle/ueberstellungen/<uuid:key>/anschreiben.pdf", sheet_views.handover_letter_pdf, name="handover_letter_pdf"
    ),
]
