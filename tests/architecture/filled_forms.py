"""Every form whose step can be refused, with what is typed into it."""

from typing import Any, NamedTuple

from django.test import Client

from routing.models import ImportQuestion, Transfer
from staff.models import User
from staff.roles import Role
from tests.architecture.asking import Office, browser_with, path_of, session_of
from tests.factories import caseworker
from tests.handed_over import initiated

STEPS_AFTER_INITIATING = {"transfer_accept", "transfer_return", "transfer_withdraw", "transfer_first_contact"}
WITHOUT_KEY = {"saved_filter_create", "saved_filter_replace", "distribution_create", "what_if", "imports"}
SENTENCE = "Bitte „morgens“ anrufen & fragen"
DAY = "09.03.2026"


class Filled(NamedTuple):
    """A form with what is typed: who fills it in, its address, and the entries. ``files`` cannot be shown again."""

    who: str
    url: str
    entries: dict[str, Any]
    files: tuple[str, ...] = ()


FORMS = [
    Filled("caseworker", "reminder_create", {"note": SENTENCE, "due_on": DAY}),
    Filled("caseworker", "reminder_update", {"note": SENTENCE, "due_on": DAY}),
    Filled("caseworker", "note_create", {"text": SENTENCE, "noted_on": "01.03.2026"}),
    Filled("caseworker", "note_correct", {"text": SENTENCE, "noted_on": "01.03.2026"}),
    Filled(
        "caseworker",
        "applicant_override",
        {"desk": "u25", "first": DAY, "last": "10.03.2026", "reason": "continuity", "sentence": SENTENCE},
    ),
    Filled("team_lead", "override_reject", {"answer": SENTENCE}),
    Filled("caseworker", "case_close", {"reason": "work"}),
    Filled("team_lead", "case_caseworker", {"caseworker": "{caseworker}", "deviation": "", "reason": "workload"}),
    Filled("team_lead", "transfer_checklist", {"note": SENTENCE}),
    Filled("team_lead", "transfer_initiate", {"note": SENTENCE}),
    Filled("receiver", "transfer_accept", {"caseworker": "{receiver}", "effective_on": DAY}),
    Filled("receiver", "transfer_return", {"reason": "no_capacity", "note": SENTENCE}),
    Filled("team_lead", "transfer_withdraw", {"note": SENTENCE}),
    Filled("receiver", "transfer_first_contact", {}),
    Filled("caseworker", "saved_filter_create", {"name": SENTENCE, "is_start": "on"}),
    Filled("caseworker", "saved_filter_replace", {"view": "{saved}"}),
    Filled("caseworker", "saved_filter_update", {"name": SENTENCE, "shared": "on"}),
    Filled("team_lead", "distribution_create", {"occasion": "absence", "scope": "all", "receivers": "{caseworker}"}),
    Filled(
        "team_lead",
        "distribution_change",
        {"applicant": "{applicant}", "person": "{caseworker}", "households": "1"},
    ),
    Filled(
        "team_lead",
        "what_if",
        {"adult_age": "19", "u25_age": "27", "waiting_days": "9", "other_adults_count": "nein", "on": DAY},
    ),
    Filled("team_lead", "what_if_propose", {"valid_from": DAY}),
    Filled("team_lead", "imports", {}, files=("lists",)),
    Filled("team_lead", "import_problems", {}, files=("lines",)),
    Filled("team_lead", "import_questions", {"{question}": "file"}),
    Filled("team_lead", "staffing_serve", {"desk": "placement", "share": "40", "first": DAY, "last": "10.03.2026"}),
    Filled("team_lead", "staffing_absent", {"kind": "absent", "first": DAY, "last": "10.03.2026"}),
    Filled("team_lead", "staffing_deputy", {"deputy": "{team_lead}", "first": DAY, "last": "10.03.2026"}),
    Filled("team_lead", "staffing_entry", {"last": "05.03.2027"}),
    Filled("team_lead", "staffing_share", {"share": "40", "first": DAY}),
]


def prepared(filled: Filled, office: Office) -> tuple[Client, str, dict[str, str]]:
    """The browser of whoever fills the form in, its address, and the entries with the office's own numbers."""
    transfer = Transfer.objects.get(key=office.transfers["own"])
    who: dict[str, User] = {**office.people, "receiver": caseworker(transfer.target_id)}
    if filled.url in STEPS_AFTER_INITIATING:
        initiated(transfer, by=who[Role.TEAM_LEAD])
    client = browser_with(session_of(who[filled.who]))
    numbers = {
        "applicant": office.keys["own"],
        "caseworker": office.people[Role.CASEWORKER].pk,
        "team_lead": office.people[Role.TEAM_LEAD].pk,
        "receiver": who["receiver"].pk,
        "saved": office.saved["own"],
        "question": f"frage-{ImportQuestion.objects.filter(entry__run__key=office.imports['own']).earliest('pk').pk}",
    }
    entries = {name.format(**numbers): value.format(**numbers) for name, value in filled.entries.items()}
    return client, path_of(filled.url, "-" if filled.url in WITHOUT_KEY else "own", office), entries
