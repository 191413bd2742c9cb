"""Sessions that have ended are deleted."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from jobcenter.tasks import forget_old_sessions
from tests.factories import NOW, caseworker


@pytest.mark.django_db
def test_a_session_that_has_ended_is_deleted_with_what_was_searched_for(client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client.force_login(caseworker())
        forget_old_sessions()
        assert Session.objects.count() == 1

        clock.shift(timedelta(minutes=31, seconds=1))
        forget_old_sessions()

    assert not Session.objects.exists()
