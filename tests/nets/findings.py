"""What the nets catch while a test runs. The test fails with all of it."""

import traceback
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

_findings: list[str] = []


def report(finding: str) -> None:
    """Let the running test fail once it is over: an exception would become an answer of the live server."""
    _findings.append(finding)


@contextmanager
def caught() -> Iterator[list[str]]:
    """What is reported in this block, which the test itself then judges."""
    before, findings = len(_findings), list[str]()
    yield findings
    findings += _findings[before:]
    del _findings[before:]


def is_ours(path: str) -> bool:
    """Whether the file belongs to this project, not to a library, even if that is installed within its folder."""
    return Path(path).is_relative_to(settings.BASE_DIR) and "site-packages" not in path


def line_of_ours() -> str:
    """The line of the project that is at work."""
    for frame, line in traceback.walk_stack(None):
        path = frame.f_code.co_filename
        if is_ours(path) and not _is_net(Path(path)):
            return f"{Path(path).relative_to(settings.BASE_DIR)}:{line}"
    return "library"


def _is_net(path: Path) -> bool:
    return path.parent == Path(__file__).parent and not path.name.startswith("test_")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, None, None]:
    """Fail a test that passed although something was caught, also while it was set up."""
    try:
        yield
        if _findings:
            pytest.fail("\n".join(dict.fromkeys(_findings)), pytrace=False)
    finally:
        _findings.clear()
