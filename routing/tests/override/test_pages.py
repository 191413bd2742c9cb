"""The pages of overrides: asking, finding what waits, deciding, ending; and what the applicant's page says."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from routing.models import Applicant, Override
from routing.override.actions import end_early, reject_override
from routing.tests.override.office import DAY_AFTER, approved, asked_for, overridden, placed
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, team_lead

pytestmark = pytest.mark.django_db

ENTERED = {
    "desk": "reha_sb",
    "first": "02.03.2026",
    "last": "31.05.2026",
    "reason": "continuity",
    "sentence": "Die Maßnahme läuft noch",
}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, url: str, *args: object) -> str:
    response = logged_in(user).get(reverse(url, args=args))
    assert response.status_code == 200
    return response.content.decode()


def form_of(applicant: Applicant) -> str:
    return reverse("applicant_override", args=[applicant.key])


def test_what_is_entered_is_asked_for_and_shown() -> None:
    asking = caseworker("placement")

    shown = logged_in(asking).post(form_of(placed(asking)), ENTERED, follow=True).content.decode()

    override = Override.objects.get()
    assert (override.desk_id, override.first_day, override.last_day) == ("reha_sb", TODAY, date(2026, 5, 31))
    assert (override.requested_by, override.state) == (asking, "requested")
    assert "Beantragt. Bis eine Teamleitung genehmigt, bleibt alles, wie es ist." in shown


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"desk": ""}, "Wählen Sie die Stelle, die zuständig sein soll."),
        ({"first": "01.03.2026"}, "Eine Übersteuerung gilt nicht für vergangene Tage."),
        ({"last": "01.03.2026"}, "Der letzte Tag liegt vor dem ersten."),
        ({"last": ""}, "Geben Sie das Datum als TT.MM.JJJJ ein"),
        ({"last": "03.03.2027"}, "Eine Übersteuerung dauert höchstens ein Jahr."),
        ({"reason": "whim"}, "Wählen Sie einen Grund aus der Liste."),
        ({"sentence": " "}, "Begründen Sie die Übersteuerung in einem Satz."),
        ({"desk": "placement"}, "ohnehin IFK Arbeitsvermittlung Ü25 zuständig"),
    ],
)
def test_wrong_input_gets_one_sentence(changed: dict[str, str], sentence: str) -> None:
    asking = caseworker("placement")

    refused = logged_in(asking).post(form_of(placed(asking)), ENTERED | changed)

    assert refused.status_code == 422
    summary = refused.content.decode().partition('class="error-summary"')[2].partition("</div>")[0]
    assert sentence in summary
    assert summary.count("<li>") == 1
    assert not Override.objects.exists()


def test_a_whole_year_may_be_asked_for() -> None:
    asking = caseworker("placement")

    logged_in(asking).post(form_of(placed(asking)), ENTERED | {"last": "02.03.2027"})

    assert Override.objects.get().last_day == date(2027, 3, 2)


def test_the_lead_finds_what_waits_and_approves_it() -> None:
    asking, lead = caseworker("placement"), team_lead("placement")
    override = asked_for(placed(asking), asking)

    assert "Entscheiden" in page(lead, "overrides")
    assert "Entscheiden<" not in page(asking, "overrides")
    shown = logged_in(lead).post(reverse("override_approve", args=[override.key]), follow=True).content.decode()

    assert "Genehmigt: IFK Reha/SB ist im genannten Zeitraum zuständig." in shown
    assert Override.objects.get().decided_by == lead


def test_who_asked_is_not_offered_to_decide_and_is_answered_like_nobody() -> None:
    lead = team_lead("placement")
    override = asked_for(placed(), lead)

    shown = page(lead, "override_detail", override.key)

    assert "Genehmigen" not in shown
    assert "Antrag zurückziehen" in shown
    assert logged_in(lead).post(reverse("override_approve", args=[override.key])).status_code == 404


def test_a_lead_asks_and_a_lead_of_another_team_decides_and_then_sees_it_no_longer() -> None:
    override = asked_for(placed(), team_lead("placement"))
    other = team_lead("u25")
    assert "Entscheiden" in page(other, "overrides")
    assert "Zum Fall" not in page(other, "override_detail", override.key)

    done = logged_in(other).post(reverse("override_approve", args=[override.key]))

    assert done.headers["Location"] == reverse("overrides")
    assert logged_in(other).get(reverse("override_detail", args=[override.key])).status_code == 404


def test_a_rejection_asks_why() -> None:
    asking, lead = caseworker("placement"), team_lead("placement")
    address = reverse("override_reject", args=[asked_for(placed(asking), asking).key])

    refused = logged_in(lead).post(address, {"answer": " "})
    shown = logged_in(lead).post(address, {"answer": "Bitte abgeben"}, follow=True).content.decode()

    assert refused.status_code == 422
    assert "Schreiben Sie in einem Satz, warum Sie ablehnen." in refused.content.decode()
    assert "Bitte abgeben" in shown


def test_a_decision_that_came_too_late_is_one_sentence() -> None:
    asking = caseworker("placement")
    override = asked_for(placed(asking), asking)
    approved(override)

    late = logged_in(team_lead("placement")).post(reverse("override_approve", args=[override.key]), follow=True)

    assert "Die Übersteuerung ist inzwischen genehmigt" in late.content.decode()


def test_the_list_tells_running_and_ended_ones_apart_and_counts_reasons() -> None:
    asking, lead = caseworker("placement"), team_lead("placement")
    running, over, rejected, long_over = (asked_for(placed(asking), asking) for _ in range(4))
    for override in (running, over, long_over):
        approved(override, by=lead)
    reject_override(override=rejected, answer="Nein", by=lead, at=NOW)
    end_early(override=over, by=lead, on=TODAY, at=NOW)
    end_early(override=long_over, by=lead, on=TODAY, at=NOW)
    Override.objects.filter(pk=long_over.pk).update(ended_on=date(2025, 12, 2))

    shown = page(lead, "overrides")

    parts = {name: shown.partition(f'id="{name}"')[2].partition("</section>")[0] for name in ("laufend", "beendet")}
    assert [part.count(">Ansehen<") for part in parts.values()] == [1, 2]
    assert "Kein Antrag wartet." in shown
    reasons = shown.partition('id="gruende"')[2]
    assert "<dd>3</dd>" in reasons


def test_another_team_sees_nothing_of_it() -> None:
    asking = caseworker("placement")
    override = asked_for(placed(asking), asking)
    stranger = caseworker("u25")

    assert "Kein Antrag wartet." in page(stranger, "overrides")
    assert logged_in(stranger).get(reverse("override_detail", args=[override.key])).status_code == 404


def test_the_page_of_the_case_says_that_it_is_overridden_and_tells_it_in_the_ladder() -> None:
    applicant = overridden()

    shown = page(caseworker("placement"), "applicant_detail", applicant.key)

    assert "Übersteuert: zuständig am 02.03.2026" in shown
    assert "Übersteuerung genehmigt: IFK Reha/SB" in shown
    assert "Die Überstellung an IFK Reha/SB ist vorgeschlagen" in shown
    ladder = shown.partition('class="ladder"')[2].partition("</ol>")[0]
    assert ladder.count("<li") == 8
    assert "ladder__row--override" in ladder
    assert "würde entscheiden, ist übersteuert:" in ladder
    chronicle = shown.partition('id="chronik"')[2]
    for title in ("Übersteuerung beantragt", "Übersteuerung genehmigt", "Entscheidung: IFK Reha/SB (übersteuert)"):
        assert title in chronicle


def test_the_course_of_the_years_shows_it_between_what_the_rules_say() -> None:
    applicant = overridden(first=date(2026, 4, 1))

    shown = page(caseworker("placement"), "applicant_detail", applicant.key)

    course = shown.partition('id="zeitverlauf"')[2].partition("</section>")[0]
    for text in ("Übersteuerung beginnt", "Übersteuerung endet", "31.03.2026", "01.06.2026"):
        assert text in course


def test_on_a_day_after_the_last_one_the_page_answers_by_the_rules() -> None:
    applicant = overridden()

    response = logged_in(caseworker("placement")).get(
        reverse("applicant_detail", args=[applicant.key]), {"on": DAY_AFTER.isoformat()}
    )

    shown = response.content.decode()
    assert "Übersteuert: zuständig" not in shown
    assert "am 01.06.2026" in shown


def test_a_request_is_shown_as_one_that_waits() -> None:
    asking = caseworker("placement")
    applicant = placed(asking)
    asked_for(applicant, asking)

    shown = page(asking, "applicant_detail", applicant.key)

    assert "Übersteuerung beantragt: IFK Reha/SB" in shown
    assert "Sie gilt erst, wenn eine Teamleitung genehmigt." in shown
    assert "Übersteuert: zuständig" not in shown


def test_the_panel_beside_the_form_knows_of_it() -> None:
    applicant = overridden()

    shown = page(caseworker("placement"), "applicant_update", applicant.key)

    assert "Übersteuert: IFK Reha/SB bis 31.05.2026" in shown
