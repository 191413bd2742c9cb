"""Addresses of taking in the lists of the whole office."""

from django.urls import path

from frame.enums import ExportFormat
from routing.caseload import downloads_views, dropping_views, lists_views, steps_views, views
from routing.intake.files.layouts import ListKind

_CSV, _XLSX = ({"file_format": file_format} for file_format in (ExportFormat.CSV, ExportFormat.XLSX))

urlpatterns = [
    path("", views.imports, name="imports"),
    path("spalten/", views.import_columns, name="import_columns"),
    path("vorlage/", downloads_views.import_template, name="import_template"),
    path(
        "vorlage/bewerber/",
        downloads_views.import_template_list,
        {"kind": ListKind.APPLICANTS},
        name="import_template_applicants",
    ),
    path(
        "vorlage/haushalt/",
        downloads_views.import_template_list,
        {"kind": ListKind.HOUSEHOLD},
        name="import_template_household",
    ),
    path(
        "vorlage/bestand/",
        downloads_views.import_template_list,
        {"kind": ListKind.STOCK},
        name="import_template_stock",
    ),
    path("<uuid:key>/", views.import_detail, name="import_detail"),
    path("<uuid:key>/anwenden/", steps_views.import_apply, name="import_apply"),
    path("<uuid:key>/neu-rechnen/", steps_views.import_check_again, name="import_check_again"),
    path("<uuid:key>/verwerfen/", steps_views.import_discard, name="import_discard"),
    path("<uuid:key>/faelle/", lists_views.import_entries, name="import_entries"),
    path("<uuid:key>/unlesbar/", lists_views.import_problems, name="import_problems"),
    path("<uuid:key>/unlesbar/weglassen/", dropping_views.import_drop_lines, name="import_drop_lines"),
    path(
        "<uuid:key>/unlesbar/wieder-aufnehmen/",
        dropping_views.import_take_back_lines,
        name="import_take_back_lines",
    ),
    path("<uuid:key>/faelle/export/", downloads_views.import_entries_export, name="import_entries_export"),
    path("<uuid:key>/unlesbar/zeilen/", downloads_views.import_problem_lines, name="import_problem_lines"),
    path(
        "<uuid:key>/unlesbar/csv/",
        downloads_views.import_problems_file,
        _CSV,
        name="import_problems_csv",
    ),
    path(
        "<uuid:key>/unlesbar/xlsx/",
        downloads_views.import_problems_file,
        _XLSX,
        name="import_problems_xlsx",
    ),
    path("<uuid:key>/bestand/csv/", downloads_views.import_matrix_file, _CSV, name="import_matrix_csv"),
    path("<uuid:key>/bestand/xlsx/", downloads_views.import_matrix_file, _XLSX, name="import_matrix_xlsx"),
    path("<uuid:key>/fragen/", lists_views.import_questions, name="import_questions"),
]
