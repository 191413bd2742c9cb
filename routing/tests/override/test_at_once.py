"""Two at the same moment leave one valid result, and one sentence for the other."""

import pytest

from kit.refusals import ActionRefused
from routing.models import Decision, Override
from routing.override.actions import end_early, reject_override
from routing.tests.at_once import at_once
from routing.tests.override.office import approved, asked_for, placed
from tests.factories import NOW, TODAY, caseworker, team_lead

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_several_who_ask_at_once_one_does() -> None:
    asking = [caseworker("placement") for _ in range(4)]
    applicant = placed(asking[0])

    results = at_once(*(lambda by=by: asked_for(applicant, by) for by in asking))

    assert sum(isinstance(result, Override) for result in results) == 1
    assert Override.objects.count() == 1


def test_of_two_who_decide_at_once_one_does() -> None:
    asking = caseworker("placement")
    override = asked_for(placed(asking), asking)
    one, other = team_lead("placement"), team_lead("placement")

    results = at_once(
        lambda: approved(override, by=one),
        lambda: reject_override(override=override, answer="Nein", by=other, at=NOW),
    )

    assert sorted(isinstance(result, ActionRefused) for result in results) == [False, True]
    override.refresh_from_db()
    assert Decision.objects.count() == (2 if override.state == "approved" else 1)


def test_an_approval_and_a_withdrawal_at_once_leave_answer_and_override_in_line() -> None:
    asking = caseworker("placement")
    applicant = placed(asking)
    override = asked_for(applicant, asking)
    lead = team_lead("placement")

    at_once(lambda: approved(override, by=lead), lambda: end_early(override=override, by=asking, on=TODAY, at=NOW))

    override.refresh_from_db()
    assert override.state == "ended"
    assert Decision.objects.filter(applicant=applicant).latest("pk").desk_id == "placement"
