"""Who is told that values wait for a second person."""

from datetime import timedelta

import pytest

from frame.contracts import AgendaGroup
from routing.outlook.agenda import what_if_lines
from routing.tests.outlook.office import compared, proposed
from staff.roles import Role
from tests.factories import TODAY, account, caseworker, team_lead, viewer

pytestmark = pytest.mark.django_db
FIRST_DAY = TODAY + timedelta(days=30)


def test_the_others_who_may_are_told_and_nobody_else() -> None:
    lead = team_lead("ifk_aez")
    proposed(lead, FIRST_DAY)
    told = [team_lead("u25"), account(Role.ADMINISTRATION)]
    others = [lead, caseworker(), account(Role.DIVISION_HEAD)]

    assert [len(list(what_if_lines(viewer(user)))) for user in told] == [1, 1]
    assert [len(list(what_if_lines(viewer(user)))) for user in others] == [0, 0, 0]
    (line,) = what_if_lines(viewer(told[0], TODAY))
    assert (line.group, line.due_on, line.person) == (AgendaGroup.DUE, FIRST_DAY - timedelta(days=1), None)


def test_when_its_day_has_come_it_is_overdue_and_what_nobody_asked_for_is_no_line() -> None:
    compared(team_lead("ifk_aez"))
    second = team_lead("u25")
    assert list(what_if_lines(viewer(second))) == []
    proposed(team_lead("reha_sb"), FIRST_DAY)
    (line,) = what_if_lines(viewer(second, FIRST_DAY))
    assert line.group == AgendaGroup.OVERDUE
