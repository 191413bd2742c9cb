"""Addresses of distributions: the plans of a team, one of them step by step, and what it gave to somebody."""

from django.urls import path

from routing.distribution import views

urlpatterns = [
    path("", views.distributions, name="distributions"),
    path("neu/", views.distribution_create, name="distribution_create"),
    path("<uuid:key>/", views.distribution_detail, name="distribution_detail"),
    path("<uuid:key>/aendern/", views.distribution_change, name="distribution_change"),
    path("<uuid:key>/anwenden/", views.distribution_apply, name="distribution_apply"),
    path("<uuid:key>/verwerfen/", views.distribution_discard, name="distribution_discard"),
    path("<uuid:key>/meine/", views.distribution_received, name="distribution_received"),
]
