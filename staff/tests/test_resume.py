"""What was typed survives the new login, and reaches nobody else."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.backends.cache import SessionStore
from django.http import HttpRequest, QueryDict
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from staff import resume
from staff.models import User
from staff.resume import Entries, carried_entries, entries_of, is_resumed, owner_token, signed
from staff.roles import Role
from tests.factories import PASSWORD, account

pytestmark = pytest.mark.django_db

LOGIN = reverse("account_login")
EXTEND = reverse("session_extend")
TYPED = {"last_name": "Öztürk-<Meier>", "note": "erste Zeile\nzweite", "status": ["a", "b"], "add_members": "1"}


@pytest.fixture
def user() -> User:
    return account(Role.MEASURES_TEAM)


def sent(client: Client, owner: str | None, **headers: str) -> str:
    """The page that answers a form sent after the session has ended."""
    data = TYPED | ({} if owner is None else {"form_owner": owner})
    answer = client.post("/?liste=abc", data, headers=headers)
    assert answer.status_code == 403
    return answer.content.decode()


def hidden(page: str, name: str) -> list[str]:
    return [unescape(value) for value in re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)">', page)]


def logged_in(client: Client, user: User, entries: str) -> tuple[int, str]:
    answer = client.post(LOGIN, {"login": user.username, "password": PASSWORD, "entries": entries}, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_form_sent_after_the_session_has_ended_is_answered_by_the_login_carrying_it(
    client: Client, user: User
) -> None:
    page = sent(client, owner_token(user))

    assert "Ihre Eingaben sind noch da." in page
    assert "Öztürk" not in page
    assert carried_entries(hidden(page, "entries")[0]) is not None


def test_after_the_login_the_entries_go_back_to_the_form_marked_as_not_to_be_stored(client: Client, user: User) -> None:
    status, page = logged_in(client, user, hidden(sent(client, owner_token(user)), "entries")[0])

    assert status == 200
    assert '<form method="post" action="/?liste=abc"' in page
    assert hidden(page, "last_name") == ["Öztürk-<Meier>"]
    assert hidden(page, "note") == ["erste Zeile\nzweite"]
    assert hidden(page, "status") == ["a", "b"]
    assert hidden(page, "_resume") == ["1"]


def test_it_survives_a_second_end_of_the_session_as_well(client: Client, user: User) -> None:
    _, page = logged_in(client, user, hidden(sent(client, owner_token(user)), "entries")[0])

    again = sent(Client(), hidden(page, "form_owner")[0])

    assert hidden(again, "entries") != []


def test_a_wrong_password_on_the_way_loses_nothing(client: Client, user: User) -> None:
    entries = hidden(sent(client, owner_token(user)), "entries")[0]

    answer = client.post(LOGIN, {"login": user.username, "password": "vertippt", "entries": entries})

    assert hidden(answer.content.decode(), "entries") == [entries]


def test_somebody_else_who_logs_in_gets_none_of_it(client: Client, user: User) -> None:
    other = account(Role.MEASURES_TEAM)

    _, page = logged_in(client, other, hidden(sent(client, owner_token(user)), "entries")[0])

    assert "Öztürk" not in page
    assert "Ihre Eingaben konnten nicht übernommen werden" in page


def test_nothing_of_it_lies_in_a_session(client: Client, user: User) -> None:
    logged_in(client, user, hidden(sent(client, owner_token(user)), "entries")[0])

    session = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    assert "Öztürk" not in str(session.load())
    assert set(session.keys()) <= {
        "_auth_user_id",
        "_auth_user_backend",
        "_auth_user_hash",
        "_session_expiry",
        "account_authentication_methods",
        "account_authentication_methods_user",
    }


def test_nothing_of_it_lies_in_a_log(client: Client, user: User, caplog: pytest.LogCaptureFixture) -> None:
    logged_in(client, user, hidden(sent(client, owner_token(user)), "entries")[0])

    assert "ztürk" not in caplog.text
    assert "liste" not in caplog.text


@pytest.mark.parametrize("owner", [None, "", "erfunden", "MQ:1uABC:xyz"])
def test_without_a_genuine_owner_nothing_is_carried(client: Client, owner: str | None) -> None:
    page = sent(client, owner)

    assert hidden(page, "entries") == []
    assert ("Ihre Eingaben konnten nicht aufgehoben werden" in page) == (owner is not None)


def test_a_tampered_entry_is_not_handed_back(client: Client, user: User) -> None:
    entries = hidden(sent(client, owner_token(user)), "entries")[0]
    payload, _, rest = entries.partition(":")

    _, page = logged_in(client, user, f"{payload[:-4]}AAAA:{rest}")

    assert "Weiter mit" not in page
    assert "Ihre Eingaben konnten nicht übernommen werden" in page


def test_an_owners_token_is_no_entry_and_an_entry_no_owners_token(client: Client, user: User) -> None:
    entries = hidden(sent(client, owner_token(user)), "entries")[0]

    assert carried_entries(owner_token(user)) is None
    assert hidden(sent(client, entries), "entries") == []


def test_entries_of_yesterday_are_too_old(user: User) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 15, 0, tzinfo=UTC), tick=False) as clock:
        entries = signed(Entries(user.pk, "/", [("last_name", ["Sommer"])]))
        clock.shift(timedelta(hours=23))
        assert carried_entries(entries) is not None
        clock.shift(timedelta(hours=2))
        assert carried_entries(entries) is None


def test_more_than_a_hidden_field_should_hold_is_not_carried(rf: RequestFactory, user: User) -> None:
    request = rf.post("/", {"form_owner": owner_token(user), "note": "x" * resume.LARGEST})

    assert entries_of(request) is None


def test_a_button_that_came_too_late_leads_back_to_its_page(client: Client) -> None:
    page = sent(client, None, referer="http://testserver/passwort/")

    assert hidden(page, "next") == ["http://testserver/passwort/"]
    assert "wiederholen Sie den letzten Schritt" in page


def test_a_page_of_another_site_is_not_led_back_to(client: Client) -> None:
    assert hidden(sent(client, None, referer="https://example.org/"), "next") == []


def test_the_login_page_with_entries_is_kept_by_no_cache(client: Client, user: User) -> None:
    answer = client.post("/", {"form_owner": owner_token(user)})

    assert "no-store" in answer.headers["Cache-Control"]


def strict_client(user: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def test_a_page_older_than_the_last_login_hands_the_entries_back_too(user: User) -> None:
    answer = strict_client(user).post("/", TYPED | {"form_owner": owner_token(user)})

    assert answer.status_code == 403
    assert hidden(answer.content.decode(), "last_name") == ["Öztürk-<Meier>"]


def test_a_post_that_another_site_made_up_is_not_handed_on(user: User) -> None:
    stranger = account(Role.MEASURES_TEAM)

    for data in (TYPED, TYPED | {"form_owner": owner_token(stranger)}):
        answer = strict_client(user).post("/", data)

        assert answer.status_code == 403
        assert "Öztürk" not in answer.content.decode()


def test_reloading_the_page_that_hands_back_loses_nothing(user: User) -> None:
    entries = signed(Entries(user.pk, "/", [("last_name", ["Sommer"])]))

    answer = strict_client(user).post(LOGIN, {"entries": entries})

    assert hidden(answer.content.decode(), "last_name") == ["Sommer"]


def test_a_fragment_from_such_a_page_leaves_the_page_as_it_is(user: User) -> None:
    answer = strict_client(user).post("/", TYPED, headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Trigger"]) == (403, "session-expired")


def test_the_whole_way_holds_the_csrf_check(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(LOGIN).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token

    page = client.post(
        LOGIN,
        {
            "login": user.username,
            "password": PASSWORD,
            "csrfmiddlewaretoken": token[1],
            "entries": signed(Entries(user.pk, LOGIN, [("last_name", ["Sommer"])])),
        },
    ).content.decode()

    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    assert client.post(EXTEND, {"csrfmiddlewaretoken": token[1]}).status_code == 200


def test_a_form_carries_its_owner(rf: RequestFactory, user: User) -> None:
    template = Template("{% load resume %}{% form_owner %}")

    [token] = hidden(template.render(Context({"user": user})), "form_owner")

    request = rf.post("/", {"form_owner": token})
    assert entries_of(request) == Entries(user.pk, "/", [])


@pytest.mark.parametrize(
    ("method", "query", "resumed"), [("POST", "_resume=1", True), ("POST", "", False), ("GET", "_resume=1", False)]
)
def test_only_a_post_marked_so_is_resumed(method: str, query: str, resumed: bool) -> None:
    request = HttpRequest()
    request.method, request.POST = method, QueryDict(query)

    assert is_resumed(request) is resumed
