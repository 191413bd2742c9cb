"""Addresses of reminders and case notes."""

from django.urls import path

from routing.followup import views

urlpatterns = [
    path("bewerber/<uuid:key>/wiedervorlage/", views.reminder_create, name="reminder_create"),
    path("bewerber/<uuid:key>/vermerk/", views.note_create, name="note_create"),
    path("vermerke/<uuid:key>/berichtigen/", views.note_correct, name="note_correct"),
    path("abwesenheit/<int:pk>/", views.handback, name="handback"),
    path("wiedervorlagen/", views.reminders, name="reminders"),
    path("wiedervorlagen/<uuid:key>/", views.reminder_update, name="reminder_update"),
    path("wiedervorlagen/<uuid:key>/erledigt/", views.reminder_done, name="reminder_done"),
    path("wiedervorlagen/<uuid:key>/loeschen/", views.reminder_delete, name="reminder_delete"),
]
