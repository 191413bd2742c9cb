"""The table of contents: which app answers under which address."""

from django.urls import include, path

from jobcenter import day_views
from staff.site import site

urlpatterns = [
    path("", include("staff.urls")),
    path("", include("routing.urls")),
    path("", include("jobcenter.sheets.urls")),
    path("", include("jobcenter.transfer_urls")),
    path("mein-tag/", day_views.my_day, name="my_day"),
    path("admin/", site.urls),
]
