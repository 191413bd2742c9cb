"""Where the local services keep their data and listen. Everything lies in `var/`, which git ignores."""

import hashlib
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"

# The longest path that fits into a unix socket's address, in bytes.
_LONGEST_SOCKET_PATH = 103
_POSTGRES_SOCKET = "postgres/.s.PGSQL.5432"


def socket_directory(root: Path) -> Path:
    """Return where the sockets of the checkout at `root` lie: in its `var/`, or, when that path is too long for a
    socket, in a folder of the system's temporary directory that no other checkout has.
    """
    inside = root / "var" / "run"
    if len(bytes(inside / _POSTGRES_SOCKET)) <= _LONGEST_SOCKET_PATH:
        return inside
    name = hashlib.sha256(bytes(root)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"jobcenter-{name}"


RUN = socket_directory(ROOT)
POSTGRES_DATA = VAR / "postgres"
POSTGRES_SOCKETS = RUN / "postgres"
VALKEY_DATA = VAR / "valkey"
VALKEY_SOCKET = RUN / "valkey.sock"

DATABASE = "jobcenter"
LOCAL_DATABASE_URL = f"postgresql://postgres:@/{DATABASE}?host={POSTGRES_SOCKETS}"
LOCAL_REDIS_URL = f"unix://{VALKEY_SOCKET}"
