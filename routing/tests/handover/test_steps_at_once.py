"""Many at the same moment: one hand-over, one assignment, and a sentence for everybody else."""

from datetime import timedelta

import pytest

from kit.refusals import ActionRefused
from routing.assignment.actions import close_case
from routing.assignment.choosing import Choice
from routing.enums import ClosingReason
from routing.handover.actions import accept
from routing.handover.carrying_out import complete_due
from routing.models import Assignment, Transfer, TransferStep
from routing.tests.at_once import at_once
from routing.tests.handover.transfers import accepted, do_accept, do_initiate, do_send_back, initiated, proposed
from tests.factories import NOW, TODAY, caseworker

pytestmark = pytest.mark.django_db(transaction=True)

NEXT_WEEK = TODAY + timedelta(days=7)


def test_of_twenty_who_accept_at_once_one_gets_the_case_and_nineteen_one_sentence() -> None:
    transfer = initiated(caseworker("ifk_aez"))
    twenty = [caseworker("placement") for _ in range(20)]

    def take(by: object) -> object:
        return accept(transfer=transfer, choice=Choice(by), effective_on=TODAY, by=by, on=TODAY, at=NOW)  # type: ignore[arg-type]

    results = at_once(*(lambda by=by: take(by) for by in twenty))

    refused = {str(result) for result in results if isinstance(result, ActionRefused)}
    (winner,) = (result.caseworker for result in results if isinstance(result, Transfer))
    assert winner is not None
    assert refused == {f"Die Überstellung ist inzwischen vollzogen ({winner.short_name})."}
    standing = Assignment.objects.get(applicant=transfer.applicant)
    assert (standing.desk_id, standing.caseworker) == ("placement", winner)
    assert TransferStep.objects.filter(transfer=transfer, kind="accepted").count() == 1


def test_initiated_twice_at_once_it_is_initiated_once() -> None:
    keller = caseworker("ifk_aez")
    transfer = proposed(keller)

    results = at_once(*(lambda: do_initiate(transfer, keller) for _ in range(4)))

    assert sum(isinstance(result, Transfer) for result in results) == 1
    assert TransferStep.objects.filter(transfer=transfer, kind="initiated").count() == 1


def test_accepted_and_returned_at_once_only_one_of_both_happens() -> None:
    marten, juric = caseworker("placement"), caseworker("placement")
    transfer = initiated(caseworker("ifk_aez"))

    results = at_once(lambda: do_accept(transfer, marten), lambda: do_send_back(transfer, juric))

    assert sorted(isinstance(result, ActionRefused) for result in results) == [False, True]
    kinds = set(TransferStep.objects.filter(transfer=transfer).values_list("kind", flat=True))
    assert len(kinds & {"accepted", "returned"}) == 1


def test_a_case_closed_while_it_is_accepted_stays_closed() -> None:
    keller, marten = caseworker("ifk_aez"), caseworker("placement")
    transfer = initiated(keller)

    at_once(
        lambda: do_accept(transfer, marten),
        lambda: close_case(applicant=transfer.applicant, reason=ClosingReason.WORK, by=keller, on=TODAY, at=NOW),
    )

    assert not Assignment.objects.filter(period__upper_inf=True).exists()


def test_five_nights_at_once_carry_out_what_was_agreed_once() -> None:
    marten = caseworker("placement")
    transfer = accepted(caseworker("ifk_aez"), marten, NEXT_WEEK)

    done = at_once(*(lambda: complete_due(on=NEXT_WEEK, at=NOW) for _ in range(5)))

    assert sum(number for number in done if isinstance(number, int)) == 1
    assert Assignment.objects.filter(applicant=transfer.applicant).count() == 2
    assert TransferStep.objects.filter(transfer=transfer, kind="completed").count() == 1
