"""Addresses of the list, its saved filters, the search, the access to a foreign case, the question at the reception,
and the figures.
"""

from django.urls import path

from routing.caselist import saved_views, views

urlpatterns = [
    path("bewerber/", views.applicant_list, name="applicant_list"),
    path("bewerber/suche/", views.applicant_search, name="applicant_search"),
    path("bewerber/zugriff/", views.applicant_access, name="applicant_access"),
    path("bewerber/filter/", saved_views.saved_filters, name="saved_filters"),
    path("bewerber/filter/neu/", saved_views.saved_filter_create, name="saved_filter_create"),
    path("bewerber/filter/ersetzen/", saved_views.saved_filter_replace, name="saved_filter_replace"),
    path("bewerber/filter/<uuid:key>/", saved_views.saved_filter_update, name="saved_filter_update"),
    path("bewerber/filter/<uuid:key>/loeschen/", saved_views.saved_filter_delete, name="saved_filter_delete"),
    path("bewerber/filter/<uuid:key>/kopieren/", saved_views.saved_filter_copy, name="saved_filter_copy"),
    path("auskunft/", views.who_is_responsible, name="who_is_responsible"),
    path("zahlen/", views.figures, name="figures"),
    path("teams/", views.teams, name="teams"),
]
