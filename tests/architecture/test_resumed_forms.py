"""Every form whose entries survive the end of a session carries its owner, and stores nothing when they come back."""

import pytest
import time_machine
from django.test import Client

from routing.models import Applicant
from staff.roles import Role
from tests.architecture.asking import Office, browser, path_of
from tests.architecture.test_reads_write_nothing import rows_written, written_since
from tests.factories import NOW
from tests.pages import entered

pytestmark = pytest.mark.django_db

# Each form with what has to be typed before it can be stored.
FORMS = {
    "applicant_create": {"customer_number": "900Z900900", "first_name": "Zoë"},
    "applicant_update": {"first_name": "Zoë"},
    "applicant_access": {"reason": "caller"},
    "who_is_responsible": {},
    "reminder_create": {"note": "Nachweis?", "due_on": "09.03.2026"},
    "reminder_update": {"note": "Noch einmal", "due_on": "10.03.2026"},
    "note_create": {"text": "Hat geschrieben.", "noted_on": "01.03.2026"},
    "note_correct": {"text": "Hat geschrieben.", "noted_on": "01.03.2026"},
}
OF_AN_OBJECT = {"applicant_update", "reminder_create", "reminder_update", "note_create", "note_correct"}


def typed(url: str, client: Client, office: Office) -> tuple[str, dict[str, str]]:
    """The form's address, and what is sent once it is filled in so that it can be stored."""
    path = path_of(url, "own" if url in OF_AN_OBJECT else "-", office)
    data = entered(client.get(path).content)
    if url == "applicant_create":
        stored = entered(client.get(path_of("applicant_update", "own", office)).content)
        data = {**stored, **{name: value for name, value in data.items() if value}}
    if url in {"applicant_access", "who_is_responsible"}:
        data["customer_number"] = Applicant.objects.get(key=office.keys["foreign"]).customer_number
    return path, data | FORMS[url]


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("url", FORMS)
def test_what_comes_back_is_shown_and_not_stored(office: Office, url: str) -> None:
    client = browser(office, Role.RECEPTION if url == "who_is_responsible" else Role.CASEWORKER)
    path, data = typed(url, client, office)
    assert data["form_owner"]
    before = rows_written()

    resumed = client.post(path, data | {"_resume": "1"})

    assert resumed.status_code in {200, 422}
    assert written_since(before) <= {"staff_accesslog"}
    shown = entered(resumed.content)
    names = [name for name in ("customer_number", *FORMS[url]) if name in data]
    assert {name: shown.get(name) for name in names} == {name: data[name] for name in names}
    assert client.post(path, data).status_code == 302
