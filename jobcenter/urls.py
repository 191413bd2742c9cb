"""The table of contents: which app answers under which address."""

from django.urls import include, path

from frame import views
from frame.enums import ExportFormat
from jobcenter import day_views, team_views
from staff.site import site

urlpatterns = [
    path("", views.start, name="start"),
    path("", include("staff.urls")),
    path("", include("people.urls")),
    path("", include("routing.urls")),
    path("mein-tag/", day_views.my_day, name="my_day"),
    path("mein-tag/e-mail/", day_views.digest_settings, name="digest_settings"),
    path("team/", team_views.team, name="team"),
    path("team/csv/", team_views.team_file, {"file_format": ExportFormat.CSV}, name="team_csv"),
    path("team/xlsx/", team_views.team_file, {"file_format": ExportFormat.XLSX}, name="team_xlsx"),
    path("admin/", site.urls),
]
