"""Runs one command while no other set-up works in this checkout: `python jobcenter/local/alone.py COMMAND …`.

It runs before any package is installed, so it uses the standard library alone.
"""

import fcntl
import subprocess
import sys
from pathlib import Path

_VAR = Path(__file__).resolve().parent.parent.parent / "var"
_STILL_AT_WORK_SECONDS = 45.0


def main(command: list[str]) -> int:
    """Run `command`, say now and then that it is still at work, and return its exit status."""
    _VAR.mkdir(exist_ok=True)
    with (_VAR / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("In diesem Ordner läuft schon eine Einrichtung; diese hier wartet auf ihr Ende …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        with subprocess.Popen(command) as process:
            while True:
                try:
                    return process.wait(_STILL_AT_WORK_SECONDS)
                except subprocess.TimeoutExpired:
                    print("  … noch dabei", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
