"""Keeping a view: one name once per person, one view to begin with, shared with the team of the day."""

import pytest

from kit.refusals import ActionRefused
from routing.caselist.saved import is_shared, start_query
from routing.caselist.saved_actions import NameInUse, change_filter, delete_filter, replace_query, save_filter
from routing.models import SavedFilter
from routing.tests.at_once import at_once
from staff.models import User
from tests.factories import caseworker


def saved(owner: User, name: str = "Schwangere", *, shared: bool = False, is_start: bool = False) -> SavedFilter:
    return save_filter(owner=owner, name=name, query="?grundlage=pregnancy", shared=shared, is_start=is_start)


def test_a_second_view_of_the_same_name_is_refused_with_a_sentence(keller: User) -> None:
    saved(keller)

    with pytest.raises(NameInUse, match="schon eine Ansicht mit diesem Namen"):
        saved(keller)
    saved(caseworker())

    assert SavedFilter.objects.filter(owner=keller).count() == 1


def test_a_view_may_keep_its_name_but_not_take_that_of_another(keller: User) -> None:
    first, second = saved(keller), saved(keller, "Überfällige")

    change_filter(saved=first, name="Schwangere", shared=False, is_start=False)
    with pytest.raises(NameInUse):
        change_filter(saved=second, name="Schwangere", shared=False, is_start=False)


def test_the_newest_choice_to_begin_with_takes_the_place_of_the_one_before(keller: User) -> None:
    first = saved(keller, is_start=True)
    other = saved(caseworker(), is_start=True)
    second = saved(keller, "Überfällige", is_start=True)

    assert list(SavedFilter.objects.filter(is_start=True).order_by("pk")) == [other, second]
    change_filter(saved=first, name="Schwangere", shared=False, is_start=True)
    assert list(SavedFilter.objects.filter(is_start=True).order_by("pk")) == [first, other]


def test_sharing_is_for_the_team_of_the_day_and_is_taken_back(keller: User) -> None:
    view = saved(keller, shared=True)
    assert view.team == keller.team
    assert is_shared(view)

    change_filter(saved=view, name="Schwangere", shared=False, is_start=False)

    assert SavedFilter.objects.get().team is None


def test_who_changes_team_shares_with_nobody_until_she_says_so_again(keller: User) -> None:
    view = saved(keller, shared=True)
    new = caseworker("u25")
    User.objects.filter(pk=keller.pk).update(team=new.team, desk="u25")

    view = SavedFilter.objects.get(pk=view.pk)
    assert not is_shared(view)
    assert is_shared(change_filter(saved=view, name="Schwangere", shared=True, is_start=False))
    assert SavedFilter.objects.get().team == new.team


def test_replaced_filters_keep_name_and_sharing(keller: User) -> None:
    view = saved(keller, shared=True, is_start=True)

    replace_query(saved=view, query="?offen=any")

    stored = SavedFilter.objects.get()
    assert (stored.name, stored.query, stored.team, stored.is_start) == ("Schwangere", "?offen=any", keller.team, True)


def test_what_was_deleted_in_another_window_is_not_brought_back(keller: User) -> None:
    view = saved(keller, is_start=True)
    delete_filter(saved=SavedFilter.objects.get())
    delete_filter(saved=view)

    with pytest.raises(ActionRefused, match="inzwischen gelöscht"):
        change_filter(saved=view, name="Neu", shared=False, is_start=False)
    with pytest.raises(ActionRefused, match="inzwischen gelöscht"):
        replace_query(saved=view, query="?offen=any")
    assert not SavedFilter.objects.exists()
    assert start_query(keller) == "?meine=on&sortierung=dringlichkeit"


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_make_one_view_of_a_name_and_one_to_begin_with() -> None:
    keller = caseworker()

    results = at_once(lambda: saved(keller, is_start=True), lambda: saved(keller, is_start=True))
    at_once(lambda: saved(keller, "Eins", is_start=True), lambda: saved(keller, "Zwei", is_start=True))

    assert sorted(type(result).__name__ for result in results) == ["NameInUse", "SavedFilter"]
    assert SavedFilter.objects.filter(owner=keller).count() == 3
    assert SavedFilter.objects.filter(owner=keller, is_start=True).count() == 1
