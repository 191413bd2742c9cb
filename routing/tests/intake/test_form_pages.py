import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kit.days import Period
from routing.assignment.actions import close_case
from routing.enums import ClosingReason
from routing.intake.values import values_of
from routing.intake.versions import Version, signed
from routing.models import Applicant
from routing.queries import record_of
from routing.record import ApplicantRecord, MemberRecord, StatusRecord
from routing.roles import SEES_APPLICANTS
from routing.rules.codes import Relation
from routing.tests.intake.records import EXCEPTION, MIA, NADINE, WHOLE, sent
from staff.models import AccessLog, User
from staff.roles import Role
from tests.factories import NOW, TODAY, account, caseworker, make_applicant, team_lead

pytestmark = pytest.mark.django_db
NEW = "/faelle/neu/"
TEN = tuple(
    MemberRecord(Relation.OTHER, date(1980 + year, 1, 1), f"Maximiliane-{year}", "von und zu Hohenlohe-Langenburg")
    for year in range(10)
)


def form_of(applicant: Applicant, **changes: str) -> dict[str, str]:
    """The form of a stored applicant as it is opened, with these changes."""
    record = record_of(applicant)
    version = signed(Version(applicant.key, applicant.revision, values_of(record)))
    return sent(record, version=version, **changes)


def stored(number: str = NADINE.customer_number) -> ApplicantRecord:
    return record_of(Applicant.objects.get(customer_number=number))


def without_ids(record: ApplicantRecord) -> ApplicantRecord:
    return replace(
        record,
        members=tuple(replace(row, id=None) for row in record.members),
        statuses=tuple(replace(row, id=None) for row in record.statuses),
    )


def page_text(content: bytes) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", content.decode())))


def messages_of(client: Client, url: str) -> list[str]:
    return [str(message) for message in client.get(url).context["messages"]]


def value(content: bytes, field: str) -> str | None:
    """What stands in a text input of the page."""
    found = re.search(rf'<input[^>]*name="{field}"[^>]*>', content.decode())
    shown = re.search(r'value="([^"]*)"', found[0]) if found else None
    return unescape(shown[1]) if shown else None


def test_an_applicant_is_taken_in_and_the_answer_is_told(client: Client, me: User) -> None:
    record = ApplicantRecord(NADINE, (MIA,))

    response = client.post(NEW, sent(record))

    applicant = Applicant.objects.get()
    assert response.headers["Location"] == f"/faelle/{applicant.key}/"
    assert without_ids(record_of(applicant)) == record
    assert messages_of(client, NEW) == ["Gespeichert. Zuständig: IFK AEZ, Team Bewerber-Service."]
    assert applicant.assignments.get().assigned_by == me


def test_a_wrong_entry_is_answered_with_a_summary_that_leads_to_it_and_nothing_is_stored(
    client: Client, me: User
) -> None:
    response = client.post(NEW, sent(ApplicantRecord(NADINE), birth_date="31.2.1991", city=" Hagen  <b>"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Fehler: Bewerber/in aufnehmen" in page
    assert '<a href="#id_birth_date">Geburtsdatum: Diesen Tag gibt es nicht.' in page
    assert "data-focus" in page
    assert (value(response.content, "birth_date"), value(response.content, "city")) == ("31.2.1991", " Hagen  <b>")
    assert not Applicant.objects.exists()


def test_changing_the_household_changes_the_desk_and_says_so(client: Client, me: User) -> None:
    applicant = make_applicant(by=me, record=ApplicantRecord(NADINE, (MIA,)))
    partner = form_of(applicant) | {
        "members-TOTAL_FORMS": "2",
        "members-1-relation": "partner",
        "members-1-birth_date": "09.01.1988",
    }

    response = client.post(f"/faelle/{applicant.key}/bearbeiten/", partner)

    assert response.status_code == 302
    assert [member.relation for member in stored().members] == [Relation.PARTNER, Relation.CHILD]
    page = client.get(f"/faelle/{applicant.key}/").content.decode()
    assert "Gespeichert. Zuständig laut Entscheidung: IFK Arbeitsvermittlung Ü25." in page
    assert "Zuständigkeit hat sich geändert" in page


def test_a_stored_row_keeps_its_identity_when_it_is_changed(client: Client, me: User) -> None:
    applicant = make_applicant(by=me, record=ApplicantRecord(NADINE, (MIA,)))
    before = stored().members[0]

    client.post(f"/faelle/{applicant.key}/bearbeiten/", form_of(applicant, members__0__first_name="Maja"))

    assert stored().members == (replace(before, first_name="Maja"),)


def test_a_closed_case_has_no_responsible_desk_after_a_change_either(client: Client, me: User) -> None:
    applicant = make_applicant(by=me, record=ApplicantRecord(NADINE))
    close_case(applicant=applicant, reason=ClosingReason.WORK, by=me, on=TODAY, at=NOW)

    client.post(f"/faelle/{applicant.key}/bearbeiten/", form_of(applicant, city="Herne"))

    assert messages_of(client, NEW) == ["Gespeichert. Der Fall ist geschlossen; keine Stelle ist zuständig."]


def test_an_implausible_entry_is_stored_only_after_trotzdem_speichern(client: Client, me: User) -> None:
    older = sent(ApplicantRecord(NADINE, (replace(MIA, birth_date=date(1985, 1, 1)),)))

    asked = client.post(NEW, older)
    assert asked.status_code == 422
    assert "Fehler:" not in asked.content.decode().split("</title>")[0]
    assert "Mia Albers ist als eigenes Kind eingetragen, aber älter als Nadine." in page_text(asked.content)
    assert not Applicant.objects.exists()
    confirmed = re.search(r'name="confirmed"\s+value="(\w+)"', asked.content.decode())
    assert confirmed

    other = client.post(NEW, older | {"confirmed": confirmed[1], "birth_date": "01.01.1950"})
    assert "Die Person ist 76 Jahre alt." in page_text(other.content)
    assert not Applicant.objects.exists()

    assert client.post(NEW, older | {"confirmed": confirmed[1]}).status_code == 302
    assert Applicant.objects.exists()


def test_what_was_implausible_before_is_not_asked_again(client: Client, me: User) -> None:
    applicant = make_applicant(by=me, record=ApplicantRecord(replace(NADINE, birth_date=date(1950, 1, 1))))

    response = client.post(f"/faelle/{applicant.key}/bearbeiten/", form_of(applicant, city="Herne"))

    assert response.status_code == 302


def test_a_taken_number_is_refused_with_a_way_to_the_case(client: Client, me: User) -> None:
    taken = make_applicant(by=me, record=ApplicantRecord(NADINE))
    another = ApplicantRecord(replace(NADINE, first_name="Nadja"))

    response = client.post(NEW, sent(another))

    assert response.status_code == 422
    assert "Kundennummer: Diese Kundennummer ist schon vergeben." in page_text(response.content)
    assert f'href="/faelle/{taken.key}/"' in response.content.decode()


def test_a_number_taken_by_a_foreign_case_reveals_nothing_but_the_way_to_open_it(client: Client, me: User) -> None:
    taken = make_applicant(by=caseworker("u25"), record=ApplicantRecord(replace(NADINE, birth_date=date(2004, 1, 1))))
    another = ApplicantRecord(replace(NADINE, first_name="Nadja", last_name="Beispiel"))

    response = client.post(NEW, sent(another))

    page = response.content.decode()
    assert response.status_code == 422
    assert reverse("applicant_access") in page
    assert str(taken.key) not in page
    assert "von der Heydt" not in page


def test_a_namesake_born_on_the_same_day_is_shown_before_saving(client: Client, me: User) -> None:
    known = make_applicant(by=me, record=ApplicantRecord(replace(NADINE, last_name="Müller")))
    same = sent(ApplicantRecord(replace(NADINE, last_name="Mueller", customer_number="335A100002")))

    asked = client.post(NEW, same)
    assert f'href="/faelle/{known.key}/"' in asked.content.decode()
    confirmed = re.search(r'name="confirmed"\s+value="(\w+)"', asked.content.decode())
    assert confirmed

    assert client.post(NEW, same | {"confirmed": confirmed[1]}).status_code == 302


def test_of_a_foreign_namesake_only_the_desk_is_told(client: Client, me: User) -> None:
    young = replace(NADINE, birth_date=date(2004, 1, 1), customer_number="999Z999999")
    foreign = make_applicant(by=caseworker("u25"), record=ApplicantRecord(young))
    responsible = foreign.assignments.get().desk
    responsible.telephone = "02331 900"
    responsible.save()
    same = sent(ApplicantRecord(replace(young, customer_number="335A100002")))

    page = client.post(NEW, same).content.decode()

    assert "bei Stelle IFK U25 geführt, Telefon 02331 900" in re.sub(r"\s+", " ", page)
    assert foreign.customer_number not in page
    assert str(foreign.key) not in page
    assert AccessLog.objects.get().subjects == [foreign.key]


def test_a_row_is_added_without_javascript(client: Client, me: User) -> None:
    typed = sent(ApplicantRecord(NADINE, (MIA,)), birth_date="noch unklar", add_members="1")

    response = client.post(NEW, typed)

    assert response.status_code == 200
    assert value(response.content, "members-TOTAL_FORMS") == "2"
    assert value(response.content, "members-0-first_name") == "Mia"
    assert value(response.content, "birth_date") == "noch unklar"
    assert "error-summary" not in response.content.decode()
    assert re.search(r'id="members-1"[^>]* autofocus', response.content.decode())
    assert not Applicant.objects.exists()


def test_a_row_is_removed_without_javascript_and_the_others_move_up(client: Client, me: User) -> None:
    typed = sent(ApplicantRecord(NADINE, (MIA, TEN[0])), **{"remove_members-0": "1"})

    response = client.post(NEW, typed)

    assert value(response.content, "members-TOTAL_FORMS") == "1"
    assert value(response.content, "members-0-first_name") == "Maximiliane-0"


def test_a_removed_stored_row_is_gone_after_saving(client: Client, me: User) -> None:
    applicant = make_applicant(by=me, record=ApplicantRecord(NADINE, (MIA,)))

    client.post(f"/faelle/{applicant.key}/bearbeiten/", form_of(applicant, members__TOTAL_FORMS="0"))

    assert stored().members == ()


def test_the_enter_key_saves(client: Client, me: User) -> None:
    page = client.get(NEW).content.decode().split('id="applicant-form"')[1]

    first = re.search(r'<button[^>]*type="submit"[^>]*>', page)

    assert first
    assert 'name="save"' in first[0]


def test_the_answer_is_shown_without_javascript_and_nothing_is_stored(client: Client, me: User) -> None:
    response = client.post(NEW, sent(ApplicantRecord(NADINE, (MIA,)), last_name="", show_answer="1"))

    assert response.status_code == 200
    assert "IFK AEZ · Team Bewerber-Service" in page_text(response.content)
    assert "error-summary" not in response.content.decode()
    assert not Applicant.objects.exists()


def test_entries_that_outlived_their_session_are_shown_and_not_stored(client: Client, me: User) -> None:
    response = client.post(NEW, sent(ApplicantRecord(NADINE), last_name="", _resume="1"))

    assert response.status_code == 200
    assert "Ihre Eingaben sind noch da. Bitte prüfen und speichern." in page_text(response.content)
    assert value(response.content, "first_name") == "Nadine"
    assert "error-summary" not in response.content.decode()
    assert not Applicant.objects.exists()


def test_opening_the_form_of_an_applicant_is_logged_and_an_empty_one_is_not(client: Client, me: User) -> None:
    applicant = make_applicant(by=me)

    client.get(NEW)
    client.get(f"/faelle/{applicant.key}/bearbeiten/")

    log = AccessLog.objects.get()
    assert (log.page, log.subjects, log.user) == ("applicant_update", [applicant.key], me)


def test_the_form_shows_what_is_stored(client: Client, me: User) -> None:
    by_me = replace(WHOLE.assessments[1], exception=replace(EXCEPTION, by_id=me.pk))
    applicant = make_applicant(by=me, record=replace(WHOLE, assessments=(by_me,)))

    response = client.get(f"/faelle/{applicant.key}/bearbeiten/")

    assert value(response.content, "last_name") == "Albers-von der Heydt"
    assert value(response.content, "assessments-0-exception_reason") == "läuft gut hier"
    assert value(response.content, "statuses-TOTAL_FORMS") == "3"


@pytest.mark.parametrize("role", [role for role in Role if role not in SEES_APPLICANTS])
def test_for_other_roles_there_is_no_such_form(client: Client, me: User, role: Role) -> None:
    applicant = make_applicant(by=me)
    client.force_login(account(role))

    for path in ("neu", "vorschau", f"{applicant.key}/bearbeiten", f"{applicant.key}/haushalt"):
        assert client.get(f"/faelle/{path}/").status_code == 404
        assert client.post(f"/faelle/{path}/").status_code == 404


def test_a_team_lead_may_take_in_too(client: Client, me: User) -> None:
    client.force_login(team_lead())

    assert client.post(NEW, sent(ApplicantRecord(NADINE))).status_code == 302


def test_a_foreign_applicant_is_answered_like_a_missing_one(client: Client, me: User) -> None:
    foreign = make_applicant(by=caseworker("u25"), record=ApplicantRecord(replace(NADINE, birth_date=date(2004, 1, 1))))
    url = f"/faelle/{foreign.key}/bearbeiten/"

    assert client.get(url).status_code == 404
    assert client.post(url, form_of(foreign, city="Herne")).status_code == 404
    assert client.post("/faelle/vorschau/", form_of(foreign)).status_code == 404


def test_two_periods_of_a_status_may_trade_days_in_one_change(client: Client, me: User) -> None:
    first, second = Period(date(2025, 1, 1), date(2025, 4, 1)), Period(date(2025, 4, 1))
    statuses = (StatusRecord("rehabilitation", first), StatusRecord("rehabilitation", second))
    applicant = make_applicant(by=me, record=ApplicantRecord(NADINE, statuses=statuses))
    later = form_of(applicant, statuses__0__last="30.04.2025", statuses__1__first="01.05.2025")

    assert client.post(f"/faelle/{applicant.key}/bearbeiten/", later).status_code == 302
    assert [status.period.start for status in stored().statuses] == [date(2025, 1, 1), date(2025, 5, 1)]


def test_the_form_takes_as_many_queries_for_ten_members_as_for_one(
    client: Client, me: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one = make_applicant(by=me, record=ApplicantRecord(NADINE, TEN[:1]))
    ten = make_applicant(by=me, record=ApplicantRecord(replace(NADINE, customer_number="335A100002"), TEN))

    for applicant in (one, ten):
        with django_assert_max_num_queries(14):
            client.get(f"/faelle/{applicant.key}/bearbeiten/")
