"""Accounts and applicants for tests: invented, plain, and made through the same doors as real ones."""

from datetime import UTC, date, datetime

from factory.base import Factory
from factory.declarations import LazyAttribute, Sequence
from factory.django import DjangoModelFactory, Password

from frame.viewer import Viewer
from kit.days import Period
from kit.ranges import as_range
from routing.intake.actions import take_in
from routing.models import Applicant
from routing.record import ApplicantRecord, MemberRecord, PersonRecord
from staff.models import Desk, Staffing, Team, User
from staff.roles import BELONGS_TO_A_TEAM, Role

PASSWORD = "Lindenblüte-2026"
FIRST_DAY = date(2005, 1, 1)
TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class TeamFactory(DjangoModelFactory[Team]):
    """A team beside those of the model of responsibility, which a migration makes."""

    class Meta:
        model = Team

    name = Sequence(lambda number: f"Team {number}")


class UserFactory(DjangoModelFactory[User]):
    """An account; a caseworker of the desk "IFK AEZ" unless told otherwise. `caseworker("u25")` reads better."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = Sequence(lambda number: f"konto{number}")
    first_name = "Maria"
    last_name = Sequence(lambda number: f"Keller{number}")
    password = Password(PASSWORD)
    role = Role.CASEWORKER

    desk = LazyAttribute(lambda user: _desk_of(user.role))
    team = LazyAttribute(lambda user: _team_of(user.role, user.desk))


def _desk_of(role: Role) -> Desk | None:
    return Desk.objects.get(pk="ifk_aez") if role == Role.CASEWORKER else None


def _team_of(role: Role, desk: Desk | None) -> Team | None:
    if role not in BELONGS_TO_A_TEAM:
        return None
    return desk.team if desk else Desk.objects.get(pk="ifk_aez").team


def account(role: Role, **values: object) -> User:
    """An account of this role."""
    user: User = UserFactory.create(role=role, **values)
    return user


def caseworker(desk: str = "ifk_aez", *, share: int = 100, **values: object) -> User:
    """A caseworker (IFK) of this desk and its team, who serves it with ``share`` per cent of a full caseload."""
    user: User = UserFactory.create(desk=Desk.objects.get(pk=desk), **values)
    Staffing.objects.create(user=user, desk_id=desk, period=as_range(Period(FIRST_DAY)), share=share)
    return user


def team_lead(desk: str = "ifk_aez", **values: object) -> User:
    """The lead of the team to which this desk belongs."""
    user: User = UserFactory.create(role=Role.TEAM_LEAD, desk=None, team=Desk.objects.get(pk=desk).team, **values)
    return user


class PersonRecordFactory(Factory[PersonRecord]):
    """Name, numbers and birth date of an invented applicant who is over 25."""

    class Meta:
        model = PersonRecord

    customer_number = Sequence(lambda number: f"335A{number:06}")
    bg_number = Sequence(lambda number: f"33502//{number:07}")
    last_name = "Sommer"
    first_name = "Ayşe"
    birth_date = date(1991, 3, 14)
    gender = "w"


def viewer(user: User, on: date = TODAY) -> Viewer:
    """Somebody at work in the morning of a day."""
    return Viewer(user, on, datetime.combine(on, NOW.timetz()))


def record(*, members: tuple[MemberRecord, ...] = (), **person: object) -> ApplicantRecord:
    """A record with these household members; other keywords are fields of the person."""
    return ApplicantRecord(person=PersonRecordFactory.build(**person), members=members)


def make_applicant(
    *, by: User, on: date = TODAY, at: datetime = NOW, record: ApplicantRecord | None = None
) -> Applicant:
    """An applicant taken in through the one door: stored, decided, assigned, and open to ``by`` for the day."""
    return take_in(record=record or ApplicantRecord(person=PersonRecordFactory.build()), by=by, on=on, at=at)
