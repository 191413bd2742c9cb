"""Many people at the same moment: one case, one open assignment, and a sentence for everybody else."""

from datetime import date, timedelta

import pytest

from kit.refusals import ActionRefused
from routing.assignment.actions import close_case, grant_access, take_over_case
from routing.assignment.openings import open_new_case
from routing.enums import AccessReason, ClosingReason, Occasion
from routing.models import AccessGrant, Assignment, Case
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.tests.at_once import at_once
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

pytestmark = pytest.mark.django_db(transaction=True)

TOMORROW = TODAY + timedelta(days=1)
MIA = MemberRecord(Relation.CHILD, date(2017, 6, 5), "Mia", "Sommer")


def test_after_ten_take_overs_at_once_one_assignment_is_open() -> None:
    mother = make_applicant(by=caseworker("u25"), record=record(members=(MIA,)))
    ten = [caseworker("ifk_aez") for _ in range(10)]

    results = at_once(*(lambda by=by: take_over_case(applicant=mother, by=by, on=TOMORROW, at=NOW) for by in ten))

    assert all(isinstance(result, Assignment) for result in results)
    assert Assignment.objects.get(period__upper_inf=True).caseworker in ten
    assert Assignment.objects.count() == 2


def test_of_two_who_reopen_a_case_one_is_told_that_it_is_open() -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    close_case(applicant=applicant, reason=ClosingReason.WORK, by=by, on=TODAY, at=NOW)

    def reopen() -> object:
        return open_new_case(applicant=applicant, occasion=Occasion.REOPENED, by=by, on=TOMORROW, at=NOW)

    results = at_once(reopen, reopen)

    assert sorted(isinstance(result, ActionRefused) for result in results) == [False, True]
    assert Case.objects.filter(period__upper_inf=True).count() == 1
    assert Assignment.objects.filter(period__upper_inf=True).count() == 1


def test_of_two_who_close_a_case_one_is_told_that_it_is_closed() -> None:
    by = caseworker()
    applicant = make_applicant(by=by)

    def close() -> object:
        return close_case(applicant=applicant, reason=ClosingReason.WORK, by=by, on=TOMORROW, at=NOW)

    results = at_once(close, close)

    assert sorted(isinstance(result, ActionRefused) for result in results) == [False, True]


def test_a_case_closed_while_somebody_takes_it_over_stays_closed() -> None:
    keller, aydin = caseworker("ifk_aez"), caseworker("ifk_aez")
    mother = make_applicant(by=keller, record=record(members=(MIA,)))

    at_once(
        lambda: take_over_case(applicant=mother, by=aydin, on=TOMORROW, at=NOW),
        lambda: close_case(applicant=mother, reason=ClosingReason.MOVED, by=keller, on=TOMORROW, at=NOW),
    )

    assert not Case.objects.filter(period__upper_inf=True).exists()
    assert not Assignment.objects.filter(period__upper_inf=True).exists()


def test_the_same_access_asked_for_twice_at_once_is_one_grant() -> None:
    applicant, rossi = make_applicant(by=caseworker("placement")), caseworker("u25")

    def ask() -> object:
        return grant_access(applicant=applicant, reason=AccessReason.CALLER, by=rossi, on=TODAY, at=NOW)

    at_once(ask, ask, ask)

    assert AccessGrant.objects.filter(user=rossi).count() == 1
