"""A form that would be refused without JavaScript is caught."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tests.nets.findings import caught

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]

TOKEN = '<input type="hidden" name="csrfmiddlewaretoken" value="x">'


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.GET["page"], headers={"Content-Type": request.GET.get("type", "text/html")})


urlpatterns = [path("page", page)]


def refused(client: Client, **answer: str) -> list[str]:
    with caught() as findings:
        client.get("/page", answer)
    return findings


def test_a_post_form_without_a_token_is_caught(client: Client) -> None:
    with_token, without = f'<form method="post">{TOKEN}</form>', '<form class="a" method="POST"><button></form>'

    assert len(refused(client, page=f"<body>{with_token}{without}</body>")) == 1


def test_forms_that_need_none_have_none(client: Client) -> None:
    assert refused(client, page=f'<form><input></form><form method="post">{TOKEN}</form>') == []
    assert refused(client, page='<form method="post"></form>', type="text/plain") == []
