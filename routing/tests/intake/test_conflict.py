from dataclasses import replace

from routing.intake.conflict import MINE, STORED, Difference, differences, merged
from routing.intake.values import FormValues, Texts, values_of
from routing.tests.intake.records import WHOLE

ORIGINAL = values_of(WHOLE)
MEMBER, ANOTHER = {"id": "12", "first_name": "Jo"}, {"id": "13", "first_name": "Kai"}


def of_person(**changes: str) -> FormValues:
    return replace(ORIGINAL, person={**ORIGINAL.person, **changes})


def with_members(*members: Texts) -> FormValues:
    return FormValues(person={}, members=members)


def defaults(found: list[Difference]) -> dict[str, str]:
    return {difference.name: difference.default for difference in found}


def test_equal_versions_leave_nothing_to_choose() -> None:
    assert differences(ORIGINAL, of_person(city="Herne"), of_person(city="Herne")) == []


def test_proposed_is_mine_where_i_changed_and_the_stored_version_where_only_the_other_did() -> None:
    mine, stored = of_person(city="Herne", street="Weg 1"), of_person(telephone="110", street="Weg 2")

    found = differences(ORIGINAL, mine, stored)

    assert defaults(found) == {
        "pick-person--street": MINE,
        "pick-person--city": MINE,
        "pick-person--telephone": STORED,
    }
    assert [difference.field for difference in found if difference.both_changed] == ["street"]
    assert merged(found, mine, {}) == of_person(city="Herne", street="Weg 1", telephone="110")


def test_every_proposal_can_be_turned_down() -> None:
    mine, stored = of_person(city="Herne"), of_person(telephone="110")
    picks = {"pick-person--city": STORED, "pick-person--telephone": MINE}

    assert merged(differences(ORIGINAL, mine, stored), mine, picks) == ORIGINAL


def test_a_pick_that_is_neither_falls_back_to_the_proposal() -> None:
    mine = of_person(city="Herne")

    assert merged(differences(ORIGINAL, mine, ORIGINAL), mine, {"pick-person--city": "beide"}) == mine


def test_fields_of_a_row_are_compared_by_its_id_and_not_by_its_place() -> None:
    original = with_members(MEMBER, ANOTHER)
    mine = with_members({**ANOTHER, "first_name": "Kay"}, MEMBER)

    found = differences(original, mine, original)

    assert defaults(found) == {"pick-members-13-first_name": MINE}


def test_a_row_that_the_other_added_is_proposed_to_stay() -> None:
    original, stored = with_members(MEMBER), with_members(MEMBER, ANOTHER)

    found = differences(original, original, stored)

    assert defaults(found) == {"pick-members-13-": STORED}
    assert merged(found, original, {}).members == (MEMBER, ANOTHER)
    assert merged(found, original, {"pick-members-13-": MINE}).members == (MEMBER,)


def test_a_row_that_the_other_removed_is_proposed_to_go_unless_i_changed_it() -> None:
    original, stored = with_members(MEMBER, ANOTHER), with_members(MEMBER)
    mine = with_members(MEMBER, {**ANOTHER, "first_name": "Kay"})

    assert merged(differences(original, original, stored), original, {}).members == (MEMBER,)
    assert merged(differences(original, mine, stored), mine, {}).members == mine.members


def test_a_row_that_i_removed_is_proposed_to_go() -> None:
    original, mine = with_members(MEMBER, ANOTHER), with_members(MEMBER)

    found = differences(original, mine, original)

    assert merged(found, mine, {}).members == (MEMBER,)
    assert merged(found, mine, {"pick-members-13-": STORED}).members == (MEMBER, ANOTHER)


def test_a_row_that_i_added_is_proposed_to_stay() -> None:
    original, new = with_members(MEMBER), {"id": "", "first_name": "Mia"}
    mine = with_members(MEMBER, new)

    found = differences(original, mine, original)

    assert defaults(found) == {"pick-members-neu1-": MINE}
    assert merged(found, mine, {}).members == (MEMBER, new)
    assert merged(found, mine, {"pick-members-neu1-": STORED}).members == (MEMBER,)
