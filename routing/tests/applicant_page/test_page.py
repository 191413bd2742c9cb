"""The applicant's page: what it says, for which day, and what may be done from there."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from kit.days import Period
from routing.assignment.actions import close_case
from routing.enums import ClosingReason
from routing.intake.actions import change
from routing.models import AccessGrant, Applicant, Assignment, Decision
from routing.queries import record_of
from routing.record import AssessmentRecord, MemberRecord, StatusRecord
from routing.rules.codes import Relation
from routing.tests.handover.transfers import do_accept, do_send_back, initiated, proposed
from staff.enums import Restriction
from staff.models import AccessLog, User
from staff.staffing.actions import note_unavailable
from tests.factories import NOW, TODAY, caseworker, make_applicant, record, team_lead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

MIA = MemberRecord(Relation.CHILD, date(2015, 5, 20), "Mia", "Albers")


@pytest.fixture
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 3, 2, 10, tzinfo=UTC), tick=False)


@pytest.fixture
def keller() -> User:
    return caseworker(last_name="Keller")


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, applicant: Applicant, **query: str) -> str:
    response = logged_in(user).get(reverse("applicant_detail", args=[applicant.key]), query)
    assert response.status_code == 200
    return response.content.decode()


def nadine(by: User, *members: MemberRecord, **person: object) -> Applicant:
    return make_applicant(
        by=by, record=record(last_name="Albers", first_name="Nadine", members=members or (MIA,), **person)
    )


def test_the_page_names_the_desk_its_team_and_why(keller: User) -> None:
    shown = page(keller, nadine(keller))
    assert "IFK AEZ" in shown
    assert "Team Bewerber-Service" in shown
    assert "Kind Mia, 10 Jahre, ledig, im Haushalt" in shown
    assert "19.05.2033" in shown


def test_the_page_says_that_the_answer_is_not_about_the_mehrbedarf(keller: User) -> None:
    assert "Mehrbedarf" in page(keller, nadine(keller))


def test_all_seven_rules_are_shown_with_their_source(keller: User) -> None:
    shown = page(keller, nadine(keller))
    for title in ("Selbstständig", "Unter 25, alleinerziehend", "Reha/SB", "Fallmanagement", "Alle anderen"):
        assert title in shown
    assert shown.count("Ziffer") >= 7


def test_another_day_is_answered_with_the_facts_as_known_now(keller: User) -> None:
    shown = page(keller, nadine(keller), on="2033-05-20")
    assert "Zuständigkeit am 20.05.2033" in shown
    assert "IFK Arbeitsvermittlung Ü25" in shown


def test_a_day_may_be_typed_in_the_german_way_too(keller: User) -> None:
    assert "Zuständigkeit am 20.05.2033" in page(keller, nadine(keller), on="20.05.2033")


def test_a_day_that_does_not_exist_is_one_sentence_and_loses_nothing(keller: User) -> None:
    applicant = nadine(keller)
    response = logged_in(keller).get(reverse("applicant_detail", args=[applicant.key]), {"on": "31.02.2026"})
    assert response.status_code == 422
    assert "Diesen Tag gibt es nicht." in response.content.decode()
    assert "IFK AEZ" in response.content.decode()


def test_what_was_known_on_a_day_is_the_decision_of_that_time(keller: User) -> None:
    applicant = nadine(keller)
    stored = record_of(applicant)
    partner = MemberRecord(Relation.PARTNER, date(1990, 1, 1), "Jan", moved_in=date(2026, 2, 1))
    later = datetime(2026, 3, 5, 9, tzinfo=UTC)
    with_partner = type(stored)(stored.person, (*stored.members, partner), stored.statuses)
    change(applicant=applicant, revision=1, record=with_partner, by=keller, on=later.date(), at=later)
    then = page(keller, applicant, known="2026-03-04")
    assert "Bekannt am 04.03.2026" in then
    assert Decision.objects.filter(applicant=applicant).count() == 2
    known_part = then[then.index("Bekannt am 04.03.2026") :]
    assert "Kind Mia, 10 Jahre, ledig, im Haushalt" in known_part


def test_before_the_first_decision_nothing_was_known(keller: User) -> None:
    shown = page(keller, nadine(keller), known="2026-03-01")
    assert "noch keine Entscheidung" in shown


def test_an_open_point_makes_the_answer_provisional(keller: User) -> None:
    shown = page(keller, nadine(keller))
    assert "vorläufig" in shown
    assert "Kriterien für das Fallmanagement nie geprüft" in shown


def test_an_assessed_case_is_not_provisional(keller: User) -> None:
    entered = record(members=(MIA,))
    assessed = type(entered)(
        entered.person, entered.members, assessments=(AssessmentRecord(Period(date(2026, 1, 2)), criteria_met=False),)
    )
    applicant = make_applicant(by=keller, record=assessed)
    shown = page(keller, applicant)
    assert "vorläufig" not in shown
    assert "geprüft am 02.01.2026: Kriterien liegen nicht vor" in shown


def test_each_member_of_the_household_counts_or_not_with_the_reason(keller: User) -> None:
    adult = MemberRecord(Relation.CHILD, date(2006, 1, 5), "Jonas")
    shown = page(keller, nadine(keller, MIA, adult))
    assert "ledig, unter 18" in shown
    assert "18 seit 05.01.2024" in shown


def test_a_change_of_desk_is_shown_and_nobody_is_moved(keller: User) -> None:
    applicant = nadine(keller)
    stored = record_of(applicant)
    self_employed = StatusRecord("self_employed", Period(date(2026, 2, 1)))
    change(
        applicant=applicant,
        revision=1,
        record=type(stored)(stored.person, stored.members, (self_employed,)),
        by=keller,
        on=TODAY,
        at=datetime(2026, 3, 2, 9, 45, tzinfo=UTC),
    )
    shown = page(keller, applicant)
    assert "Zuständigkeit hat sich geändert" in shown
    assert Assignment.objects.get(applicant=applicant, period__upper_inf=True).desk_id == "ifk_aez"


def test_reading_the_page_is_logged_with_the_opaque_key(keller: User) -> None:
    applicant = nadine(keller)
    page(keller, applicant)
    row = AccessLog.objects.get()
    assert (row.user, row.page, row.subjects) == (keller, "applicant_detail", [applicant.key])


def test_a_foreign_page_is_answered_like_a_missing_one(keller: User) -> None:
    applicant = nadine(keller)
    stranger = caseworker("reha_sb")
    response = logged_in(stranger).get(reverse("applicant_detail", args=[applicant.key]))
    assert response.status_code == 404
    assert not AccessLog.objects.exists()


def test_the_page_takes_a_fixed_number_of_queries(
    keller: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many = tuple(MemberRecord(Relation.CHILD, date(2010 + year, 5, 20), f"Kind{year}") for year in range(12))
    applicant = nadine(keller, *many)
    client = logged_in(keller)
    with django_assert_max_num_queries(33):
        client.get(reverse("applicant_detail", args=[applicant.key]))


def test_the_chronology_tells_entries_decisions_and_responsibility(keller: User) -> None:
    shown = page(keller, nadine(keller))
    assert "Neu aufgenommen" in shown
    assert "Entscheidung: IFK AEZ (Regel 6)" in shown
    assert "Fall eröffnet zum 02.03.2026" in shown


def test_a_caseworker_of_the_desk_takes_a_case_over_that_has_no_caseworker() -> None:
    applicant = nadine(team_lead())
    keller = caseworker(last_name="Keller")
    client = logged_in(keller)
    client.post(reverse("case_take_over", args=[applicant.key]))
    assert Assignment.objects.get(applicant=applicant, period__upper_inf=True).caseworker == keller


def test_a_caseworker_of_another_desk_cannot_take_a_case_over(keller: User) -> None:
    lead = team_lead("u25")
    applicant = make_applicant(by=lead, record=record(birth_date=date(2005, 1, 1)))
    other_desk = caseworker("u25_aez")
    response = logged_in(other_desk).post(reverse("case_take_over", args=[applicant.key]), follow=True)
    assert "Zu einer anderen kommt er nur durch eine Überstellung." in response.content.decode()
    assert Assignment.objects.get(applicant=applicant).caseworker is None


def test_closing_asks_for_the_reason_and_leaves_no_desk_responsible(keller: User) -> None:
    applicant = make_applicant(by=keller, on=date(2026, 2, 2), record=record(members=(MIA,)))
    client = logged_in(keller)
    refused = client.post(reverse("case_close", args=[applicant.key]))
    assert refused.status_code == 422
    assert "Wählen Sie, warum der Fall geschlossen wird." in refused.content.decode()
    client.post(reverse("case_close", args=[applicant.key]), {"reason": "work"})
    assert not Assignment.objects.filter(applicant=applicant, period__upper_inf=True).exists()
    assert "Arbeitsaufnahme" in page(keller, applicant)


def test_a_closed_case_is_reopened_with_its_history(keller: User) -> None:
    applicant = make_applicant(by=keller, on=date(2026, 2, 2), record=record(members=(MIA,)))
    close_case(
        applicant=applicant,
        reason=ClosingReason.MOVED,
        by=keller,
        on=TODAY,
        at=datetime(2026, 3, 2, 9, 50, tzinfo=UTC),
    )
    logged_in(keller).post(reverse("case_reopen", args=[applicant.key]))
    shown = page(keller, applicant)
    assert Assignment.objects.filter(applicant=applicant, period__upper_inf=True).count() == 1
    assert "Fall geschlossen zum 02.03.2026" in shown
    assert "Fall wieder aufgenommen zum 02.03.2026" in shown


def test_what_the_rules_say_today_decides_who_may_take_over_not_an_older_answer() -> None:
    grown_up_tomorrow = MemberRecord(Relation.CHILD, date(2008, 3, 2), "Luca")
    applicant = make_applicant(by=team_lead(), on=date(2026, 3, 1), record=record(members=(grown_up_tomorrow,)))
    of_yesterday, of_today = caseworker(), caseworker("placement")
    AccessGrant.objects.create(user=of_today, applicant=applicant, reason="take_over", granted_at=NOW, on=TODAY)

    for who in (of_yesterday, of_today):
        logged_in(who).post(reverse("case_take_over", args=[applicant.key]))
        assert Assignment.objects.get(applicant=applicant).caseworker is None
        assert "Fall übernehmen" not in page(who, applicant)


def test_an_open_hand_over_is_named_with_its_term_and_a_link(keller: User) -> None:
    transfer = proposed(keller)
    shown = page(keller, transfer.applicant)
    assert "Die Überstellung an IFK Arbeitsvermittlung Ü25 ist vorgeschlagen und bis 09.03.2026 einzuleiten." in shown
    assert reverse("transfer_detail", args=[transfer.key]) in shown


def test_who_may_only_look_for_the_day_gets_no_link_to_the_hand_over(keller: User) -> None:
    transfer, deputy = proposed(keller), caseworker("reha_sb")
    AccessGrant.objects.create(user=deputy, applicant=transfer.applicant, reason="deputy", granted_at=NOW, on=TODAY)
    shown = page(deputy, transfer.applicant)
    assert "ist vorgeschlagen" in shown
    assert reverse("transfer_detail", args=[transfer.key]) not in shown


def test_after_the_hand_over_the_first_contact_is_asked_for(keller: User) -> None:
    marten = caseworker("placement")
    transfer = do_accept(initiated(keller), marten)
    assert "der Erstkontakt ist bis 16.03.2026 fällig" in page(marten, transfer.applicant)


def test_the_chronology_tells_the_lapse_and_every_step(keller: User) -> None:
    marten = caseworker("placement", last_name="Marten")
    transfer = initiated(keller)
    do_send_back(transfer, marten)
    shown = page(keller, transfer.applicant)
    assert "Merkmal alleinerziehend entfallen" in shown
    assert "Partner/in zugezogen seit 20.02.2026, bekannt am 02.03.2026" in shown
    for step in ("vorgeschlagen", "eingeleitet", "zurückgegeben"):
        assert f"Überstellung IFK AEZ an IFK Arbeitsvermittlung Ü25: {step}" in shown
    assert "Grund: Unterlagen unvollständig" in shown


def test_whoever_is_away_today_is_not_preselected_as_another_caseworker_and_says_until_when(keller: User) -> None:
    applicant, aydin = nadine(keller), caseworker(first_name="Selin", last_name="Aydın")
    url = reverse("case_caseworker", args=[applicant.key])
    field = logged_in(keller).get(url).context["form"]["caseworker"]
    assert (field.initial, [label for _, label in field.field.choices]) == (
        str(aydin.pk),
        ["S. Aydın: 0 von 130 Fällen, 0 % → 1 %"],
    )

    note_unavailable(user=aydin, kind=Restriction.ABSENT, first=TODAY, last=TODAY, by=aydin)

    field = logged_in(keller).get(url).context["form"]["caseworker"]
    assert (field.initial, [label for _, label in field.field.choices]) == (
        "",
        ["S. Aydın: 0 von 130 Fällen, 0 % → 1 % (abwesend bis 02.03.2026)"],
    )


def test_another_caseworker_is_chosen_with_her_number_of_cases_and_a_reason(keller: User) -> None:
    applicant, aydin = nadine(keller), caseworker(first_name="Selin", last_name="Aydın")
    client, url = logged_in(keller), reverse("case_caseworker", args=[applicant.key])
    shown = client.get(url).content.decode()
    assert "S. Aydın hat am meisten Platz (0 % → 1 %)." in shown
    assert "S. Aydın: 0 von 130 Fällen, 0 % → 1 %" in shown
    assert "IFK wechseln" in page(keller, applicant)

    refused = client.post(url, {"caseworker": aydin.pk})
    assert refused.status_code == 422
    assert "Wählen Sie, warum die IFK wechselt." in refused.content.decode()
    client.post(url, {"caseworker": aydin.pk, "proposed": aydin.pk, "reason": "absence"})

    assert Assignment.objects.get(applicant=applicant).caseworker == aydin
    shown = page(keller, applicant)
    assert "Grund: Abwesenheit" in shown
    assert "Vorgeschlagen, weil: am meisten Platz" in shown
    assert client.get(url).status_code == 404, "it is no longer hers to change"


def test_whoever_does_not_take_the_proposal_says_why(keller: User) -> None:
    applicant = nadine(keller)
    aydin, weiss = caseworker(last_name="Aydın"), caseworker(last_name="Weiß", share=50)
    client, url = logged_in(keller), reverse("case_caseworker", args=[applicant.key])
    entered = {"caseworker": weiss.pk, "proposed": aydin.pk, "reason": "absence"}

    refused = client.post(url, entered)
    assert refused.status_code == 422
    assert "Wählen Sie, warum es nicht die vorgeschlagene Person sein soll." in refused.content.decode()
    client.post(url, {**entered, "deviation": "language"})

    assert Assignment.objects.get(applicant=applicant).caseworker == weiss
    assert "Abweichend vom Vorschlag, weil: Sprache oder Fachkenntnis" in page(keller, applicant)


def test_whoever_may_only_look_for_the_day_cannot_close_the_case(keller: User) -> None:
    applicant = nadine(keller)
    deputy = caseworker("reha_sb")
    AccessGrant.objects.create(user=deputy, applicant=applicant, reason="deputy", granted_at=NOW, on=TODAY)

    assert "Fall schließen" not in page(deputy, applicant)
    closing = logged_in(deputy).post(reverse("case_close", args=[applicant.key]), {"reason": "work"})

    assert closing.status_code == 404
    assert Assignment.objects.filter(applicant=applicant, period__upper_inf=True).exists()
