"""Addresses of reminders and case notes."""

from django.urls import path

from routing.followup import views

urlpatterns = [
    path("faelle/<uuid:key>/wiedervorlage/", views.reminder_create, name="reminder_create"),
    path("faelle/<uuid:key>/vermerk/", views.note_create, name="note_create"),
    path("faelle/vermerke/<uuid:key>/berichtigen/", views.note_correct, name="note_correct"),
    path("mein-tag/abwesenheit/<int:pk>/", views.handback, name="handback"),
    path("faelle/wiedervorlagen/", views.reminders, name="reminders"),
    path("faelle/wiedervorlagen/<uuid:key>/", views.reminder_update, name="reminder_update"),
    path("faelle/wiedervorlagen/<uuid:key>/erledigt/", views.reminder_done, name="reminder_done"),
    path("faelle/wiedervorlagen/<uuid:key>/loeschen/", views.reminder_delete, name="reminder_delete"),
]
