"""No list overwrites an assessment of case management or an exception, closes a case, or moves one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kit.days import Period
from kit.ranges import as_period
from routing.assignment.actions import close_case
from routing.enums import AssignmentOrigin, ClosingReason, EntryOutcome, ImportState
from routing.models import Assignment, Case, CaseManagementAssessment, CurrentDecision
from routing.record import ApplicantRecord, AssessmentRecord, ExceptionRecord
from routing.tests.caseload.office import (
    NEXT_WEEK,
    THEN,
    Member,
    Person,
    Stock,
    applicant,
    applicants,
    applied,
    checked,
    edit,
    entry,
    household,
    outcomes,
    questions,
    stock,
    uploads,
)
from staff.models import User
from staff.roles import Role
from tests.factories import NOW, TODAY, account, caseworker, make_applicant, record, team_lead

pytestmark = pytest.mark.django_db

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
IN_CASE_MANAGEMENT = {"fallmanagement_von": "01.01.2026", "fallmanagement_bis": "31.12.2026"}


@pytest.fixture
def lead() -> User:
    return team_lead()


def close(number: str, by: User) -> None:
    close_case(applicant=applicant(number), reason=ClosingReason.MOVED, by=by, on=TODAY, at=NOW)


def assessments() -> list[tuple[Period, bool, str]]:
    return [
        (as_period(row.period), row.criteria_met, row.exception_reason)
        for row in CaseManagementAssessment.objects.all()
    ]


def with_assessment(by: User, *, met: bool, excepted: bool) -> ApplicantRecord:
    exception = (
        ExceptionRecord(Period(date(2026, 2, 1), date(2026, 8, 1)), "other", "Drei Kinder", by.pk, by.short_name)
        if excepted
        else None
    )
    return ApplicantRecord(record().person, assessments=(AssessmentRecord(YEAR, met, exception),))


@pytest.mark.parametrize(("met", "excepted"), [(True, False), (False, False), (True, True)])
@pytest.mark.parametrize("cells", [{}, IN_CASE_MANAGEMENT, {"fallmanagement_von": "01.06.2026"}])
def test_what_a_person_assessed_stays_whatever_the_list_says(
    lead: User, cells: dict[str, str], met: bool, excepted: bool
) -> None:
    by = caseworker()
    applied(lead, uploads(applicants(Person())))
    made = with_assessment(by, met=met, excepted=excepted)
    edit(by, lambda stored: replace(stored, assessments=made.assessments))
    before = assessments()

    for _ in range(2):
        run = applied(lead, uploads(applicants(Person(**cells))))
        assert (run.state, questions(run)) == (ImportState.APPLIED, {})
    assert assessments() == before


def test_an_assessment_is_brought_where_there_is_none_and_changed_while_nobody_touched_it(lead: User) -> None:
    applied(lead, uploads(applicants(Person(**IN_CASE_MANAGEMENT))))
    assert assessments() == [(YEAR, True, "")]
    applied(lead, uploads(applicants(Person(fallmanagement_von="01.01.2026"))), on=NEXT_WEEK, at=THEN)
    assert assessments() == [(Period(date(2026, 1, 1)), True, "")]


def test_who_is_missing_is_listed_and_not_closed(lead: User) -> None:
    applied(lead, uploads(applicants(Person(), Person("335A100002"))))

    run = applied(lead, uploads(applicants(Person("335A100002"))), on=NEXT_WEEK, at=THEN)

    assert outcomes(run) == {"335A100001": EntryOutcome.MISSING}
    assert (entry(run).last_name, entry(run).desk_now_id) == ("Albers", "placement")
    assert Case.objects.filter(period__upper_inf=True).count() == 2


def test_who_stands_in_a_line_that_cannot_be_read_or_only_in_another_list_is_not_missing(lead: User) -> None:
    applied(lead, uploads(applicants(Person(), Person("335A100002"))))
    run = checked(lead, uploads(applicants(Person(geburtsdatum="31.02.1990")), household(Member("335A100002"))))
    assert outcomes(run) == {}


def test_a_closed_case_is_not_missing(lead: User) -> None:
    applied(lead, uploads(applicants(Person())))
    close("335A100001", lead)
    assert outcomes(checked(lead, uploads(applicants(Person("335A100002"))))) == {"335A100002": EntryOutcome.NEW}


def test_a_closed_case_in_the_list_is_named_and_stays_closed_though_its_facts_are_kept_up(lead: User) -> None:
    applied(lead, uploads(applicants(Person(), Person("335A100002"))))
    for number in ("335A100001", "335A100002"):
        close(number, lead)

    run = applied(lead, uploads(applicants(Person(nachname="Lang"), Person("335A100002"))), on=NEXT_WEEK, at=THEN)

    assert outcomes(run) == dict.fromkeys(("335A100001", "335A100002"), EntryOutcome.CLOSED)
    assert (applicant().last_name, applicant().revision, applicant("335A100002").revision) == ("Lang", 2, 1)
    assert not Case.objects.filter(period__upper_inf=True).exists()
    assert set(CurrentDecision.objects.values_list("review_on", flat=True)) == {None}


def test_the_stock_moves_no_running_case(lead: User) -> None:
    kim = caseworker("placement", username="kim")
    by = caseworker("placement")
    make_applicant(by=by, record=record(customer_number="335A100001", last_name="Albers", first_name="Nadine"))
    seats = list(Assignment.objects.values_list())
    people = applicants(Person(bg_nummer=applicant().bg_number, geschlecht="w"))

    run = applied(lead, uploads(people, stock=stock(Stock(stelle="u25", ifk=kim.username))))

    (difference,) = entry(run).differences
    assert (entry(run).outcome, difference["field"], difference["contradicts"]) == ("kept", "responsibility", True)
    assert difference["filed"].endswith(", kim")
    assert list(Assignment.objects.values_list()) == seats


@pytest.mark.parametrize("cells", [{"ifk": ""}, {"ifk": "kim"}])
def test_a_stock_that_says_the_same_is_no_news(lead: User, cells: dict[str, str]) -> None:
    caseworker("placement", username="kim")
    lists = uploads(applicants(Person()), stock=stock(Stock(stelle="placement", ifk="kim")))
    applied(lead, lists)
    again = uploads(applicants(Person()), stock=stock(Stock(stelle="placement", **cells)))
    assert outcomes(checked(lead, again)) == {}


def test_of_the_stock_comes_what_it_says_though_the_caseworker_sits_at_another_desk(lead: User) -> None:
    caseworker("u25", username="kim")
    lists = uploads(applicants(Person()), stock=stock(Stock(stelle="placement", ifk="kim", seit="01.02.2024")))

    applied(lead, lists)

    seat = Assignment.objects.get()
    assert (seat.desk_id, seat.caseworker and seat.caseworker.username) == ("placement", "kim")
    assert (seat.origin, as_period(seat.period)) == (AssignmentOrigin.AS_IT_STANDS, Period(date(2024, 2, 1)))
    assert as_period(Case.objects.get().period) == as_period(seat.period)


def test_a_stock_without_a_day_begins_today(lead: User) -> None:
    applied(lead, uploads(applicants(Person()), stock=stock(Stock(seit=TODAY.isoformat()))))
    assert as_period(Assignment.objects.get().period) == Period(TODAY)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"stelle": "empfang"}, "unknown_desk"),
        ({"ifk": "niemand"}, "unknown_login"),
        ({"ifk": "auskunft"}, "unknown_login"),
        ({"ifk": "gegangen"}, "unknown_login"),
        ({"seit": (TODAY + timedelta(days=1)).isoformat()}, "since_in_future"),
    ],
)
def test_who_cannot_be_placed_is_left_out_and_named(lead: User, cells: dict[str, str], reason: str) -> None:
    account(Role.RECEPTION, username="auskunft")
    caseworker(username="gegangen", is_active=False)
    people = applicants(Person(), Person("335A100002"))

    run = checked(lead, uploads(people, stock=stock(Stock(**cells))))

    assert outcomes(run) == {"335A100002": EntryOutcome.NEW}
    reasons = run.files.values_list("problems__list_kind", "problems__reason").filter(problems__isnull=False)
    assert set(reasons) == {("stock", reason), ("applicants", "stock_unreadable")}
