"""Asking every address in every role: what the guards of access and of reading have in common."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from routing.caselist.saved_actions import save_filter
from routing.caseload.receiving import Uploaded
from routing.enums import EntryOutcome, ImportState
from routing.fields import FieldRule, ImportField
from routing.models import (
    Applicant,
    ImportEntry,
    ImportFieldRule,
    ImportQuestion,
    ImportRun,
    PolicyVersion,
)
from routing.tests.caseload.office import Person, applicants, checked, outcomes, uploads
from staff.models import Team, User
from staff.roles import Role
from tests.architecture.access_table import NOBODY
from tests.factories import NOW, account, caseworker, make_applicant, record, team_lead

# The list itself, in the view that asks most of it: its address without a query only leads on to somebody's first view.
QUERIES = {"applicant_list": "?sortierung=dringlichkeit"}

MISSING_KEY = UUID("00000000-0000-4000-8000-000000000000")


class Office(NamedTuple):
    """An account of each role; an applicant of their team, and one of another; a saved filter that the caseworker
    shares with her team, and one of another team; an import of the team lead, and one of another.
    """

    people: dict[str, User]
    keys: dict[str, UUID]
    saved: dict[str, UUID]
    imports: dict[str, UUID]


def make_office() -> Office:
    """Two teams with an applicant each, whom none of those who ask took in."""
    people: dict[str, User] = {role: account(role) for role in Role if role not in {"caseworker", "team_lead"}}
    people |= {Role.CASEWORKER: caseworker("placement"), Role.TEAM_LEAD: team_lead("placement")}
    own = make_applicant(by=caseworker("placement"), record=record(postal_code="58095"))
    foreign = make_applicant(by=caseworker("u25"), record=record(birth_date=date(2004, 5, 1)))
    return Office(
        people,
        {"own": own.key, "foreign": foreign.key, "missing": MISSING_KEY},
        {"own": _shared(people["caseworker"]), "foreign": _shared(caseworker("u25")), "missing": MISSING_KEY},
        make_imports(people[Role.TEAM_LEAD], own, foreign),
    )


def make_imports(lead: User, own: Applicant, foreign: Applicant) -> dict[str, UUID]:
    """A run that waits, with a question about the lead's applicant and a line about the foreign one that cannot be
    read; and one that another lead has applied, which asked the same.
    """
    applied = ImportRun.objects.create(
        state=ImportState.APPLIED, requested_at=NOW, requested_by=team_lead("u25"), on=NOW.date(), ended_at=NOW
    )
    entry = ImportEntry.objects.create(
        run=applied,
        outcome=EntryOutcome.KEPT,
        customer_number=own.customer_number,
        last_name=own.last_name,
        first_name=own.first_name,
        birth_date=own.birth_date,
        applicant=own,
        desk_now_id="placement",
    )
    ImportQuestion.objects.create(entry=entry, key="household", label="Haushalt", stored="–", filed="1 Kind")
    waiting = checked(lead, _lists(own, foreign), on=NOW.date())
    assert outcomes(waiting) == {own.customer_number: EntryOutcome.KEPT}
    return {"own": waiting.key, "other": applied.key, "missing": MISSING_KEY}


def _lists(own: Applicant, foreign: Applicant) -> list[Uploaded]:
    """What the office knows, but for the postal code of one, which somebody is to decide on, and the birth date of the
    other.
    """
    ImportFieldRule.objects.filter(pk=ImportField.POSTAL_CODE).update(rule=FieldRule.ASK)
    return uploads(applicants(_line(own, plz="58097"), _line(foreign, geburtsdatum="x")))


def _line(known: Applicant, **cells: str) -> Person:
    names = {"nachname": known.last_name, "vorname": known.first_name, "bg_nummer": known.bg_number}
    born = f"{known.birth_date:%d.%m.%Y}"
    return Person(known.customer_number, **names, **{"geburtsdatum": born, "geschlecht": known.gender} | cells)


def _shared(owner: User) -> UUID:
    return save_filter(owner=owner, name="Offenes", query="?offen=any", shared=True, is_start=False).key


def browser(office: Office, who: str) -> Client:
    """The browser of an account of this role, or of nobody."""
    client = Client()
    if who != NOBODY:
        client.force_login(office.people[who])
    return client


def ask(client: Client, method: str, path: str) -> HttpResponse:
    """The answer; a form is sent empty."""
    answer = client.post(path, {"csrfmiddlewaretoken": ""}) if method == "POST" else client.get(path)
    assert isinstance(answer, HttpResponse)
    return answer


def path_of(url: str, shown: str, office: Office) -> str:
    """The address of a row of the table."""
    kinds = {"saved": office.saved, "import": office.imports}
    keys = kinds.get(url.partition("_")[0], office.keys)
    return reverse(url, kwargs={} if shown == "-" else {"key": keys[shown]}) + QUERIES.get(url, "")


def names(patterns: list[URLPattern | URLResolver] | None = None, namespace: str = "") -> Iterator[str]:
    """The names of all routed addresses, those of the admin with "admin:"; of a nameless one its pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names(pattern.url_patterns, namespace + inner)
        else:
            yield namespace + (pattern.name or str(pattern.pattern))


def admin_paths(office: Office) -> list[str]:
    """Every address of the admin, with objects that are there, and two that it answers without a name."""
    account_pk = office.people[Role.RECEPTION].pk
    objects = {
        "app": "staff",
        "auth_user_password": account_pk,
        "routing_policyversion": PolicyVersion.objects.create(valid_from=date(2090, 1, 1)).pk,
        "routing_importfieldrule": "telephone",
        "staff_desk": "u25",
        "staff_team": Team.objects.get(name="U25").pk,
        "staff_user": account_pk,
    }
    named = {name for name in names() if name.startswith("admin:") and "(" not in name and "<" not in name}
    without_name = ["/admin/gibt-es-nicht/", f"/admin/staff/user/{account_pk}/"]
    return without_name + [_admin_path(name, objects) for name in sorted(named)]


def _admin_path(name: str, objects: dict[str, object]) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, args=[objects[name.removeprefix("admin:").rpartition("_")[0]]])
