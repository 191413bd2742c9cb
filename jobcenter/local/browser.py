"""Sees to the browser that the browser tests drive: `python -m jobcenter.local.browser`.

That is Chromium without its own windows and menus, which takes half the processor time; or else any Chromium. Missing,
it is installed with apt when root; else one line says how, and with CI=true that is a failure.
"""

import os
import shutil
import subprocess
import sys

_LEAN = "chromium-headless-shell"
_NAMES = (_LEAN, "chromium", "chromium-browser", "google-chrome")
_HOW = f"Chromium fehlt, die Browsertests werden übersprungen. So kommt es dazu: sudo apt-get install {_LEAN}"


def path() -> str | None:
    """Return where the best Chromium of this machine is, or None."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def _install() -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "--yes", "--no-install-recommends"]
    for command in (["update"], [*install, _LEAN], [*install, "chromium"]):
        if path() is None:
            subprocess.run(["apt-get", *command, "--quiet"], check=False, env=environment, stdout=subprocess.DEVNULL)


def main() -> int:
    """Return 0 when the tests may begin."""
    if path() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Chromium wird installiert …", flush=True)
        _install()
    if path() is not None:
        return 0
    print(_HOW, file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
