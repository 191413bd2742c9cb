"""Addresses of the forecast and of the questions "what if"."""

from django.urls import path

from routing.outlook import views, what_if_views

urlpatterns = [
    path("lage/ausblick/", views.outlook, name="outlook"),
    path("lage/ausblick/faelle/", views.outlook_cases, name="outlook_cases"),
    path("lage/ausblick/faelle/export/", views.outlook_export, name="outlook_export"),
    path("team/was-waere-wenn/", what_if_views.what_if, name="what_if"),
    path("team/was-waere-wenn/<uuid:key>/", what_if_views.what_if_detail, name="what_if_detail"),
    path("team/was-waere-wenn/<uuid:key>/abbrechen/", what_if_views.what_if_cancel, name="what_if_cancel"),
    path("team/was-waere-wenn/<uuid:key>/export/", what_if_views.what_if_export, name="what_if_export"),
    path("team/was-waere-wenn/<uuid:key>/beantragen/", what_if_views.what_if_propose, name="what_if_propose"),
    path(
        "team/was-waere-wenn/<uuid:key>/in-kraft-setzen/",
        what_if_views.what_if_put_in_force,
        name="what_if_put_in_force",
    ),
    path("team/was-waere-wenn/<uuid:key>/antrag-beenden/", what_if_views.what_if_end, name="what_if_end"),
]
