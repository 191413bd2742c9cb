"""Addresses of taking in the lists of the whole office."""

from django.urls import path

from routing.caseload import lists_views, steps_views, views

urlpatterns = [
    path("einspielen/", views.imports, name="imports"),
    path("einspielen/spalten/", views.import_columns, name="import_columns"),
    path("einspielen/<uuid:key>/", views.import_detail, name="import_detail"),
    path("einspielen/<uuid:key>/anwenden/", steps_views.import_apply, name="import_apply"),
    path("einspielen/<uuid:key>/neu-rechnen/", steps_views.import_check_again, name="import_check_again"),
    path("einspielen/<uuid:key>/verwerfen/", steps_views.import_discard, name="import_discard"),
    path("einspielen/<uuid:key>/faelle/", lists_views.import_entries, name="import_entries"),
    path("einspielen/<uuid:key>/unlesbar/", lists_views.import_problems, name="import_problems"),
    path("einspielen/<uuid:key>/unlesbar/zeilen/", lists_views.import_problem_lines, name="import_problem_lines"),
    path("einspielen/<uuid:key>/fragen/", lists_views.import_questions, name="import_questions"),
]
