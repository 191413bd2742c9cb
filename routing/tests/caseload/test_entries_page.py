"""The applicants behind a number: what the lists say of each, who sees whom, and page after page."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from routing.assignment.actions import close_case
from routing.caseload.agenda import missing_lines
from routing.caseload.entries import EntryRow
from routing.enums import ClosingReason
from routing.fields import FieldRule, ImportField
from routing.models import Applicant, ImportFieldRule, ImportRun
from routing.record import ApplicantRecord
from routing.tests.caseload.office import Member, Person, applicants, apply_run, checked, household, uploads
from routing.tests.caseload.pages import logged_in, url, words
from routing.tests.handover.office import CHILD
from staff.models import AccessLog, User
from tests.factories import NOW, TODAY, PersonRecordFactory, caseworker, make_applicant, record, team_lead, viewer

pytestmark = pytest.mark.django_db

KAYA = {"nachname": "Kaya", "vorname": "Ayşe", "bg_nummer": "33502//0000001", "geschlecht": "w"}


def kaya(**person: object) -> Applicant:
    """Somebody of IFK AEZ whom the office knows."""
    known = {"customer_number": "335A700001", "last_name": "Kaya", "bg_number": "33502//0000001"}
    return make_applicant(by=caseworker(), record=ApplicantRecord(PersonRecordFactory.build(**known | person)))


def rows(user: User, run: ImportRun, query: str = "") -> list[EntryRow]:
    return list(logged_in(user).get(url("import_entries", run, query)).context["page"].rows)


def row(user: User, run: ImportRun, query: str = "") -> EntryRow:
    (only,) = rows(user, run, query)
    return only


def test_a_change_is_shown_field_by_field_with_who_is_right(lead: User) -> None:
    ImportFieldRule.objects.filter(pk=ImportField.CITY).update(rule=FieldRule.ASK)
    kaya(telephone="02331 1", city="Hagen", street="Weg 1")
    changed = Person(
        "335A700001", **KAYA | {"nachname": "Kaya-Özgür"}, telefon="02331 2", ort="Herdecke", strasse="Weg 2"
    )
    run = checked(lead, uploads(applicants(changed)))

    shown = row(lead, run, "?art=geaendert")

    assert [(line.label, line.stored, line.filed, line.verdict) for line in shown.differences] == [
        ("Nachname", "Kaya", "Kaya-Özgür", "Datei gilt"),
        ("Straße und Hausnummer", "Weg 1", "Weg 2", "Eintrag bleibt"),
        ("Ort", "Hagen", "Herdecke", "Frage offen"),
        ("Telefon", "02331 1", "02331 2", "Eintrag bleibt"),
    ]
    said = words(logged_in(lead).get(url("import_entries", run)))
    assert "Ort: Hagen → , in der Datei Herdecke Frage offen" in said


def test_what_nobody_entered_is_simply_news(lead: User) -> None:
    kaya()
    run = checked(lead, uploads(applicants(Person("335A700001", **KAYA, telefon="02331 2"))))

    (line,) = row(lead, run).differences

    assert (line.stored, line.filed, line.verdict) == ("–", "02331 2", "")


def test_after_applying_an_unanswered_question_says_that_the_entry_stayed(lead: User) -> None:
    ImportFieldRule.objects.filter(pk=ImportField.CITY).update(rule=FieldRule.ASK)
    kaya(city="Hagen")
    run = apply_run(checked(lead, uploads(applicants(Person("335A700001", **KAYA, ort="Herdecke")))), lead)

    (line,) = row(lead, run).differences

    assert line.verdict == "nicht beantwortet: Eintrag blieb"


def test_a_new_one_is_plain_text_until_she_is_taken_in(lead: User) -> None:
    run = checked(lead, uploads(applicants(Person()), household(Member())))
    assert row(lead, run, "?art=neu").key is None

    apply_run(run, lead)

    applicant = Applicant.objects.get()
    assert row(lead, run, "?art=neu").key == applicant.key
    page = logged_in(lead).get(url("import_entries", run)).content.decode()
    assert f'<a href="{reverse("applicant_detail", args=[applicant.key])}">Albers, Nadine</a>' in page


def test_one_uploaded_line_shows_nobody_of_other_teams_only_their_number(lead: User) -> None:
    """On no page and in no file of the run; the lead of their team has the names, also on her day."""
    for number in range(3):
        make_applicant(by=caseworker("u25"), record=record(last_name=f"Fremd{number}", birth_date=date(2004, 5, 1)))
    make_applicant(by=caseworker(), record=record(last_name="Eigen", members=(CHILD,)))
    run = checked(lead, uploads(applicants(Person())))
    client, own = logged_in(lead), team_lead("u25")

    addresses = [url("import_detail", run), url("import_apply", run), url("import_entries", run, "?art=fehlt")]
    pages = [client.get(address) for address in addresses]
    written = client.post(
        url("import_entries_export", run, "?art=fehlt"), {"file_format": "csv", "purpose": "case_review"}
    ).getvalue()
    for shown in (*(page.content for page in pages), written):
        assert b"Fremd" not in shown
    assert b"Eigen" in written
    assert [each.name for each in rows(lead, run, "?art=fehlt")] == ["Eigen, Ayşe"]
    assert "In anderen Teams nicht mehr in der Datei: 3 Personen." in words(pages[0])
    assert len(rows(own, run, "?art=fehlt")) == 3

    apply_run(run, lead)

    (line,) = [line for line in missing_lines(viewer(own)) if line.action == "Liste öffnen"]
    assert line.subject == "3 Fälle"
    assert len(logged_in(own).get(line.url).context["page"].rows) == 3
    assert [each.subject for each in missing_lines(viewer(lead))] == ["1 Fall"]
    assert not list(missing_lines(viewer(own, TODAY + timedelta(days=7))))


def test_other_team_leads_see_what_concerns_their_desks(lead: User) -> None:
    make_applicant(by=caseworker("u25"), record=record(last_name="Jung", birth_date=date(2004, 5, 1)))
    kaya()
    young = Person("335A100002", nachname="Neu", geburtsdatum="01.05.2004")
    run = checked(lead, uploads(applicants(Person(), young), household(Member())))

    seen = [each.name for each in rows(team_lead("u25"), run)]

    assert seen == ["Neu, Nadine", "Jung, Ayşe"]
    assert [each.name for each in rows(lead, run)] == ["Albers, Nadine", "Neu, Nadine"]


def test_who_is_no_longer_in_the_file_is_closed_by_her_own_team(lead: User) -> None:
    known = kaya()
    run = checked(lead, uploads(applicants(Person())))
    close_url = reverse("case_close", args=[known.key])
    # Kaya sits at "IFK Arbeitsvermittlung Ü25": without a child she is no single parent.
    own = team_lead("placement")

    assert close_url in logged_in(own).get(url("import_entries", run, "?art=fehlt")).content.decode()

    close_case(applicant=known, reason=ClosingReason.MOVED, by=own, on=TODAY, at=NOW)
    page = logged_in(own).get(url("import_entries", run, "?art=fehlt"))
    assert close_url not in page.content.decode()
    assert "Inzwischen geschlossen." in words(page)


def test_a_likely_duplicate_is_named_and_linked_where_it_may_be_seen(lead: User) -> None:
    known = kaya(birth_date=date(1991, 3, 14))
    run = checked(lead, uploads(applicants(Person("335A100001", nachname="Kaya", vorname="Ayşe"))))

    assert row(team_lead("placement"), run, "?art=dubletten").duplicates == [(known.customer_number, known.key)]
    assert row(lead, run, "?art=dubletten").duplicates == [(known.customer_number, None)]


def test_reading_is_logged_with_everybody_whom_the_office_knows(lead: User) -> None:
    known, own = kaya(), team_lead("placement")
    run = checked(lead, uploads(applicants(Person())))

    rows(own, run)

    entry = AccessLog.objects.get()
    assert (entry.user, entry.page, entry.subjects) == (own, "import_entries", [known.key])


def test_an_empty_list_is_no_reading_and_says_where_to_go(lead: User) -> None:
    run = checked(lead, uploads(applicants(Person())))

    page = logged_in(lead).get(url("import_entries", run, "?art=fehlt"))

    assert "Hier ist niemand, der dazu passt." in words(page)
    assert not AccessLog.objects.exists()


def test_filters_that_cannot_be_read_do_not_narrow(lead: User) -> None:
    run = checked(lead, uploads(applicants(Person(), Person("335A100002"))))

    for query in ("?art=quatsch", "?art=neu&von=u25", "?von=u25&nach=ifk_aez", "?ab=x", "?ab=-1", "?ab=" + "9" * 40):
        assert len(rows(lead, run, query)) == 2, query


def test_pages_follow_each_other_without_gap_or_repetition(lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.paging.PAGE_SIZE", 2)
    people = [Person(f"335A{number:06}") for number in range(5)]
    run = checked(lead, uploads(applicants(*people)))
    client = logged_in(lead)
    seen: list[str] = []
    address: str | None = url("import_entries", run, "?art=neu")
    sizes = []

    while address:
        context = client.get(address).context
        sizes.append(len(context["page"].rows))
        seen += [each.number for each in context["page"].rows]
        address = context["next_url"]

    assert sizes == [2, 2, 1]
    assert seen == [person["kundennummer"] for person in people]


def test_behind_the_last_row_the_list_leads_back(lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.paging.PAGE_SIZE", 1)
    run = checked(lead, uploads(applicants(Person(), Person("335A100002"))))
    client = logged_in(lead)
    address = client.get(url("import_entries", run, "?art=neu")).context["next_url"]
    run.entries.latest("pk").delete()

    page = client.get(address)

    assert "Hier ist die Liste zu Ende." in words(page)
    assert page.context["first_url"] == url("import_entries", run, "?art=neu")


def test_no_address_names_anybody(lead: User) -> None:
    kaya()
    run = checked(lead, uploads(applicants(Person("335A700001", **KAYA | {"nachname": "Kaya-Özgür"}), Person())))

    page = logged_in(lead).get(url("import_entries", run)).content.decode()

    addresses = [part.partition('"')[0] for part in page.split('href="')[1:]]
    assert not [address for address in addresses if "335A" in address or "Kaya" in address]
