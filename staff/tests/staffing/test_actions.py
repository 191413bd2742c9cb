"""Staffing as it is entered, and what is read from it on a day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from kit.days import Period
from kit.ranges import as_period
from staff.enums import Restriction
from staff.models import Deputyship, Desk, Staffing, Unavailability, User
from staff.staffing.actions import change_share, move_end, note_unavailable, serve, stand_in
from staff.staffing.queries import capacity, serves, serving, standing_in_for, stood_in_for
from tests.factories import TODAY, caseworker, team_lead

pytestmark = pytest.mark.django_db

A_WEEK = timedelta(days=7)
BACK = TODAY + A_WEEK
LAST = BACK - timedelta(days=1)


def away(person: User, first: date = TODAY, last: date | None = LAST) -> Unavailability:
    return note_unavailable(user=person, kind=Restriction.ABSENT, first=first, last=last, by=person)


def names(people: list[User]) -> list[str]:
    return [person.username for person in people]


def test_half_a_desk_has_half_the_places() -> None:
    caseworker("u25", share=50)
    Desk.objects.filter(pk="u25").update(norm=101)

    assert [row.places for row in serving(["u25"], TODAY)] == [51]


def test_whoever_is_away_takes_no_new_cases_and_is_back_by_herself() -> None:
    keller = caseworker()
    away(keller)

    (meanwhile,), (afterwards,) = serving(["ifk_aez"], TODAY), serving(["ifk_aez"], BACK)

    assert (meanwhile.takes_new_cases, meanwhile.restriction) == (False, "abwesend bis 08.03.2026")
    assert afterwards.takes_new_cases


def test_an_absence_that_is_near_is_told_before_it_begins_and_keeps_nobody_from_new_cases() -> None:
    away(caseworker(), first=BACK, last=None)

    (soon,), (at_last,) = serving(["ifk_aez"], TODAY), serving(["ifk_aez"], LAST)
    (far,) = serving(["ifk_aez"], TODAY - A_WEEK)

    assert (soon.takes_new_cases, soon.ahead) == (True, "ab 09.03.2026 abwesend bis auf Weiteres")
    assert at_last.ahead == "ab morgen abwesend bis auf Weiteres"
    assert far.ahead == ""


def test_whoever_has_left_serves_no_desk_any_more() -> None:
    keller = caseworker()
    move_end(entry=Staffing.objects.get(), last=LAST, by=keller)

    assert serves(keller, "ifk_aez", LAST)
    assert not serves(keller, "ifk_aez", BACK)
    assert serving(["ifk_aez"], BACK) == []


def test_an_account_that_is_shut_or_moved_to_another_team_serves_nobody() -> None:
    shut, moved = caseworker(), caseworker()
    User.objects.filter(pk=shut.pk).update(is_active=False)
    User.objects.filter(pk=moved.pk).update(team=Desk.objects.get(pk="u25").team, desk="u25")

    assert serving(["ifk_aez"], TODAY) == []


def test_another_share_from_a_day_on_leaves_the_days_before_as_they_were() -> None:
    keller = caseworker()
    change_share(staffing=Staffing.objects.get(), share=50, first=BACK, by=keller)

    assert capacity(["ifk_aez"], [LAST, BACK]) == {("ifk_aez", LAST): 130, ("ifk_aez", BACK): 65}


def test_capacity_does_not_count_whoever_is_absent() -> None:
    keller = caseworker()
    caseworker(share=50)
    away(keller)

    assert capacity(["ifk_aez"], [TODAY, BACK]) == {("ifk_aez", TODAY): 65, ("ifk_aez", BACK): 195}


def test_nobody_serves_a_desk_of_another_team() -> None:
    keller = caseworker()

    with pytest.raises(ValidationError, match="aus dem Team dieser Person"):
        serve(user=keller, desk=Desk.objects.get(pk="u25"), share=50, first=TODAY, last=None, by=keller)


def test_an_absence_that_overlaps_another_is_refused_and_nothing_is_kept() -> None:
    keller = caseworker()
    away(keller)

    with pytest.raises(ValidationError, match="schon eine Abwesenheit"):
        away(keller, first=LAST, last=None)
    assert Unavailability.objects.count() == 1


def test_a_last_day_before_the_first_is_refused() -> None:
    keller = caseworker()

    with pytest.raises(ValidationError, match="Der letzte Tag liegt vor dem ersten"):
        away(keller, first=BACK, last=TODAY)


def test_an_absence_becomes_longer_or_shorter_and_one_that_did_not_begin_goes() -> None:
    keller = caseworker()
    absence = away(keller)

    assert move_end(entry=absence, last=BACK, by=keller)
    assert as_period(Unavailability.objects.get().period) == Period(TODAY, BACK + timedelta(days=1))
    assert not move_end(entry=absence, last=TODAY - timedelta(days=1), by=keller)
    assert not Unavailability.objects.exists()
    with pytest.raises(ValidationError, match="gibt es nicht mehr"):
        move_end(entry=absence, last=BACK, by=keller)


def test_a_deputy_stands_in_only_while_the_other_is_absent() -> None:
    keller, aydin = caseworker(username="keller"), caseworker(username="aydin")
    stand_in(user=keller, deputy=aydin, first=TODAY, last=BACK, by=keller)
    away(keller)

    assert names(standing_in_for([(keller, LAST)])[keller.pk, LAST]) == ["aydin"]
    assert names(stood_in_for(aydin, LAST, [])) == ["keller"]
    assert standing_in_for([(keller, BACK)]) == {}
    assert stood_in_for(aydin, BACK, []) == []


def test_who_stands_in_is_asked_for_several_days_at_once() -> None:
    keller, aydin, lead = caseworker(username="keller"), caseworker(username="aydin"), team_lead(username="sommer")
    stand_in(user=keller, deputy=aydin, first=TODAY, last=LAST, by=keller)
    away(keller, last=BACK)

    found = standing_in_for([(keller, TODAY), (keller, BACK), (aydin, TODAY)])

    assert found == {(keller.pk, TODAY): [aydin], (keller.pk, BACK): [lead]}


def test_without_anybody_who_is_there_the_cases_are_the_team_leads() -> None:
    keller, aydin, lead = caseworker(username="keller"), caseworker(username="aydin"), team_lead(username="sommer")
    team_lead("u25")
    stand_in(user=keller, deputy=aydin, first=TODAY, last=BACK, by=keller)
    away(keller)
    away(aydin)

    assert names(standing_in_for([(keller, TODAY)])[keller.pk, TODAY]) == ["sommer"]
    assert sorted(names(stood_in_for(lead, TODAY, []))) == ["aydin", "keller"]


def test_a_deputy_whose_account_is_shut_stands_in_for_nobody() -> None:
    keller, aydin = caseworker(username="keller"), caseworker(username="aydin")
    team_lead(username="sommer")
    stand_in(user=keller, deputy=aydin, first=TODAY, last=BACK, by=keller)
    away(keller)
    User.objects.filter(pk=aydin.pk).update(is_active=False)

    assert names(standing_in_for([(keller, TODAY)])[keller.pk, TODAY]) == ["sommer"]


def test_nobody_stands_in_for_herself_or_from_another_team() -> None:
    keller, stranger = caseworker(), caseworker("u25")

    with pytest.raises(ValidationError, match="Niemand vertritt sich selbst"):
        stand_in(user=keller, deputy=keller, first=TODAY, last=LAST, by=keller)
    with pytest.raises(ValidationError, match="aus dem Team"):
        stand_in(user=keller, deputy=stranger, first=TODAY, last=LAST, by=keller)
    assert not Deputyship.objects.exists()
