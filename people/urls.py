"""Addresses of staffing."""

from django.urls import path

from people import views

urlpatterns = [
    path("team/personen/", views.staffing, name="staffing"),
    path("mein-tag/vertretung/", views.staffing_own, name="staffing_own"),
    path("team/personen/<int:pk>/", views.staffing_person, name="staffing_person"),
    path("team/personen/<int:pk>/stelle/", views.staffing_serve, name="staffing_serve"),
    path("team/personen/<int:pk>/abwesenheit/", views.staffing_absent, name="staffing_absent"),
    path("team/personen/<int:pk>/vertretung/", views.staffing_deputy, name="staffing_deputy"),
    path("team/personen/eintrag/stelle/<int:pk>/anteil/", views.staffing_share, name="staffing_share"),
    path("team/personen/eintrag/<str:kind>/<int:pk>/", views.staffing_entry, name="staffing_entry"),
]
