"""A foreign record opened for a reason is open for that day, and asking twice is one grant."""

from datetime import timedelta

import pytest

from routing.assignment.actions import grant_access
from routing.enums import AccessReason
from routing.models import AccessGrant
from routing.permissions import visible_applicants
from tests.factories import NOW, TODAY, caseworker, make_applicant

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)


def test_a_grant_opens_the_record_for_that_day_only() -> None:
    applicant, rossi = make_applicant(by=caseworker("placement")), caseworker("u25")
    assert applicant not in visible_applicants(rossi, TODAY)

    grant_access(applicant=applicant, reason=AccessReason.CALLER, by=rossi, on=TODAY, at=NOW)

    assert applicant in visible_applicants(rossi, TODAY)
    assert applicant not in visible_applicants(rossi, TOMORROW)


def test_asking_twice_for_the_same_reason_is_one_grant() -> None:
    applicant, rossi = make_applicant(by=caseworker("placement")), caseworker("u25")

    first = grant_access(applicant=applicant, reason=AccessReason.CALLER, by=rossi, on=TODAY, at=NOW)
    later = NOW + timedelta(hours=2)
    second = grant_access(applicant=applicant, reason=AccessReason.CALLER, by=rossi, on=TODAY, at=later)

    assert second == first
    assert AccessGrant.objects.get(user=rossi).granted_at == NOW


def test_another_reason_and_another_day_are_kept_apart() -> None:
    applicant, rossi = make_applicant(by=caseworker("placement")), caseworker("u25")

    grant_access(applicant=applicant, reason=AccessReason.CALLER, by=rossi, on=TODAY, at=NOW)
    grant_access(applicant=applicant, reason=AccessReason.DEPUTY, by=rossi, on=TODAY, at=NOW)
    grant_access(applicant=applicant, reason=AccessReason.CALLER, by=rossi, on=TOMORROW, at=NOW)

    assert AccessGrant.objects.filter(user=rossi).count() == 3
