"""Asking every address in every role: what the guards of access and of reading have in common."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.test.client import ClientHandler
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from frame.enums import ExportFormat, ExportPurpose
from kit.days import ONE_DAY, Period
from kit.ranges import as_range
from routing.assignment.deciding import decide_anew
from routing.caselist.saved_actions import save_filter
from routing.distribution.actions import apply_distribution, plan_distribution
from routing.distribution.question import Wanted
from routing.enums import DistributionOccasion, DistributionScope, ExportContent, Occasion, OverrideReason
from routing.exports.actions import request_export, write_export
from routing.exports.selection import Selection
from routing.followup.actions import make_reminder, write_note
from routing.models import (
    Applicant,
    CaseManagementCriterion,
    ChecklistItem,
    DatedStatus,
    DistributionRun,
    PolicyVersion,
    ReviewRun,
    SetAside,
    Transfer,
)
from routing.outlook.actions import compute_forecast
from routing.outlook.what_if_actions import compare_some, propose_values, request_what_if
from routing.override.actions import request_override
from routing.rules.policy import Policy
from staff.models import Desk, OutgoingMail, Staffing, Team, Unavailability, User
from staff.roles import Role
from staff.sessions import SessionStore
from tests.architecture.access_table import NOBODY
from tests.architecture.imports import make_imports
from tests.factories import NOW, TODAY, account, caseworker, make_applicant, record, team_lead
from tests.handed_over import accepted, initiated

# The list itself, in the view that asks most of it: its address without a query only leads on to somebody's first view.
# A number of the forecast: those who leave the desk this month.
_LEAVING = "?stelle=placement&monat=2026-03&richtung=ab"
QUERIES = {
    "applicant_list": "?sortierung=dringlichkeit",
    "outlook": "?stelle=placement",
    "outlook_cases": _LEAVING,
    "outlook_export": _LEAVING,
}

# All browsers ask through one chain of middleware; building it takes as long as many an answer.
_HANDLER = ClientHandler(enforce_csrf_checks=False)

MISSING_KEY = UUID("00000000-0000-4000-8000-000000000000")


class Office(NamedTuple):
    """An account of each role, and its session; an applicant of their team, and one of another; a saved filter that the
    caseworker shares with her team, and one of another team; an export of the caseworker, and one of another team; an
    import of the team lead, and one of another; the hand-overs of both applicants to a third desk; a reminder of the
    caseworker, and one of a colleague; a note about each applicant; and overrides that wait for a decision, of the
    caseworker and of another team; a question "what if" of the team lead, and one of another. The forecast of the day
    is there. And plans that give the applicants to the caseworker, and to one of another team.
    """

    people: dict[str, User]
    sessions: dict[str, str]
    keys: dict[str, UUID]
    saved: dict[str, UUID]
    exports: dict[str, UUID]
    imports: dict[str, UUID]
    transfers: dict[str, UUID]
    reminders: dict[str, UUID]
    notes: dict[str, UUID]
    overrides: dict[str, UUID]
    what_ifs: dict[str, UUID]
    distributions: dict[str, UUID]


def make_office() -> Office:
    """Two teams with an applicant each, whom none of those who ask took in. Both who see applicants have something to
    come back to today.
    """
    people: dict[str, User] = {role: account(role) for role in Role if role not in {"caseworker", "team_lead"}}
    people |= {Role.CASEWORKER: caseworker("placement"), Role.TEAM_LEAD: team_lead("placement")}
    stranger = caseworker("u25")
    own = make_applicant(by=caseworker("placement"), record=record(postal_code="58095"))
    foreign = make_applicant(by=stranger, record=record(birth_date=date(2004, 5, 1)))
    _reminder(people[Role.TEAM_LEAD], own)
    office = Office(
        people,
        {who: session_of(user) for who, user in people.items()},
        {"own": own.key, "foreign": foreign.key, "missing": MISSING_KEY},
        {"own": _shared(people["caseworker"]), "foreign": _shared(stranger), "missing": MISSING_KEY},
        {"own": _exported(people["caseworker"]), "foreign": _exported(stranger), "missing": MISSING_KEY},
        make_imports(people[Role.TEAM_LEAD], own, foreign) | {"missing": MISSING_KEY},
        {"own": propose(own, stranger), "foreign": propose(foreign, stranger), "missing": MISSING_KEY},
        {
            "own": _reminder(people[Role.CASEWORKER], own),
            "foreign": _reminder(stranger, foreign),
            "missing": MISSING_KEY,
        },
        {"own": _note(own, stranger), "foreign": _note(foreign, stranger), "missing": MISSING_KEY},
        {
            "own": _overridden(own, people["caseworker"]),
            "foreign": _overridden(foreign, stranger),
            "missing": MISSING_KEY,
        },
        {
            "own": _what_if(people[Role.TEAM_LEAD], proposed=True),
            "foreign": _what_if(team_lead("u25"), proposed=False),
            "missing": MISSING_KEY,
        },
        {
            "own": _planned(people["team_lead"], people["caseworker"]),
            "foreign": _planned(team_lead("u25"), caseworker("u25")),
            "missing": MISSING_KEY,
        },
    )
    compute_forecast(on=TODAY, at=NOW)
    return office


def propose(applicant: Applicant, by: User) -> UUID:
    """The hand-over of an applicant who turns out to be self-employed."""
    since = as_range(Period(date(2026, 2, 1)))
    DatedStatus.objects.create(applicant=applicant, kind="self_employed", period=since)
    decide_anew(applicant=applicant, occasion=Occasion.FACTS_CHANGED, by=by, on=NOW.date(), at=NOW)
    return applicant.transfers.get().key


def _agree(key: UUID) -> None:
    """Have the hand-over agreed for tomorrow: only then is there a letter."""
    transfer = Transfer.objects.filter(key=key, state="proposed").first()
    if transfer is not None:
        begun = initiated(transfer, by=team_lead(transfer.source_id))
        accepted(begun, by=caseworker(transfer.target_id), effective_on=TODAY + ONE_DAY)


def _shared(owner: User) -> UUID:
    return save_filter(owner=owner, name="Offenes", query="?offen=any", shared=True, is_start=False).key


def _exported(owner: User) -> UUID:
    run = request_export(
        by=owner,
        selection=Selection(QueryDict(), "", owner),
        content=ExportContent.LIST,
        file_format=ExportFormat.CSV,
        purpose=ExportPurpose.DEPUTY,
        at=NOW,
    )
    write_export(key=run.key, on=NOW.date(), at=NOW)
    return run.key


def _reminder(owner: User, applicant: Applicant) -> UUID:
    return make_reminder(applicant=applicant, note="Anrufen", due_on=TODAY, by=owner, at=NOW).key


def _note(applicant: Applicant, by: User) -> UUID:
    return write_note(applicant=applicant, text="Hat angerufen.", noted_on=TODAY, by=by, at=NOW).key


def _overridden(applicant: Applicant, by: User) -> UUID:
    return request_override(
        applicant=applicant,
        desk=Desk.objects.get(pk="reha_sb"),
        period=Period(NOW.date(), date(2026, 6, 1)),
        reason=OverrideReason.CONTINUITY,
        sentence="Die Maßnahme läuft noch",
        by=by,
        at=NOW,
    ).key


def _what_if(by: User, *, proposed: bool) -> UUID:
    """What she has asked, compared; and asked to be in force."""
    run = request_what_if(asked=Policy(u25_age=30), on=TODAY, by=by, at=NOW)
    while compare_some(run_id=run.pk, at=NOW):
        pass
    if proposed:
        propose_values(run=run, valid_from=TODAY + ONE_DAY, by=by, on=TODAY, at=NOW)
    return run.key


def _planned(lead: User, receiver: User) -> UUID:
    """A plan that gives all cases of a desk to one person."""
    assert receiver.desk is not None
    wanted = Wanted(receiver.desk, DistributionOccasion.TEAM_REBUILT, DistributionScope.ALL, [], [receiver.pk])
    return plan_distribution(wanted=wanted, by=lead, on=TODAY, at=NOW).key


def _apply(key: UUID) -> None:
    """Have the plan applied: only then has anybody received anything."""
    run = DistributionRun.objects.filter(key=key, state="planned").first()
    if run is not None:
        apply_distribution(run=run, by=run.planned_by, on=TODAY, at=NOW)


def browser(office: Office, who: str) -> Client:
    """The browser of an account of this role, or of nobody."""
    return browser_with(None if who == NOBODY else office.sessions[who])


def browser_with(session: str | None) -> Client:
    """A browser that has this session, or none."""
    client = Client()
    client.handler = _HANDLER
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def session_of(user: User) -> str:
    """A session as a login makes it: to log in would take longer than most answers."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def ask(client: Client, method: str, path: str, sent: dict[str, str] | None = None) -> HttpResponse:
    """The answer, a file read to its end; a form is sent empty unless it is said what is in it."""
    answer = client.post(path, sent or {"csrfmiddlewaretoken": ""}) if method == "POST" else client.get(path, sent)
    if answer.streaming:
        return HttpResponse(answer.getvalue(), status=answer.status_code, headers=answer.headers)
    assert isinstance(answer, HttpResponse)
    return answer


def path_of(url: str, shown: str, office: Office) -> str:
    """The address of a row of the table."""
    if shown != "-" and (url.startswith("staffing_") or url == "handback"):
        return _staffing_path(url, shown, office)
    kinds = {
        "saved": office.saved,
        "export": office.exports,
        "import": office.imports,
        "transfer": office.transfers,
        "handover": office.transfers,
        "override": office.overrides,
        "what": office.what_ifs,
        "distribution": office.distributions,
    }
    keys = kinds.get(url.partition("_")[0], office.keys)
    if url in {"reminder_update", "reminder_done", "reminder_delete"}:
        keys = office.reminders
    elif url == "note_correct":
        keys = office.notes
    if url.startswith("handover_"):
        _agree(keys[shown])
    if url == "distribution_received":
        _apply(keys[shown])
    return reverse(url, kwargs={} if shown == "-" else {"key": keys[shown]}) + QUERIES.get(url, "")


def _staffing_path(url: str, shown: str, office: Office) -> str:
    """Own is the caseworker herself, foreign somebody of another team; an entry is her absence, or her desk."""
    stranger = User.objects.filter(role=Role.CASEWORKER, team__name="U25").earliest("pk")
    person = {"own": office.people[Role.CASEWORKER], "foreign": stranger}.get(shown)
    if url == "staffing_share":
        return reverse(url, args=[Staffing.objects.get(user=person).pk if person else 0])
    if url == "staffing_entry":
        days = as_range(Period(date(2027, 3, 1), date(2027, 3, 8)))
        entry = person and Unavailability.objects.get_or_create(user=person, kind="absent", period=days)[0]
        return reverse(url, args=["abwesenheit", entry.pk if entry else 0])
    if url == "handback":
        return reverse(url, args=[_absence(person) if person else 0])
    return reverse(url, args=[person.pk if person else 0])


def _absence(person: User) -> int:
    """She was away last week, and has a case of that time."""
    days = as_range(Period(date(2026, 2, 23), date(2026, 2, 28)))
    return Unavailability.objects.get_or_create(user=person, kind="absent", period=days)[0].pk


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
        "routing_checklistitem": ChecklistItem.objects.create(text="Gespräch geführt").pk,
        "routing_handoverterm": "accept",
        "routing_reviewrun": ReviewRun.objects.create(on=date(2090, 1, 1), started_at=NOW).pk,
        "routing_setaside": SetAside.objects.create(
            applicant=Applicant.objects.earliest("pk"), since=date(2090, 1, 1), last_at=NOW, reason="KeyError"
        ).pk,
        "routing_casemanagementcriterion": CaseManagementCriterion.objects.earliest("pk").pk,
        "routing_policyversion": PolicyVersion.objects.create(valid_from=date(2090, 1, 1)).pk,
        "routing_importfieldrule": "telephone",
        "staff_desk": "u25",
        "staff_outgoingmail": OutgoingMail.objects.create(
            recipient_id=account_pk,
            kind="digest",
            occasion="2090-01-01",
            subject="1",
            body="1",
            queued_at=NOW,
            until=NOW,
        ).pk,
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
