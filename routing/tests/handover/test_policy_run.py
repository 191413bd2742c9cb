"""After new values are put in force, what is stored says what the rules say, days to come included."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from kit.runs import MOST_ATTEMPTS
from routing.assignment import deciding
from routing.enums import Occasion
from routing.handover.policy_run import begin_deciding, decide_some
from routing.handover.reconcile import deviations
from routing.handover.tasks import decide_anew, resume_policy_runs
from routing.models import Applicant, Decision, PolicyRun, PolicyVersion, SetAside
from routing.policy_actions import put_in_force
from routing.queries import Recalculation, still_to_decide
from routing.tests.handover.office import night
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2026, 4, 1)
LEFT = "Nach neuen Vorgaben wird neu gerechnet, noch "
FAILED = "Die Neuberechnung nach neuen Vorgaben ist gescheitert"


@pytest.fixture
def young() -> Applicant:
    """Of the team U25 until she is 25, in 2028."""
    return make_applicant(by=caseworker("u25"), record=record(birth_date=date(2003, 4, 14)))


@pytest.fixture
def old(young: Applicant) -> Applicant:
    """Whatever the age of the team U25: it does not concern her."""
    return make_applicant(by=caseworker("placement"), record=record(birth_date=date(1960, 4, 14)))


def in_force(**values: int) -> PolicyRun:
    return put_in_force(version=PolicyVersion(valid_from=FIRST_DAY, **values), on=TODAY, at=NOW).run


def finish(run: PolicyRun) -> None:
    while decide_some(run_id=run.pk, on=TODAY, at=NOW):
        pass


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_whose_answer_ends_earlier_is_decided_anew_and_nobody_else(young: Applicant, old: Applicant) -> None:
    run = in_force(u25_age=22)
    assert {found.applicant for found in deviations(TODAY)} == {young.key}

    finish(run)

    assert list(deviations(TODAY)) == []
    anew = Decision.objects.get(occasion=Occasion.NEW_POLICY)
    assert (anew.applicant, anew.holds_until, anew.decided_by) == (young, date(2026, 3, 31), None)
    assert still_to_decide() is None


def test_the_list_and_the_page_of_a_case_say_the_same_afterwards(young: Applicant) -> None:
    client = logged_in(User.objects.get(desk="u25"))
    with time_machine.travel(NOW, tick=False):
        finish(in_force(u25_age=22))
        shown = client.get(f"{reverse('applicant_list')}?gilt_bis=30")
        page = client.get(reverse("applicant_detail", kwargs={"key": young.key}))
    assert [row.holds_until for row in shown.context["page"].rows] == [date(2026, 3, 31)]
    assert "31.03.2026" in page.content.decode()


def test_until_all_are_decided_anew_pages_and_reconcile_say_how_many_are_left(
    young: Applicant, old: Applicant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PolicyRun, "CHUNK", 1)
    client = logged_in(User.objects.get(desk="u25"))
    run = in_force(u25_age=22)

    def said() -> list[bool]:
        answers = [
            client.get(f"{reverse(name)}?sortierung=name").content.decode() for name in ("applicant_list", "my_day")
        ]
        answers.append(client.get(reverse("applicant_detail", kwargs={"key": young.key})).content.decode())
        answers.append(reconciled())
        return [LEFT in answer for answer in answers]

    with time_machine.travel(NOW, tick=False):
        assert "noch 2." in reconciled()
        assert said() == [True] * 4
        decide_some(run_id=run.pk, on=TODAY, at=NOW)
        assert "noch 1." in reconciled()
        finish(run)
        assert said() == [False] * 4
        assert "0 Abweichungen" in reconciled()


def reconciled() -> str:
    said = StringIO()
    call_command("reconcile", stdout=said)
    return said.getvalue()


def test_whoever_the_rules_cannot_be_asked_about_is_set_aside_and_stops_nobody(
    young: Applicant, old: Applicant, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = deciding.answered

    def fails(applicant: int, *rest: Any) -> Decision:
        if applicant == young.pk:
            raise KeyError("Sommer")
        return ask(applicant, *rest)

    monkeypatch.setattr(deciding, "answered", fails)
    finish(in_force(u25_age=22, waiting_days=90))

    (aside,) = SetAside.objects.all()
    assert (aside.applicant, aside.reason.partition(":")[0]) == (young, "KeyError in fails")
    assert still_to_decide() is None


def test_a_second_version_before_the_first_run_is_over_is_calculated_too(young: Applicant) -> None:
    first = in_force(u25_age=24)
    second = put_in_force(version=PolicyVersion(valid_from=date(2026, 7, 1), u25_age=22), on=TODAY, at=NOW).run

    finish(second)
    assert still_to_decide() == Recalculation(1, has_failed=False)
    finish(first)

    assert list(deviations(TODAY)) == []
    assert still_to_decide() is None


def test_beat_goes_on_with_a_run_whose_message_was_lost(young: Applicant, monkeypatch: pytest.MonkeyPatch) -> None:
    run = in_force(u25_age=22)
    sent: list[tuple[int]] = []
    monkeypatch.setattr(decide_anew, "apply_async", lambda arguments, **_: sent.append(arguments))

    resume_policy_runs()
    with time_machine.travel(NOW, tick=False):
        decide_anew(*sent[0])
    resume_policy_runs()

    assert sent == [(run.pk,)]
    assert list(deviations(TODAY)) == []


def given_up(run: PolicyRun) -> None:
    while begin_deciding(run_id=run.pk):
        pass


def test_what_gets_nowhere_is_given_up_and_pages_and_reconcile_say_whom_to_tell(
    young: Applicant, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[int]] = []
    monkeypatch.setattr(decide_anew, "apply_async", lambda arguments, **_: sent.append(arguments))
    client = logged_in(User.objects.get(desk="u25"))
    run = in_force(u25_age=22)

    begun = [begin_deciding(run_id=run.pk) for _ in range(MOST_ATTEMPTS + 1)]

    assert begun == [True] * MOST_ATTEMPTS + [False]
    resume_policy_runs()
    assert sent == []
    with time_machine.travel(NOW, tick=False):
        for address in (reverse("applicant_list"), reverse("my_day"), reverse("applicant_detail", args=[young.key])):
            page = client.get(address, follow=True).content.decode()
            assert FAILED in page
            assert LEFT not in page
        said = StringIO()
        with pytest.raises(SystemExit):
            call_command("reconcile", stdout=said)
    assert f"{FAILED}, noch 1. Sagen Sie der IT Bescheid." in said.getvalue()
    assert str(young.key) in said.getvalue()


def test_a_run_that_gets_on_is_not_given_up_however_often_it_is_begun(
    young: Applicant, old: Applicant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PolicyRun, "CHUNK", 1)
    run = in_force(u25_age=22)
    for _ in range(2):
        for _ in range(MOST_ATTEMPTS):
            assert begin_deciding(run_id=run.pk)
        decide_some(run_id=run.pk, on=TODAY, at=NOW)
    finish(run)
    assert still_to_decide() is None


def test_a_run_that_was_given_up_is_forgotten_once_a_later_one_has_reached_all(young: Applicant) -> None:
    given_up(in_force(u25_age=24))
    later = NOW + timedelta(hours=1)
    second = put_in_force(version=PolicyVersion(valid_from=date(2026, 7, 1), u25_age=22), on=TODAY, at=later).run

    assert still_to_decide() == Recalculation(1, has_failed=False)
    finish(second)

    assert still_to_decide() is None
    assert list(deviations(TODAY)) == []


def test_a_run_that_was_given_up_is_forgotten_once_the_night_of_the_first_day_has_asked_all(young: Applicant) -> None:
    given_up(in_force(u25_age=22))

    night(FIRST_DAY - timedelta(days=1))
    assert still_to_decide() == Recalculation(1, has_failed=True)
    night(FIRST_DAY)

    assert still_to_decide() is None
    assert list(deviations(FIRST_DAY)) == []
