"""Addresses of the exports."""

from django.urls import path

from routing.enums import ExportFormat
from routing.exports import plan_views, views

urlpatterns = [
    path("bewerber/export/", views.export_create, name="export_create"),
    path("bewerber/exporte/", views.exports, name="exports"),
    path("bewerber/exporte/<uuid:key>/", views.export_detail, name="export_detail"),
    path("bewerber/exporte/<uuid:key>/datei/", views.export_download, name="export_download"),
    path("zahlen/verteilung/csv/", views.distribution_file, {"file_format": ExportFormat.CSV}, name="distribution_csv"),
    path(
        "zahlen/verteilung/xlsx/", views.distribution_file, {"file_format": ExportFormat.XLSX}, name="distribution_xlsx"
    ),
    path("teams/csv/", views.teams_file, {"file_format": ExportFormat.CSV}, name="teams_csv"),
    path("teams/xlsx/", views.teams_file, {"file_format": ExportFormat.XLSX}, name="teams_xlsx"),
    path("verteilung/<uuid:key>/export/", plan_views.distribution_export, name="distribution_export"),
    path("zahlen/export/", views.figures_export, name="figures_export"),
    path("zahlen/aussen/csv/", views.outside_file, {"file_format": ExportFormat.CSV}, name="outside_csv"),
    path("zahlen/aussen/xlsx/", views.outside_file, {"file_format": ExportFormat.XLSX}, name="outside_xlsx"),
    path("zahlen/csv/", views.figures_file, {"file_format": ExportFormat.CSV}, name="figures_csv"),
    path("zahlen/xlsx/", views.figures_file, {"file_format": ExportFormat.XLSX}, name="figures_xlsx"),
]
