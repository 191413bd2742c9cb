"""The admin: master data and nothing else, for the role that keeps them."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory
from django.urls import reverse

from staff.models import Desk, Team, User
from staff.roles import Role
from staff.site import site
from tests.factories import PASSWORD, account, caseworker

pytestmark = pytest.mark.django_db

ACCOUNTS = reverse("admin:staff_user_changelist")
NEW_ACCOUNT = reverse("admin:staff_user_add")


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(account(Role.ADMINISTRATION, username="leitstelle"))
    return client


def page_of(user: User) -> str:
    return reverse("admin:staff_user_change", args=[user.pk])


def entered(**values: object) -> dict[str, Any]:
    """What the form for a new account sends."""
    team = Team.objects.get(name="U25")
    first = {"username": "neu", "password1": PASSWORD, "password2": PASSWORD, "role": "caseworker", "team": team.pk}
    return first | {"desk": "u25", "first_name": "Nora", "last_name": "Neu", "telephone": "", "email": ""} | values


def test_it_keeps_master_data_only() -> None:
    kept = {"Team", "Desk", "User", "PolicyVersion", "ImportFieldRule", "HandoverTerm", "ChecklistItem"}
    kept |= {"CaseManagementCriterion"}
    # No applicant in them: counts of a night, opaque keys with a reason, and who was written to.
    shown = {"ReviewRun", "SetAside", "OutgoingMail"}
    assert {model.__name__ for model in site._registry} == kept | shown


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATION])
def test_to_other_roles_it_does_not_exist(client: Client, role: Role) -> None:
    client.force_login(account(role))

    for path in ("/admin/", ACCOUNTS, "/admin/gibt-es-nicht/", "/admin/login/"):
        assert client.get(path).status_code == 404


def test_the_login_is_the_applications_own(client: Client) -> None:
    assert client.get(ACCOUNTS).headers["Location"] == f"/anmelden/?next={ACCOUNTS}"
    assert client.get("/admin/login/").headers["Location"] == "/anmelden/?next=/admin/login/"


def test_it_speaks_german_and_leads_to_the_applications_pages(admin: Client) -> None:
    page = admin.get("/admin/").content.decode()

    assert "<h1>Stammdaten</h1>" in page
    assert "Konten" in page
    assert 'href="/passwort/"' in page
    assert 'action="/abmelden/"' in page
    assert "Django" not in page


def test_an_account_is_made_with_a_first_password(admin: Client) -> None:
    admin.post(NEW_ACCOUNT, entered())

    user = User.objects.get(username="neu")
    assert (user.role, user.desk_id, user.team and user.team.name) == (Role.CASEWORKER, "u25", "U25")
    assert authenticate(RequestFactory().get("/"), username="neu", password=PASSWORD) == user
    assert [(row.desk_id, row.share) for row in user.staffings.all()] == [("u25", 100)]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"desk": ""}, "Wählen Sie die Stelle: Eine IFK arbeitet für eine Stelle."),
        (
            {"team": "", "desk": "", "role": "team_lead"},
            "Wählen Sie das Team: IFK, Teamleitung und wer für eine Stelle arbeitet gehören zu einem Team.",
        ),
        ({"username": "LEITSTELLE"}, "Diesen Benutzernamen gibt es schon."),
        ({"password1": "kurz", "password2": "kurz"}, "mindestens 12 Zeichen"),
    ],
)
def test_an_account_that_makes_no_sense_is_refused_with_a_sentence(
    admin: Client, values: dict[str, object], sentence: str
) -> None:
    answer = admin.post(NEW_ACCOUNT, entered(**values))

    assert sentence in answer.content.decode()
    assert not User.objects.filter(last_name="Neu").exists()


def changed(user: User, **values: object) -> dict[str, Any]:
    """What the form of an account sends; a box that is not ticked sends nothing."""
    stored = {
        name: getattr(user, name) for name in ("username", "first_name", "last_name", "telephone", "email", "role")
    }
    return stored | {"team": user.team_id or "", "desk": user.desk_id or "", "is_active": "on"} | values


def test_an_account_is_shut_and_not_deleted(admin: Client) -> None:
    user = caseworker()
    data = changed(user)
    del data["is_active"]

    assert admin.post(page_of(user), data).status_code == 302
    user.refresh_from_db()
    assert not user.is_active
    assert admin.post(reverse("admin:staff_user_delete", args=[user.pk]), {"post": "yes"}).status_code == 403


def test_two_accounts_cannot_differ_in_capitals_only(admin: Client) -> None:
    caseworker(username="keller")
    other = caseworker(username="brandt")

    page = admin.post(page_of(other), changed(other, username="Keller")).content.decode()

    assert "Groß- und Kleinschreibung zählt nicht" in page


def test_nobody_shuts_herself_out(admin: Client) -> None:
    me = User.objects.get(username="leitstelle")

    admin.post(page_of(me), changed(me, role="reception", is_active=""))

    me.refresh_from_db()
    assert (me.role, me.is_active) == (Role.ADMINISTRATION, True)


def test_the_administration_sets_a_new_password(admin: Client) -> None:
    user = caseworker()
    url = reverse("admin:auth_user_password_change", args=[user.pk])

    admin.post(url, {"password1": "Wassermühle am Hang", "password2": "Wassermühle am Hang"})

    user.refresh_from_db()
    assert user.check_password("Wassermühle am Hang")


def test_a_password_cannot_be_taken_away(admin: Client) -> None:
    user = caseworker()

    admin.post(
        reverse("admin:auth_user_password_change", args=[user.pk]), {"usable_password": "false", "unset-password": "1"}
    )

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_hash_is_never_shown(admin: Client) -> None:
    user = caseworker()

    page = admin.get(page_of(user)).content.decode()

    assert "md5$" not in page
    assert "Neues Passwort setzen" in page


def test_the_history_names_who_changed_an_account_and_no_query(admin: Client) -> None:
    user = caseworker()
    admin.post(f"{page_of(user)}?_changelist_filters=q%3DKeller", changed(user, last_name="Neumann"))

    event = User.pgh_event_model.objects.filter(id=user.pk).latest("pgh_id")  # type: ignore[attr-defined]

    assert event.last_name == "Neumann"
    assert event.pgh_context == {"user": User.objects.get(username="leitstelle").pk, "url": page_of(user)}


NO_PARTS = {"key_ranges-TOTAL_FORMS": "0", "key_ranges-INITIAL_FORMS": "0"}


def test_a_desk_spreads_its_cases_by_parts_of_a_key(admin: Client) -> None:
    keller, desk = caseworker("u25"), Desk.objects.get(pk="u25")
    part = {"key_ranges-0-user": keller.pk, "key_ranges-0-first": "A", "key_ranges-0-last": "K"}
    values = {"label": desk.label, "team": desk.team_id, "norm": "130", "key": "letters"}

    def post(**changed: object) -> str:
        data = {**values, **NO_PARTS, "key_ranges-TOTAL_FORMS": "1", **part, **changed}
        return admin.post(reverse("admin:staff_desk_change", args=["u25"]), data).content.decode()

    refused = post(**{"key_ranges-0-last": "Ö"})
    assert "Geben Sie Großbuchstaben ohne Umlaut" in refused
    post()

    assert [(row.user, row.first, row.last) for row in desk.key_ranges.all()] == [(keller, "A", "K")]


def test_two_desks_serve_single_parents_from_the_start(admin: Client) -> None:
    serving = Desk.objects.filter(serves_single_parents=True)

    assert set(serving.values_list("code", flat=True)) == {"ifk_aez", "u25_aez"}
    assert "Betreut Alleinerziehende" in admin.get(reverse("admin:staff_desk_changelist")).content.decode()


def test_a_desk_is_described_but_its_code_stays(admin: Client) -> None:
    desk = Desk.objects.get(pk="u25")
    url = reverse("admin:staff_desk_change", args=["u25"])

    described = {"code": "x", "label": "IFK U25 neu", "team": desk.team_id, "telephone": "02331 1", "room": "1.17"}
    admin.post(url, {**described, "norm": "90", "key": "letters", "serves_single_parents": "on", **NO_PARTS})

    desk.refresh_from_db()
    assert (desk.label, desk.telephone, desk.room) == ("IFK U25 neu", "02331 1", "1.17")
    assert (desk.norm, desk.key, desk.serves_single_parents) == (90, "letters", True)
    assert admin.get(reverse("admin:staff_desk_add")).status_code == 403
    assert admin.post(reverse("admin:staff_desk_delete", args=["u25"]), {"post": "yes"}).status_code == 403
