"""Asking what other values would change, and putting them in force by two people."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from kit.refusals import ActionRefused
from routing.models import (
    Applicant,
    Assignment,
    CurrentDecision,
    Decision,
    PolicyVersion,
    WhatIfMove,
    WhatIfRun,
)
from routing.outlook import what_if_actions
from routing.outlook.what_if_actions import (
    LIST_KEPT,
    begin_comparing,
    cancel_what_if,
    compare_some,
    end_proposal,
    forget_persons,
    propose_values,
    put_values_in_force,
    request_what_if,
)
from routing.queries import record_of
from routing.record import ApplicantRecord
from routing.rules.policy import Policy
from routing.tests.at_once import at_once
from routing.tests.outlook.office import asked, compared, mother, proposed, under_25
from staff.models import User
from staff.roles import Role
from tests.factories import NOW, TODAY, account, caseworker, team_lead

pytestmark = pytest.mark.django_db
FIRST_DAY = TODAY + timedelta(days=30)


@pytest.fixture
def lead() -> User:
    return team_lead("ifk_aez")


def test_it_says_who_would_go_from_where_to_where_and_changes_nothing(lead: User) -> None:
    """With 17 the mother of a daughter of 17 is no single parent any more, and with 24 somebody of 24 not under 25."""
    leaving, staying = mother(), mother(born=date(2020, 1, 1))
    young = under_25()
    before = [list(model.objects.values()) for model in (Applicant, Assignment, Decision, CurrentDecision)]

    run = compared(lead, Policy(adult_age=17, u25_age=24))

    assert run.state == "finished"
    assert run.pairs == {"ifk_aez placement": 1, "ifk_aez ifk_aez": 1, "u25 placement": 1}
    assert set(run.moves.values_list("applicant", "before", "after")) == {
        (leaving.pk, "ifk_aez", "placement"),
        (young.pk, "u25", "placement"),
    }
    assert not run.moves.filter(applicant=staying).exists()
    assert [list(model.objects.values()) for model in (Applicant, Assignment, Decision, CurrentDecision)] == before
    assert not PolicyVersion.objects.exists()


def test_it_is_compared_chunk_by_chunk_and_says_how_far_it_is(lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    by = caseworker("ifk_aez")
    for _ in range(4):
        mother(by)
    monkeypatch.setattr(WhatIfRun, "CHUNK", 2)
    run = asked(lead)

    assert begin_comparing(run_id=run.pk)
    seen = [run.percent]
    while compare_some(run_id=run.pk, at=NOW):
        run.refresh_from_db()
        seen.append(run.percent)
    run.refresh_from_db()

    assert seen == [0, 50, 100]
    assert (run.state, run.done, run.percent, run.moves.count()) == ("finished", 4, 100, 4)


def test_a_cancelled_question_is_compared_no_further_and_keeps_nothing(
    lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother()
    mother()
    monkeypatch.setattr(WhatIfRun, "CHUNK", 1)
    run = asked(lead)
    begin_comparing(run_id=run.pk)
    compare_some(run_id=run.pk, at=NOW)

    cancel_what_if(run=run, by=lead)

    assert not compare_some(run_id=run.pk, at=NOW)
    assert not begin_comparing(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.pairs, run.moves.count()) == ("cancelled", {}, 0)
    with pytest.raises(ActionRefused, match="Stand hat sich inzwischen geändert"):
        cancel_what_if(run=run, by=lead)


def test_a_question_that_kills_its_worker_three_times_is_given_up(lead: User) -> None:
    mother()
    run = asked(lead)
    WhatIfMove.objects.create(run=run, applicant=mother(), before_id="ifk_aez", after_id="placement")
    assert [begin_comparing(run_id=run.pk) for _ in range(4)] == [True, True, True, False]
    run.refresh_from_db()
    assert (run.state, run.moves.count()) == ("failed", 0)


def test_one_whom_the_rules_cannot_be_asked_about_is_left_out(lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, fine = mother(), mother()

    def fails(applicant: Applicant, rows: Any) -> ApplicantRecord:
        if applicant == broken:
            raise KeyError(broken.last_name)
        return record_of(applicant, rows)

    monkeypatch.setattr(what_if_actions, "record_of", fails)
    run = compared(lead)
    assert (run.left_out, [move.applicant for move in run.moves.all()]) == (1, [fine])


def test_somebody_asks_one_thing_at_a_time(lead: User) -> None:
    asked(lead)
    with pytest.raises(ActionRefused, match="vorige Frage wird noch gerechnet"):
        asked(lead)
    asked(team_lead("u25"))
    assert WhatIfRun.objects.count() == 2


def test_the_bereichsleitung_puts_the_values_in_force(lead: User) -> None:
    mother()
    run, second = proposed(lead, FIRST_DAY), account(Role.DIVISION_HEAD)

    version = put_values_in_force(run=run, by=second, on=TODAY, at=NOW)

    run.refresh_from_db()
    assert (run.state, run.decided_by, run.version) == ("in_force", second, version)
    assert (version.valid_from, version.adult_age) == (FIRST_DAY, 17)
    assert CurrentDecision.objects.get().review_on == FIRST_DAY


def test_nobody_puts_in_force_what_she_has_asked_for(lead: User) -> None:
    run = proposed(lead, FIRST_DAY)
    with pytest.raises(ActionRefused, match="Bereichsleitung"):
        put_values_in_force(run=run, by=lead, on=TODAY, at=NOW)
    assert not PolicyVersion.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.DIVISION_HEAD}))
def test_other_roles_put_nothing_in_force(lead: User, role: Role) -> None:
    in_teams = {Role.CASEWORKER: caseworker("u25"), Role.TEAM_LEAD: team_lead("u25")}
    somebody = in_teams.get(role) or account(role)
    with pytest.raises(ActionRefused):
        put_values_in_force(run=proposed(lead, FIRST_DAY), by=somebody, on=TODAY, at=NOW)
    assert not PolicyVersion.objects.exists()


def test_on_the_first_day_itself_it_is_too_late(lead: User) -> None:
    run = proposed(lead, FIRST_DAY)
    with pytest.raises(ActionRefused, match="schon da oder vorbei"):
        put_values_in_force(run=run, by=account(Role.DIVISION_HEAD), on=FIRST_DAY, at=NOW)


def test_values_are_asked_for_from_tomorrow_on_and_for_a_day_that_is_free(lead: User) -> None:
    run = compared(lead)
    propose = partial(propose_values, run=run, by=lead, on=TODAY, at=NOW)
    PolicyVersion.objects.create(valid_from=FIRST_DAY)
    with pytest.raises(ActionRefused, match="frühestens ab morgen"):
        propose(valid_from=TODAY)
    with pytest.raises(ActionRefused, match="schon eine Vorgabe"):
        propose(valid_from=FIRST_DAY)


def test_a_day_that_was_taken_meanwhile_is_refused_with_a_sentence(lead: User) -> None:
    run = proposed(lead, FIRST_DAY)
    PolicyVersion.objects.create(valid_from=FIRST_DAY)
    with pytest.raises(ActionRefused, match="schon eine Vorgabe"):
        put_values_in_force(run=run, by=account(Role.DIVISION_HEAD), on=TODAY, at=NOW)
    run.refresh_from_db()
    assert run.state == "proposed"


def test_nobody_but_who_asked_asks_for_it_to_be_in_force(lead: User) -> None:
    with pytest.raises(ActionRefused, match="wer die Frage gestellt hat"):
        propose_values(run=compared(lead), valid_from=FIRST_DAY, by=team_lead("u25"), on=TODAY, at=NOW)


def test_a_request_that_was_taken_back_can_be_made_again(lead: User) -> None:
    run = proposed(lead, FIRST_DAY)
    end_proposal(run=run, by=lead)
    with pytest.raises(ActionRefused, match="Stand hat sich inzwischen geändert"):
        put_values_in_force(run=run, by=account(Role.DIVISION_HEAD), on=TODAY, at=NOW)
    propose_values(run=run, valid_from=FIRST_DAY, by=lead, on=TODAY, at=NOW)
    put_values_in_force(run=run, by=account(Role.DIVISION_HEAD), on=TODAY, at=NOW)
    assert PolicyVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_puts_in_force_and_the_other_is_told() -> None:
    run = proposed(team_lead("ifk_aez"), FIRST_DAY)
    others = [account(Role.DIVISION_HEAD) for _ in range(2)]
    answers = at_once(*(partial(put_values_in_force, run=run, by=by, on=TODAY, at=NOW) for by in others))
    assert sorted(isinstance(answer, ActionRefused) for answer in answers) == [False, True]
    assert PolicyVersion.objects.count() == 1


def test_after_four_weeks_a_comparison_names_nobody_and_keeps_its_numbers(lead: User) -> None:
    mother()
    run = compared(lead)
    forget_persons(at=NOW + LIST_KEPT - timedelta(hours=1))
    assert WhatIfMove.objects.count() == 1
    forget_persons(at=NOW + LIST_KEPT)
    run.refresh_from_db()
    assert (WhatIfMove.objects.count(), run.pairs) == (0, {"ifk_aez placement": 1})


def test_a_request_is_kept_with_what_was_asked(lead: User) -> None:
    values = Policy(adult_age=21, u25_age=27, waiting_days=56, other_adults_count=False)
    run = request_what_if(asked=values, on=FIRST_DAY, by=lead, at=NOW)
    run.refresh_from_db()
    assert (run.policy, run.on, run.requested_by, run.state) == (values, FIRST_DAY, lead, "computing")
