"""How whoever is responsible for a case is reached on a day, also while she is away or after she has left."""

from dataclasses import dataclass, replace
from datetime import date

from kit.ranges import as_period
from routing.enums import TransferState
from routing.models import Assignment, Transfer
from staff.models import Desk, User
from staff.staffing.queries import TeamOnDays

LEFT = "betreut hier keine Fälle mehr"


@dataclass(frozen=True)
class Contact:
    """Who has a case since when, at which desk; in ``state`` words where she is not there, with those who stand in.

    ``next`` is the hand-over that is agreed, with its desk, its caseworker and the day.
    """

    desk: Desk
    caseworker: User | None
    since: date
    state: str = ""
    deputies: tuple[User, ...] = ()
    next: Transfer | None = None

    @property
    def has_left(self) -> bool:
        """Whether whoever has the case is no caseworker here any more, so that she cannot be reached about it."""
        return self.state == LEFT


def contact_of(responsible: Assignment, on: date) -> Contact:
    """Who answers for the case on a day."""
    live = Transfer.objects.filter(case=responsible.case_id, state=TransferState.ACCEPTED)
    return contact_beside(responsible, live.select_related("target", "caseworker").defer("sheet").first(), on)


def contact_beside(responsible: Assignment, live: Transfer | None, on: date) -> Contact:
    """The same, where the live hand-over of the case is known."""
    is_agreed = live is not None and live.state == TransferState.ACCEPTED
    following = live if is_agreed and live and live.effective_on and live.effective_on > on else None
    caseworker, desk = responsible.caseworker, responsible.desk
    contact = Contact(desk, caseworker, as_period(responsible.period).start, next=following)
    if caseworker is None:
        return contact
    team = TeamOnDays(desk.team_id, on)
    if team.has_caseworker(caseworker.pk) and not team.absence(caseworker.pk, on):
        return contact
    absence = team.absence(caseworker.pk, on)
    state = absence.words(on) if absence and team.has_caseworker(caseworker.pk) else LEFT
    return replace(contact, state=state, deputies=tuple(team.standing_in(caseworker.pk, on)))
