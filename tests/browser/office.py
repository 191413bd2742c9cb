"""An office small enough to know by heart, for the browser tests."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from kit.days import Period
from routing.models import Applicant
from routing.record import ApplicantRecord, AssessmentRecord, MemberRecord, PersonRecord, PregnancyRecord, StatusRecord
from routing.rules.codes import Relation
from staff.models import User
from staff.roles import Role
from tests.factories import PASSWORD, account, caseworker, make_applicant, team_lead


@dataclass(frozen=True)
class Office:
    """The people of the tests."""

    keller: User
    lead: User
    nadine: Applicant


def office() -> Office:
    """A caseworker of the desk IFK AEZ, her team lead, and an applicant with a long name, as of today."""
    keller = caseworker(username="mkeller", first_name="Maria", last_name="Keller", telephone="02331 0000-17")
    lead = team_lead(username="hsommer", first_name="Hanna", last_name="Sommer")
    for role in (Role.RECEPTION, Role.DIVISION_HEAD, Role.MEASURES_TEAM, Role.CONTROLLING, Role.ADMINISTRATION):
        account(role, username=role.value)
    nadine = make_applicant(by=keller, record=nadine_record())
    return Office(keller, lead, nadine)


def nadine_record() -> ApplicantRecord:
    """Nadine with everything that a page can show."""
    return ApplicantRecord(
        PersonRecord(
            "335A100001",
            "33502//0000101",
            "Albers-Wiśniewska von der Lindenstraße",
            "Nadine Şükriye",
            date(1991, 3, 14),
            "w",
            "Körnerstraße 98",
            "58095",
            "Hagen",
            "02331 000000",
            "nadine@example.org",
            verbis_single_parent=True,
        ),
        members=(
            MemberRecord(Relation.CHILD, date(2015, 5, 20), "Mia", "Albers"),
            MemberRecord(Relation.CHILD, date(2006, 2, 1), "Jonas", "Albers"),
            MemberRecord(Relation.OTHER, None, "", "", moved_in=date(2026, 1, 1), moved_out=date(2026, 2, 1)),
        ),
        statuses=(StatusRecord("rehabilitation", Period(date(2020, 1, 1), date(2021, 1, 1))),),
        pregnancies=(PregnancyRecord(date(2015, 5, 22), date(2015, 1, 7), expected_single_parent=True),),
        assessments=(AssessmentRecord(Period(date(2025, 1, 2), date(2026, 1, 1)), criteria_met=False),),
    )


def follow(target: Locator) -> None:
    """Click what leads to another page, and wait until that page is there with its scripts.

    A click returns before its page has come: whatever the test looks for next could still be found on the old page, or
    on the new one before its scripts listen.
    """
    with target.page.expect_navigation():
        target.click()


def log_in(page: Page, username: str) -> None:
    """Log in through the login page."""
    page.goto("/anmelden/")
    page.locator("#id_login").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Anmelden"))


def come_in(page: Page, username: str) -> None:
    """Be logged in without having seen a page yet: for tests of other pages, which need no login form."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "domain": "localhost", "path": "/"}])


def begin_at_the_list(page: Page, username: str) -> None:
    """Log in and go to the list of applicants."""
    log_in(page, username)
    follow(page.get_by_role("navigation", name="Hauptnavigation").get_by_role("link", name="Fälle"))
