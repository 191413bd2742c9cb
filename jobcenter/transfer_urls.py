"""Addresses of a hand-over's page and of the steps that are taken from there and from the lists."""

from django.urls import path

from jobcenter import transfer_bulk_views, transfer_views

urlpatterns = [
    path("ueberstellungen/einleiten/", transfer_bulk_views.transfers_initiate, name="transfers_initiate"),
    path("ueberstellungen/annehmen/", transfer_bulk_views.transfers_accept, name="transfers_accept"),
    path("ueberstellungen/<uuid:key>/", transfer_views.transfer_detail, name="transfer_detail"),
    path("ueberstellungen/<uuid:key>/checkliste/", transfer_views.transfer_checklist, name="transfer_checklist"),
    path("ueberstellungen/<uuid:key>/einleiten/", transfer_views.transfer_initiate, name="transfer_initiate"),
    path("ueberstellungen/<uuid:key>/annehmen/", transfer_views.transfer_accept, name="transfer_accept"),
    path("ueberstellungen/<uuid:key>/zurueckgeben/", transfer_views.transfer_return, name="transfer_return"),
    path("ueberstellungen/<uuid:key>/zurueckziehen/", transfer_views.transfer_withdraw, name="transfer_withdraw"),
    path(
        "ueberstellungen/<uuid:key>/erstkontakt/", transfer_views.transfer_first_contact, name="transfer_first_contact"
    ),
]
