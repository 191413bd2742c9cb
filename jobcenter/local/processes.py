"""Child processes that end when told to, each with everything that it started, even after a kill -9 of their parent."""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Child:
    """A running program, leader of a process group of its own so that Ctrl-C reaches only whoever started it."""

    name: str
    process: "subprocess.Popen[bytes]"

    def signal_group(self, number: signal.Signals) -> None:
        """Signal everything in the group that is still there."""
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return


def start(name: str, command: Sequence[str], folder: Path) -> Child:
    """Start `command`; `name` is how people know it. Its process group is noted in `folder`, in a file that it keeps
    locked as long as it lives.
    """
    with (folder / name).open("w") as note:
        fcntl.flock(note, fcntl.LOCK_EX)
        process = subprocess.Popen(command, start_new_session=True, pass_fds=[note.fileno()])
        note.write(str(process.pid))
    return Child(name, process)


def end_leftovers(folder: Path) -> None:
    """Kill what a killed parent has left. A lock that is held proves that the number still names that group."""
    for path in folder.iterdir():
        with path.open() as note:
            try:
                fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.killpg(int(note.read()), signal.SIGKILL)
                fcntl.flock(note, fcntl.LOCK_EX)


def stop(children: Sequence[Child], *, grace_seconds: float) -> None:
    """Ask each child to end and wait; after the grace period, or once the leader has gone, kill what is left."""
    for child in children:
        if child.process.poll() is None:
            child.process.terminate()
    deadline = time.monotonic() + grace_seconds
    while time.monotonic() < deadline and any(child.process.poll() is None for child in children):
        time.sleep(_POLL_SECONDS)
    for child in children:
        child.signal_group(signal.SIGKILL)
        child.process.wait()
