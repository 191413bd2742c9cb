"""The strip of time on the applicant's page."""

from datetime import date

from kit.days import Period
from routing.assignment.course import course
from routing.rules.codes import Relation
from routing.rules.facts import Facts, Member, Pregnancy
from routing.rules.policy import DEFAULT_POLICIES

TODAY = date(2026, 3, 2)
MIA = Member(Relation.CHILD, date(2015, 5, 20), name="Mia")


def told(facts: Facts, selected: date = TODAY) -> list[tuple[str, str]]:
    figure = course(facts, DEFAULT_POLICIES, today=TODAY, selected=selected)
    return [(segment.label, segment.change) for segment in figure.segments]


def test_each_change_says_what_happens() -> None:
    facts = Facts(date(1991, 3, 14), (MIA,), rehabilitation=(Period(date(2027, 1, 1), date(2028, 1, 1)),))
    assert told(facts) == [
        ("IFK AEZ", "wird 25"),
        ("IFK Reha/SB", "Reha/SB beginnt"),
        ("IFK AEZ", "Reha/SB beendet"),
        ("IFK Arbeitsvermittlung Ü25", "jüngstes Kind wird volljährig"),
    ]


def test_a_partner_who_moves_in_is_named_as_the_cause() -> None:
    partner = Member(Relation.PARTNER, date(1990, 1, 1), moved_in=date(2026, 2, 1))
    assert ("IFK Arbeitsvermittlung Ü25", "Partner/in zugezogen") in told(Facts(date(1991, 3, 14), (MIA, partner)))


def test_years_long_past_are_left_out_unless_they_are_asked_for() -> None:
    facts = Facts(date(1991, 3, 14), (MIA,), self_employed=(Period(date(2018, 1, 1), date(2019, 1, 1)),))
    assert ("IFK Selbstständige", "Selbstständigkeit beginnt") not in told(facts)
    assert ("IFK Selbstständige", "Selbstständigkeit beginnt") in told(facts, selected=date(2018, 6, 1))


def test_what_rests_on_an_open_point_is_hatched() -> None:
    due = Pregnancy(date(2026, 2, 1), date(2026, 1, 5), expected_single_parent=True)
    figure = course(Facts(date(1991, 3, 14), pregnancies=(due,)), DEFAULT_POLICIES, today=TODAY, selected=TODAY)
    assert figure.segments[-1].unconfirmed


def test_a_minor_applicant_has_a_course_from_birth_on() -> None:
    assert told(Facts(date(2010, 1, 1)))[0] == ("IFK U25", "")
