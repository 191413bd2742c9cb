"""Addresses of the list, the search, the access to a foreign case, the question at the reception, and the figures."""

from django.urls import path

from routing.intake import list_views

urlpatterns = [
    path("bewerber/", list_views.applicant_list, name="applicant_list"),
    path("bewerber/suche/", list_views.applicant_search, name="applicant_search"),
    path("bewerber/zugriff/", list_views.applicant_access, name="applicant_access"),
    path("auskunft/", list_views.who_is_responsible, name="who_is_responsible"),
    path("zahlen/", list_views.figures, name="figures"),
]
