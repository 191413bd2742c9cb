"""Cases in every state that somebody's day tells of."""

from datetime import date
from typing import Any

from routing.models import Applicant, Assignment, Lapse, ListedCase, Transfer
from routing.record import MemberRecord
from routing.rules.codes import Relation
from staff.models import User
from tests.factories import TODAY, make_applicant, record

CHILD = MemberRecord(Relation.CHILD, date(2015, 5, 20), "Mia")


def mother(by: User, **person: object) -> Applicant:
    """A single parent of the desk IFK AEZ."""
    return make_applicant(by=by, record=record(members=(CHILD,), **person))


def transfer(applicant: Applicant, **values: Any) -> Transfer:
    """A hand-over from the applicant's desk to that of placement, proposed today."""
    assignment = Assignment.objects.get(applicant=applicant, period__upper_inf=True)
    standard: dict[str, Any] = {
        "source_id": assignment.desk_id,
        "target_id": "placement",
        "proposed_on": TODAY,
        "due_on": TODAY,
        "decision_id": assignment.decision_id,
    }
    if values.get("state", "proposed") != "proposed":
        standard["sheet"] = {}
    return Transfer.objects.create(applicant=applicant, case_id=assignment.case_id, **{**standard, **values})


def lapse(applicant: Applicant, *, known_on: date = TODAY) -> Lapse:
    """The status ended: a partner moved in."""
    ListedCase.objects.filter(applicant=applicant).update(basis="")
    decision = applicant.current.decision
    return Lapse.objects.create(
        applicant=applicant, decision=decision, cause="partner_moved_in", since=known_on, known_on=known_on
    )
