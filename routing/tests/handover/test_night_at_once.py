"""Several workers in the same night."""

import pytest

from routing.handover.review import CHUNK, Reviewed, due_chunks, review_chunk
from routing.models import Decision, Lapse, Transfer
from routing.tests.at_once import at_once
from routing.tests.handover.office import BIRTHDAY, mother_of_a_minor, night, night_of

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 5


def test_five_workers_at_once_leave_one_of_everything() -> None:
    mothers = [mother_of_a_minor() for _ in range(4)]
    found = at_once(*[lambda: night(BIRTHDAY)] * WORKERS)
    assert sum(_reviewed(found)) == len(mothers)
    for effects in (Lapse, Transfer):
        assert sorted(effect.applicant_id for effect in effects.objects.all()) == [mother.pk for mother in mothers]
    assert Decision.objects.filter(occasion="reviewed").count() == len(mothers)


def test_the_same_chunk_at_two_workers_is_done_once() -> None:
    mother_of_a_minor()
    (chunk,) = due_chunks(BIRTHDAY)
    done = at_once(*[lambda: review_chunk(applicants=chunk, on=BIRTHDAY, at=night_of(BIRTHDAY))] * 2)
    assert sorted(_reviewed(done)) == [0, 1]


def test_chunks_divide_everybody_who_is_due() -> None:
    assert CHUNK > 0
    mothers = [mother_of_a_minor() for _ in range(3)]
    assert [pk for chunk in due_chunks(BIRTHDAY) for pk in chunk] == [mother.pk for mother in mothers]


def _reviewed(found: list[object]) -> list[int]:
    return [each.reviewed for each in found if isinstance(each, Reviewed)]
