"""Addresses of staffing."""

from django.urls import path

from people import views

urlpatterns = [
    path("team/besetzung/", views.staffing, name="staffing"),
    path("meine-vertretung/", views.staffing_own, name="staffing_own"),
    path("team/besetzung/<int:pk>/", views.staffing_person, name="staffing_person"),
    path("team/besetzung/<int:pk>/stelle/", views.staffing_serve, name="staffing_serve"),
    path("team/besetzung/<int:pk>/abwesenheit/", views.staffing_absent, name="staffing_absent"),
    path("team/besetzung/<int:pk>/vertretung/", views.staffing_deputy, name="staffing_deputy"),
    path("team/besetzung/eintrag/stelle/<int:pk>/anteil/", views.staffing_share, name="staffing_share"),
    path("team/besetzung/eintrag/<str:kind>/<int:pk>/", views.staffing_entry, name="staffing_entry"),
]
