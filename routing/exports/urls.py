"""Addresses of the exports."""

from django.urls import path

from frame.enums import ExportFormat
from routing.exports import plan_views, views

urlpatterns = [
    path("faelle/export/", views.export_create, name="export_create"),
    path("faelle/exporte/", views.exports, name="exports"),
    path("faelle/exporte/<uuid:key>/", views.export_detail, name="export_detail"),
    path("faelle/exporte/<uuid:key>/datei/", views.export_download, name="export_download"),
    path(
        "lage/zahlen/verteilung/csv/",
        views.distribution_file,
        {"file_format": ExportFormat.CSV},
        name="distribution_csv",
    ),
    path(
        "lage/zahlen/verteilung/xlsx/",
        views.distribution_file,
        {"file_format": ExportFormat.XLSX},
        name="distribution_xlsx",
    ),
    path("lage/teams/csv/", views.teams_file, {"file_format": ExportFormat.CSV}, name="teams_csv"),
    path("lage/teams/xlsx/", views.teams_file, {"file_format": ExportFormat.XLSX}, name="teams_xlsx"),
    path("team/verteilung/<uuid:key>/export/", plan_views.distribution_export, name="distribution_export"),
    path("lage/zahlen/export/", views.figures_export, name="figures_export"),
    path("lage/zahlen/aussen/csv/", views.outside_file, {"file_format": ExportFormat.CSV}, name="outside_csv"),
    path("lage/zahlen/aussen/xlsx/", views.outside_file, {"file_format": ExportFormat.XLSX}, name="outside_xlsx"),
    path("lage/zahlen/csv/", views.figures_file, {"file_format": ExportFormat.CSV}, name="figures_csv"),
    path("lage/zahlen/xlsx/", views.figures_file, {"file_format": ExportFormat.XLSX}, name="figures_xlsx"),
]
