"""Addresses of the list, the search, the access to a foreign case, the question at the reception, and the figures."""

from django.urls import path

from routing.caselist import views

urlpatterns = [
    path("bewerber/", views.applicant_list, name="applicant_list"),
    path("bewerber/suche/", views.applicant_search, name="applicant_search"),
    path("bewerber/zugriff/", views.applicant_access, name="applicant_access"),
    path("auskunft/", views.who_is_responsible, name="who_is_responsible"),
    path("zahlen/", views.figures, name="figures"),
]
