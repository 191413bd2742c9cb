"""The local servers are shared, and the last one out switches off the light."""

import os
from pathlib import Path

import pytest
from django.db import connection
from redis import Redis

from jobcenter.local import postgres, services, valkey
from jobcenter.local.paths import LOCAL_REDIS_URL, socket_directory
from jobcenter.local.problems import LocalError
from jobcenter.settings.redis import broker_url, cache_url


def test_sockets_lie_inside_the_checkout() -> None:
    assert socket_directory(Path("/srv/app")) == Path("/srv/app/var/run")


def test_a_checkout_too_deep_for_a_socket_gets_a_short_folder_of_its_own() -> None:
    deep, other = Path("/srv") / ("a" * 90), Path("/srv") / ("b" * 90)

    assert len(str(socket_directory(deep))) < 60
    assert socket_directory(deep) != socket_directory(other)


def test_a_folder_of_sockets_that_somebody_else_has_made_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.own_folder(tmp_path / "mine")
    monkeypatch.setattr(os, "geteuid", lambda: 4711)

    with pytest.raises(LocalError, match="gehört einem anderen Konto"):
        services.own_folder(tmp_path / "mine")


@pytest.mark.parametrize(
    ("server", "cache", "broker"),
    [
        ("unix:///run/redis.sock", "unix:///run/redis.sock?db=3", "redis+socket:///run/redis.sock?virtual_host=3"),
        ("redis://:geheim@host:6379", "redis://:geheim@host:6379/3", "redis://:geheim@host:6379/3"),
        ("rediss://host/", "rediss://host/3", "rediss://host/3"),
    ],
)
def test_one_address_serves_the_cache_and_the_broker(server: str, cache: str, broker: str) -> None:
    assert (cache_url(server, 3), broker_url(server, 3)) == (cache, broker)


def test_a_second_user_does_not_stop_the_servers_of_the_first(
    local_services: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[str] = []
    monkeypatch.setattr(postgres, "stop", lambda: stopped.append("PostgreSQL"))
    monkeypatch.setattr(valkey, "stop", lambda: stopped.append("Valkey"))

    with services.running():
        pass

    assert stopped == []


def test_what_is_configured_is_not_started(monkeypatch: pytest.MonkeyPatch, local_services: None) -> None:
    started: list[str] = []
    monkeypatch.setenv("DATABASE_URL", "postgresql://server/app")
    monkeypatch.setenv("REDIS_URL", "redis://server")
    monkeypatch.setattr(postgres, "start", lambda: started.append("PostgreSQL"))
    monkeypatch.setattr(valkey, "start", lambda: started.append("Valkey"))

    with services.running():
        pass

    assert started == []


@pytest.mark.django_db
def test_the_database_lowers_umlauts() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ÄÖÜẞ')")

        assert cursor.fetchone() == ("äöüß",)


def test_valkey_listens_on_no_port(local_services: None) -> None:
    if not valkey.is_running():
        pytest.skip("REDIS_URL names another server")

    with Redis.from_url(LOCAL_REDIS_URL, decode_responses=True) as client:
        assert int(client.config_get("port")["port"]) == 0
