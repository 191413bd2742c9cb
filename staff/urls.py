"""Login and logout, the own password, the session."""

from allauth.account.views import LogoutView
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_POST

from staff import views

urlpatterns = [
    path("anmelden/", views.LoginView.as_view(), name="account_login"),
    path("abmelden/", login_not_required(require_POST(LogoutView.as_view())), name="account_logout"),
    path("passwort/", views.PasswordView.as_view(), name="account_change_password"),
    path("sitzung/", views.session_extend, name="session_extend"),
]
