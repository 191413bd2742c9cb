"""Addresses of the lists of hand-overs. The page of one is made up of several apps and stands above (`jobcenter`)."""

from django.urls import path

from routing.handover import views

urlpatterns = [
    path("ueberstellungen/", views.transfer_list, name="transfer_list"),
    path("ueberstellungen/dauer/", views.lapse_durations, name="lapse_durations"),
]
