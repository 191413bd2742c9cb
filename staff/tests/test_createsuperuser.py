"""The first account of an installation."""

import pytest
from django.core.management import CommandError, call_command

from staff.models import User
from staff.roles import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("password", ["", "kurz", "verwaltung12", "123456789012"])
def test_a_weak_password_is_refused_without_a_question_too(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)

    with pytest.raises(CommandError, match="Passwort"):
        call_command("createsuperuser", "--noinput", username="verwaltung", email="")

    assert not User.objects.filter(username="verwaltung").exists()


def test_a_good_one_makes_an_account_of_the_administration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "Kiefern am Hengsteysee")

    call_command("createsuperuser", "--noinput", username="verwaltung", email="", verbosity=0)

    account = User.objects.get(username="verwaltung")
    assert account.role == Role.ADMINISTRATION
    assert account.check_password("Kiefern am Hengsteysee")
