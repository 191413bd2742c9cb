"""The table of contents: which app answers under which address."""

from django.urls import include, path

from staff.site import site

urlpatterns = [
    path("", include("staff.urls")),
    path("", include("routing.urls")),
    path("", include("jobcenter.sheets.urls")),
    path("", include("jobcenter.transfer_urls")),
    path("admin/", site.urls),
]
