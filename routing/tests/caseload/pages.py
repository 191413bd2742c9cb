"""The pages of imports, asked as people ask them."""

import re
from collections.abc import Iterable
from typing import Any, Protocol

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from routing.caseload.receiving import Uploaded
from routing.models import ImportRun
from staff.models import User

_TAGS = re.compile(r"<[^>]+>")


def logged_in(user: User) -> Client:
    """The browser of this account."""
    client = Client()
    client.force_login(user)
    return client


def url(name: str, run: ImportRun, query: str = "") -> str:
    """An address of this run."""
    return f"{reverse(name, args=[run.key])}{query}"


def attached(files: Iterable[Uploaded]) -> list[SimpleUploadedFile]:
    """The files as a browser sends them."""
    return [SimpleUploadedFile(file.name, file.content.read()) for file in files]


def upload(client: Client, files: Iterable[Uploaded], follow: bool = False) -> HttpResponse:
    """The answer to handing in these lists."""
    answer = client.post(reverse("imports"), {"lists": attached(files)}, follow=follow)
    assert isinstance(answer, HttpResponse)
    return answer


class Answer(Protocol):
    """What came back."""

    @property
    def content(self) -> Any:
        """Its bytes."""


def words(answer: Answer) -> str:
    """What a page says, without its tags."""
    return " ".join(_TAGS.sub(" ", answer.content.decode()).split())
