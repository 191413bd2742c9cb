"""What still goes while Valkey, the broker or PostgreSQL does not answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import time_machine
from celery import Celery
from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from jobcenter.settings.redis import broker_url, caches
from kit.background import LATER, hand_to_worker
from kit.optional_cache import OptionalCache
from routing.models import CaseNote
from tests.factories import NOW, PASSWORD, caseworker, make_applicant


@pytest.fixture
def nowhere(tmp_path: Path) -> str:
    """The address of a Valkey that is not there."""
    return f"unix://{tmp_path / 'nowhere.sock'}"


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_without_valkey_one_logs_in_reads_and_saves(
    client: Client, nowhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OptionalCache, "_silent_until", 0.0)
    keller = caseworker()
    applicant = make_applicant(by=keller)
    with override_settings(CACHES=caches(nowhere, 1)):
        login = client.post(reverse("account_login"), {"login": keller.username, "password": PASSWORD})
        assert login.headers["Location"] == "/"
        page = client.get(reverse("applicant_detail", args=[applicant.key]))
        assert page.status_code == 200
        client.post(reverse("note_create", args=[applicant.key]), {"text": "Hat angerufen.", "noted_on": "02.03.2026"})
    assert CaseNote.objects.get().text == "Hat angerufen."


def test_work_that_cannot_be_handed_to_a_worker_is_said_to_follow_later(
    nowhere: str, db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    app = Celery("nowhere", broker=broker_url(nowhere, 0), set_as_current=False)
    app.conf.task_publish_retry_policy = settings.CELERY_TASK_PUBLISH_RETRY_POLICY
    request = RequestFactory().post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]

    with django_capture_on_commit_callbacks(execute=True):
        hand_to_worker(request, app.task(name="nothing")(_nothing))

    assert [str(message) for message in get_messages(request)] == [LATER]


def _nothing() -> None:
    """A task."""


@contextmanager
def _without_database() -> Iterator[None]:
    right = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        yield
    finally:
        connection.settings_dict["HOST"] = right


def test_without_the_database_the_answer_is_503_and_the_session_stays(client: Client, transactional_db: None) -> None:
    keller = caseworker()
    client.force_login(keller)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    with _without_database():
        answers = [client.get("/"), client.post(reverse("session_extend")), client.get(reverse("account_login"))]

    for answer in answers:
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "30"
        assert "Sie bleiben angemeldet." in answer.content.decode()
        assert not answer.cookies
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == session
    assert client.get(reverse("account_change_password")).status_code == 200
