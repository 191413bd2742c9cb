"""Production starts with its secrets or not at all, and sends the strict headers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from jobcenter.checks import folder_messages

SECRETS = {
    "DJANGO_SECRET_KEY": "kX2v-8fJq0sLw7ZrT5yB3nMd9hGcPaEu1oViQxWt6RjKb4Yz-oAs9",
    "DJANGO_ALLOWED_HOSTS": "jobcenter.example",
    "DATABASE_URL": "postgresql://app@127.0.0.1/app",
    "REDIS_URL": "redis://127.0.0.1",
    # A folder that nobody can make, root neither: whoever only reads the settings or migrates need not own it.
    "FILES_DIR": "/dev/null/files",
}


def check(environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    inherited = {*SECRETS, "DJANGO_ALLOW_ASYNC_UNSAFE", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in inherited}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING", *arguments],
        cwd=settings.BASE_DIR,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def last_line(result: "subprocess.CompletedProcess[str]") -> str:
    return result.stderr.strip().splitlines()[-1]


def test_it_starts_with_all_secrets_and_makes_no_folder() -> None:
    result = check(SECRETS, "--tag", "security")

    assert result.returncode == 0, result.stderr


def test_the_check_says_in_a_sentence_which_folders_are_missing() -> None:
    result = check(SECRETS)

    assert result.returncode != 0
    assert "In den Ordner FILES_DIR (/dev/null/files) lässt sich nicht schreiben" in result.stderr
    assert "Traceback" not in result.stderr


def test_static_files_and_the_folder_of_lists_are_judged(tmp_path: Path) -> None:
    assert folder_messages(has_static_files=True, files_dir=tmp_path / "files") == []
    (missing,) = folder_messages(has_static_files=False, files_dir=tmp_path)
    assert missing.hint == "Bitte python manage.py collectstatic --no-input ausführen."


def test_nothing_but_production_is_the_default() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    for module in ("jobcenter.celery", "jobcenter.wsgi"):
        script = f"import {module}, os; print(os.environ['DJANGO_SETTINGS_MODULE'])"
        result = subprocess.run(
            [sys.executable, "-c", script],
            cwd=settings.BASE_DIR,
            env={**environment, **SECRETS},
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stdout.strip() == "jobcenter.settings.production"


@pytest.mark.parametrize("environment", [{}, dict.fromkeys(SECRETS, " ")], ids=["missing", "empty"])
def test_it_names_every_missing_or_empty_variable_at_once(environment: dict[str, str]) -> None:
    result = check(environment)

    assert result.returncode != 0
    assert last_line(result).endswith(
        "Es fehlen Umgebungsvariablen: DJANGO_SECRET_KEY, DJANGO_ALLOWED_HOSTS, DATABASE_URL, REDIS_URL, "
        "FILES_DIR. docs/configuration.md beschreibt sie. Zum Entwickeln: "
        "DJANGO_SETTINGS_MODULE=jobcenter.settings.dev."
    )


def test_the_key_of_another_environment_is_not_accepted() -> None:
    result = check({**SECRETS, "DJANGO_SECRET_KEY": "django-insecure-short"})

    assert result.returncode != 0
    assert "security.W009" in result.stderr


def test_the_daily_mail_goes_where_the_environment_says() -> None:
    mail = {
        "EMAIL_URL": "smtp+tls://app:geheim@mail.jobcenter.example:587",
        "EMAIL_FROM": "Zuständigkeit <noreply@jobcenter.example>",
        "PUBLIC_URL": "https://faelle.jobcenter.example/",
    }
    shown = "from django.conf import settings as s; print(s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.PUBLIC_URL)"

    answer = subprocess.run(
        [sys.executable, "-c", shown],
        cwd=settings.BASE_DIR,
        env={**os.environ, **SECRETS, **mail, "DJANGO_SETTINGS_MODULE": "jobcenter.settings.production"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.split() == ["mail.jobcenter.example", "587", "True", "https://faelle.jobcenter.example"]
