import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.intake.values import PARTS
from routing.models import Applicant
from routing.record import ApplicantRecord
from routing.tests.intake.records import NADINE, WHOLE, sent
from routing.tests.intake.test_form_pages import form_of
from staff.models import User
from tests.factories import make_applicant

pytestmark = pytest.mark.django_db
NAMES = sorted({*sent(WHOLE), *(f"{part}-TOTAL_FORMS" for part in PARTS), "version", "stored_version", "confirmed"})
BUTTONS = ("add_members", "remove_members-0", "remove_statuses-99", "show_answer", "_resume", "save", "apply", "back")
texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["31.12.9999", "01.01.0001", "30.12.9999", "29.02.2024", "0", "-1", "9" * 30, "²", "\x00", "ja"]),
)
entries = st.dictionaries(st.sampled_from(NAMES), texts, max_size=8)
buttons = st.dictionaries(st.sampled_from(BUTTONS), st.just("1"), max_size=1)


@pytest.fixture
def applicant(me: User) -> Applicant:
    return make_applicant(by=me, record=ApplicantRecord(NADINE))


@given(changes=entries, pressed=buttons)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_typed_garbage_breaks_the_form(
    client: Client, applicant: Applicant, changes: dict[str, str], pressed: dict[str, str]
) -> None:
    now = Applicant.objects.get(pk=applicant.pk)
    fields = sent(WHOLE) | {"version": form_of(now)["version"]} | changes | pressed

    for path in ("neu", "vorschau", f"{applicant.key}/bearbeiten", f"{applicant.key}/haushalt"):
        assert client.post(f"/faelle/{path}/", fields).status_code < 500
