"""The addresses of routing, wing by wing."""

from django.urls import include, path

urlpatterns = [
    path("", include("routing.caselist.urls")),
    path("", include("routing.exports.urls")),
    path("", include("routing.intake.urls")),
    path("", include("routing.assignment.urls")),
    path("team/einspielen/", include("routing.caseload.urls")),
    path("", include("routing.handover.urls")),
    path("", include("routing.followup.urls")),
    path("", include("routing.override.urls")),
    path("", include("routing.outlook.urls")),
    path("team/verteilung/", include("routing.distribution.urls")),
]
