"""The questions of a run: what somebody entered and the lists contradict, for a person to decide."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from routing.caseload.entries import people_of
from routing.models import ImportEntry, ImportQuestion
from staff.models import User


class QuestionRow(NamedTuple):
    """A question with the applicant whom it concerns; ``key`` leads to her page where the reader may open it."""

    question: ImportQuestion
    name: str
    number: str
    key: UUID | None


class QuestionPage(NamedTuple):
    """Some of the questions in their order. ``subjects`` are the keys of the applicants; ``next_after`` is where the
    next page goes on, if there is one.
    """

    rows: list[QuestionRow]
    subjects: list[UUID]
    next_after: int | None


def questions_of(entries: QuerySet[ImportEntry], *, only_open: bool) -> QuerySet[ImportQuestion]:
    """The questions about these applicants; ``only_open``: those that nobody has answered."""
    questions = ImportQuestion.objects.filter(entry__in=entries)
    return questions.filter(answer="") if only_open else questions


def question_page(questions: QuerySet[ImportQuestion], after: int, user: User, on: date, size: int) -> QuestionPage:
    """The questions behind the one with the id ``after``, ``size`` of them at most."""
    found = list(questions.filter(pk__gt=after).select_related("entry", "answered_by").order_by("pk")[: size + 1])
    shown = found[:size]
    people = people_of([question.entry.customer_number for question in shown], user, on)
    rows = [
        QuestionRow(
            question,
            f"{question.entry.last_name}, {question.entry.first_name}",
            question.entry.customer_number,
            people.openable.get(question.entry.customer_number),
        )
        for question in shown
    ]
    return QuestionPage(rows, list(people.keys.values()), shown[-1].pk if len(found) > size else None)
