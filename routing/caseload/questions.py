"""The questions of a run: what somebody entered and the lists contradict, for a person to decide."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from kit.paging import keyset_page
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
    """Some of the questions in their order. ``subjects`` are the keys of the applicants; for ``after`` and
    ``next_after`` see `kit.paging.KeysetPage`.
    """

    rows: list[QuestionRow]
    subjects: list[UUID]
    after: str
    next_after: str


def questions_of(entries: QuerySet[ImportEntry], *, only_open: bool) -> QuerySet[ImportQuestion]:
    """The questions about these applicants; ``only_open``: those that nobody has answered."""
    questions = ImportQuestion.objects.filter(entry__in=entries)
    return questions.filter(answer="") if only_open else questions


def question_page(questions: QuerySet[ImportQuestion], after: str, user: User, on: date) -> QuestionPage:
    """The questions behind the cursor ``after``."""
    named = questions.select_related("entry", "answered_by")
    page = keyset_page(named, ["pk"], after, "routing.caseload.questions")
    people = people_of([question.entry.customer_number for question in page.rows], user, on)
    rows = [
        QuestionRow(
            question,
            f"{question.entry.last_name}, {question.entry.first_name}",
            question.entry.customer_number,
            people.openable.get(question.entry.customer_number),
        )
        for question in page.rows
    ]
    return QuestionPage(rows, list(people.keys.values()), page.after, page.next_after)
