"""Addresses of the list, its saved filters, the search, the access to a foreign case, the question at the reception,
and the figures.
"""

from django.urls import path

from routing.caselist import saved_views, views

urlpatterns = [
    path("faelle/", views.applicant_list, name="applicant_list"),
    path("faelle/suche/", views.applicant_search, name="applicant_search"),
    path("faelle/zugriff/", views.applicant_access, name="applicant_access"),
    path("faelle/filter/", saved_views.saved_filters, name="saved_filters"),
    path("faelle/filter/neu/", saved_views.saved_filter_create, name="saved_filter_create"),
    path("faelle/filter/ersetzen/", saved_views.saved_filter_replace, name="saved_filter_replace"),
    path("faelle/filter/<uuid:key>/", saved_views.saved_filter_update, name="saved_filter_update"),
    path("faelle/filter/<uuid:key>/loeschen/", saved_views.saved_filter_delete, name="saved_filter_delete"),
    path("faelle/filter/<uuid:key>/kopieren/", saved_views.saved_filter_copy, name="saved_filter_copy"),
    path("auskunft/", views.who_is_responsible, name="who_is_responsible"),
    path("lage/zahlen/", views.figures, name="figures"),
    path("lage/teams/", views.teams, name="teams"),
]
