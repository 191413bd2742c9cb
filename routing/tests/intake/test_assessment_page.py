"""The page "Prüfung Fallmanagement": criteria, proposal, result, and what follows from it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kit.days import Period
from routing.caseload.judge import Judge
from routing.caseload.merge_periods import merge_assessments
from routing.fields import FieldRule, ImportField
from routing.intake.actions import change
from routing.models import Applicant, CaseManagementAssessment, CaseManagementCriterion, Decision, Notice, Transfer
from routing.queries import record_of
from routing.record import AssessmentRecord
from routing.tests.handover.office import mother_of_a_minor, night
from staff.models import User
from tests.factories import NOW, TODAY, caseworker

pytestmark = pytest.mark.django_db

RESULT = {"assessed_on": "02.03.2026", "next_due": "01.09.2026"}
MET = RESULT | {"criteria_met": "ja", "keep": "hand_over"}
KEPT = MET | {"keep": "keep", "keep_code": "trust", "keep_reason": "Es läuft gut", "keep_until": "31.08.2026"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def keller() -> User:
    return caseworker("ifk_aez", last_name="Keller")


@pytest.fixture
def mother(keller: User) -> Applicant:
    return mother_of_a_minor(by=keller)


@pytest.fixture
def client(keller: User) -> Client:
    client = Client()
    client.force_login(keller)
    return client


def address(applicant: Applicant) -> str:
    return reverse("applicant_assess", args=[applicant.key])


def ticks(count: int) -> dict[str, list[str]]:
    """The first ``count`` criteria of the list."""
    found: dict[str, list[str]] = {}
    for criterion in CaseManagementCriterion.objects.all()[:count]:
        found.setdefault(f"phase_{criterion.phase}", []).append(str(criterion.pk))
    return found


def send(client: Client, applicant: Applicant, **entered: object) -> str:
    """What the page says after the form was sent on the stored version."""
    applicant.refresh_from_db()
    sent = {"revision": str(applicant.revision), **entered}
    return client.post(address(applicant), sent, follow=True).content.decode()


def errors(page: str) -> list[str]:
    summary = page.partition('class="error-summary"')[2].partition("</ul>")[0]
    return [part.partition("</")[0].rpartition(">")[2] for part in summary.split("<li>")[1:]]


def test_the_criteria_stand_in_the_four_phases_of_the_model(client: Client, mother: Applicant) -> None:
    CaseManagementCriterion.objects.filter(phase=2).update(is_active=False)

    page = client.get(address(mother)).content.decode()

    assert "Phase 1: Potenzialanalyse/Profiling" in page
    assert "Phase 4: Umsetzung und Nachhaltung" in page
    assert "Zielfestlegung" not in page


def test_criteria_that_are_met_propose_the_hand_over_at_once(client: Client, mother: Applicant) -> None:
    page = send(client, mother, **MET, **ticks(3))

    assert "Zuständig ist jetzt Fallmanagement; die Überstellung ist vorgeschlagen." in page
    assert Decision.objects.filter(applicant=mother).latest("pk").rule == 5
    assert [(row.source_id, row.target_id, row.state) for row in Transfer.objects.all()] == [
        ("ifk_aez", "case_management", "proposed")
    ]


def test_the_assessment_keeps_every_criterion_in_the_words_of_then(client: Client, mother: Applicant) -> None:
    send(client, mother, **MET, **ticks(3))
    words = CaseManagementCriterion.objects.earliest("phase", "position").text
    CaseManagementCriterion.objects.update(text="Ganz anders")

    assessment = CaseManagementAssessment.objects.get()

    assert len(assessment.criteria) == CaseManagementCriterion.objects.count()
    assert [criterion["is_met"] for criterion in assessment.criteria][:4] == [True, True, True, False]
    assert assessment.criteria[0] == {"phase": "Potenzialanalyse/Profiling", "text": words, "is_met": True}
    assert words in client.get(reverse("applicant_detail", args=[mother.key])).content.decode()


def test_the_caseworker_decides_whatever_the_ticks_propose(client: Client, mother: Applicant) -> None:
    page = send(client, mother, **RESULT, criteria_met="nein", **ticks(8))

    assert "Gespeichert. Es bleibt bei IFK AEZ." in page
    assert not CaseManagementAssessment.objects.get().criteria_met
    assert not Transfer.objects.exists()


def test_keeping_the_case_is_an_exception_with_reason_sentence_and_end(client: Client, mother: Applicant) -> None:
    send(client, mother, **KEPT, **ticks(3))

    assessment = CaseManagementAssessment.objects.get()
    assert (assessment.exception_code, assessment.exception_reason) == ("trust", "Es läuft gut")
    assert assessment.exception_period.upper == date(2026, 9, 1)
    assert not Transfer.objects.exists()


def test_on_the_day_after_the_last_one_the_kept_case_is_looked_at_anew(client: Client, mother: Applicant) -> None:
    send(client, mother, **KEPT | {"keep_until": "31.03.2026"}, **ticks(3))

    night(date(2026, 3, 31))
    assert not Transfer.objects.exists()
    night(date(2026, 4, 1))

    assert Transfer.objects.get().target_id == "case_management"


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        (RESULT, "Entscheiden Sie, ob die Kriterien vorliegen."),
        (MET | {"keep": ""}, "Wählen Sie, ob Sie den Fall abgeben oder behalten."),
        (KEPT | {"keep_code": ""}, "Wählen Sie, warum Sie den Fall behalten."),
        (KEPT | {"keep_reason": " "}, "Begründen Sie in einem Satz, warum Sie den Fall behalten."),
        (KEPT | {"keep_until": ""}, "Geben Sie den Tag ein, bis zu dem Sie den Fall behalten."),
        (KEPT | {"keep_until": "01.03.2026"}, "Dieser Tag ist vorbei."),
        (KEPT | {"keep_until": "03.03.2027"}, "Eine Ausnahme endet nach höchstens einem Jahr."),
        (MET | {"assessed_on": "03.03.2026"}, "Die Prüfung liegt in der Zukunft."),
        (MET | {"next_due": "02.03.2026"}, "Die nächste Prüfung liegt nach dieser."),
        (MET | {"next_due": ""}, "Geben Sie das Datum als TT.MM.JJJJ ein"),
        (MET | {"phase_1": "999999"}, "Die Liste der Kriterien ist jetzt eine andere."),
    ],
)
def test_wrong_input_gets_one_sentence(
    client: Client, mother: Applicant, entered: dict[str, str], sentence: str
) -> None:
    found = errors(send(client, mother, **entered))

    assert len(found) == 1
    assert sentence in found[0]
    assert not CaseManagementAssessment.objects.exists()


def test_who_was_overtaken_sees_what_happened_and_saves_then(client: Client, mother: Applicant, keller: User) -> None:
    stored = Applicant.objects.get(pk=mother.pk)
    met = AssessmentRecord(Period(date(2026, 2, 1)), criteria_met=True)
    record = replace(record_of(stored), assessments=(met,))
    change(applicant=stored, revision=1, record=record, by=keller, on=TODAY, at=NOW)

    overtaken = client.post(address(mother), {"revision": "1", **RESULT, "criteria_met": "nein"})

    page = overtaken.content.decode()
    assert overtaken.status_code == 422
    assert "Inzwischen hat jemand anderes etwas geändert." in page
    assert "01.02.2026: Kriterien liegen vor" in page
    assert 'name="revision" value="2"' in page
    assert "Gespeichert." in send(client, mother, **RESULT, criteria_met="nein")


def test_the_proposal_is_shown_without_storing_anything(client: Client, mother: Applicant) -> None:
    page = client.post(address(mother), {"show_proposal": "1", "keep_reason": "Es läuft", **ticks(2)}).content.decode()
    fragment = client.post(
        address(mother), {"show_proposal": "1", **ticks(3)}, headers={"HX-Request": "true"}
    ).content.decode()

    assert "2 Kriterien treffen zu. Vorschlag: Kriterien liegen nicht vor." in page
    assert page.count("checked") == 2
    assert 'value="Es läuft"' in page
    assert "error-summary" not in page
    assert fragment.strip() == "3 Kriterien treffen zu. Vorschlag: Kriterien liegen vor. Sie entscheiden."
    assert not CaseManagementAssessment.objects.exists()


def test_the_next_assessment_is_announced_until_there_is_a_newer_one(
    client: Client, keller: User, mother: Applicant
) -> None:
    send(client, mother, **MET | {"next_due": "01.06.2026"}, **ticks(3))
    assert "nächste Prüfung 01.06.2026" in client.get(reverse("applicant_detail", args=[mother.key])).content.decode()

    night(date(2026, 3, 3))
    assert ("assessment_due", date(2026, 6, 1), 90) in Notice.objects.values_list("kind", "day", "lead_days")

    with time_machine.travel(datetime(2026, 4, 1, 9, tzinfo=UTC), tick=False):
        client.force_login(keller)
        send(client, mother, **RESULT | {"assessed_on": "01.04.2026"}, criteria_met="nein")
    night(date(2026, 5, 2))
    assert ("assessment_due", date(2026, 6, 1), 30) not in Notice.objects.values_list("kind", "day", "lead_days")


def test_a_list_never_overwrites_what_was_assessed_here(client: Client, mother: Applicant) -> None:
    send(client, mother, **MET, **ticks(3))
    stored = record_of(Applicant.objects.get(pk=mother.pk))
    brought = replace(stored, assessments=(AssessmentRecord(Period(TODAY), criteria_met=True),))
    gone = replace(stored, assessments=())

    after = merge_assessments(
        stored, gone, brought, TODAY, Judge({ImportField.CASE_MANAGEMENT: FieldRule.ENTRY}, {}, {})
    )

    assert after == stored.assessments
