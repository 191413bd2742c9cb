"""The local PostgreSQL comes up again, whatever the last one left behind."""

import os
import shutil
import signal
from collections.abc import Iterator

import pytest

from jobcenter.local import postgres, services
from jobcenter.local.paths import POSTGRES_DATA, RUN


@pytest.fixture
def own_server(local_services: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A second server, in a folder of its own."""
    data, sockets = POSTGRES_DATA.with_name("postgres-test"), RUN / "test"
    monkeypatch.setattr(postgres, "POSTGRES_DATA", data)
    monkeypatch.setattr(postgres, "POSTGRES_SOCKETS", sockets)
    monkeypatch.setattr(postgres, "_CLUSTER", data / "cluster")
    monkeypatch.setattr(postgres, "_UNFINISHED_CLUSTER", data / "cluster.unfinished")
    monkeypatch.setattr(postgres, "_ALIVE", data / "server.alive")
    monkeypatch.setattr(postgres, "_LOG", data / "server.log")
    monkeypatch.setattr(services, "_children", [])
    monkeypatch.setitem(postgres._SETTINGS, "unix_socket_directories", str(sockets))
    yield
    postgres.stop()
    shutil.rmtree(data)
    shutil.rmtree(sockets)


def test_it_starts_after_half_an_initdb_and_after_a_kill_although_its_number_is_taken(own_server: None) -> None:
    postgres._UNFINISHED_CLUSTER.mkdir(parents=True)
    (postgres._UNFINISHED_CLUSTER / "PG_VERSION").write_text("18\n")
    first = postgres.start()
    assert first
    first.send_signal(signal.SIGKILL)
    first.wait()
    (postgres._CLUSTER / "postmaster.pid").write_text(f"{os.getpid()}\n")
    (RUN / "test" / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")

    assert services.revive() == ["PostgreSQL"]
    assert postgres.is_running()
    assert services.revive() == []
    postgres.stop()
    assert [server.wait() for server in services._children] == [0]
