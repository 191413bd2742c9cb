"""Two people at the same moment: one gets what she wanted, the other a sentence that says what to do."""

from dataclasses import replace

import pytest

from kit.refusals import ChangedMeanwhile
from routing.intake.actions import change, take_in
from routing.models import Applicant, Assignment, Case
from routing.problems import NumberTaken
from routing.queries import record_of
from routing.tests.at_once import at_once
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_take_in_the_same_number_one_is_told_that_it_is_taken() -> None:
    anna, ben = caseworker(), caseworker("u25")

    results = at_once(
        lambda: take_in(record=record(customer_number="335A100001"), by=anna, on=TODAY, at=NOW),
        lambda: take_in(record=record(customer_number="335A100001"), by=ben, on=TODAY, at=NOW),
    )

    assert sorted(type(result).__name__ for result in results) == ["Applicant", "NumberTaken"]
    assert (Applicant.objects.count(), Case.objects.count(), Assignment.objects.count()) == (1, 1, 1)


def test_of_two_changes_of_the_same_version_one_is_refused() -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    old = record_of(applicant)

    def move_to(city: str) -> object:
        new = replace(old, person=replace(old.person, city=city))
        return change(applicant=applicant, revision=1, record=new, by=by, on=TODAY, at=NOW)

    results = at_once(lambda: move_to("Hagen"), lambda: move_to("Herne"))

    assert [isinstance(result, ChangedMeanwhile) for result in results].count(True) == 1
    winner = "Herne" if isinstance(results[0], ChangedMeanwhile) else "Hagen"
    stored = Applicant.objects.get()
    assert (stored.city, stored.revision) == (winner, 2)


def test_of_two_applicants_who_get_the_same_new_number_one_is_refused() -> None:
    by = caseworker()
    applicants = [make_applicant(by=by), make_applicant(by=by)]

    def renumber(applicant: Applicant) -> object:
        old = record_of(applicant)
        new = replace(old, person=replace(old.person, customer_number="999Z999999"))
        return change(applicant=applicant, revision=1, record=new, by=by, on=TODAY, at=NOW)

    results = at_once(lambda: renumber(applicants[0]), lambda: renumber(applicants[1]))

    assert [isinstance(result, NumberTaken) for result in results].count(True) == 1
    assert Applicant.objects.filter(customer_number="999Z999999").count() == 1
