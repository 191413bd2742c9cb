"""Who is told that values wait for a second person."""

from datetime import timedelta

import pytest

from frame.contracts import AgendaGroup
from routing.outlook.agenda import what_if_lines
from routing.tests.outlook.office import compared, proposed
from staff.roles import Role
from tests.factories import TODAY, account, team_lead, viewer

pytestmark = pytest.mark.django_db
FIRST_DAY = TODAY + timedelta(days=30)


def test_the_bereichsleitung_is_told_and_nobody_else() -> None:
    lead = team_lead("ifk_aez")
    proposed(lead, FIRST_DAY)
    others = [lead, team_lead("u25"), *map(account, set(Role) - {Role.DIVISION_HEAD, Role.CASEWORKER, Role.TEAM_LEAD})]

    assert [user.role for user in others if list(what_if_lines(viewer(user)))] == []
    (line,) = what_if_lines(viewer(account(Role.DIVISION_HEAD)))
    assert (line.group, line.due_on, line.person) == (AgendaGroup.DUE, FIRST_DAY - timedelta(days=1), None)


def test_when_its_day_has_come_it_is_overdue_and_what_nobody_asked_for_is_no_line() -> None:
    compared(team_lead("ifk_aez"))
    second = account(Role.DIVISION_HEAD)
    assert list(what_if_lines(viewer(second))) == []
    proposed(team_lead("reha_sb"), FIRST_DAY)
    (line,) = what_if_lines(viewer(second, FIRST_DAY))
    assert line.group == AgendaGroup.OVERDUE
