"""Who may see which applicant. Whatever is not allowed here is answered exactly as if it did not exist."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from frame.viewer import Viewer
from routing.enums import LIVE_TRANSFER_STATES, OverrideState
from routing.models import AccessGrant, Applicant, Assignment, DistributionRun, ListedCase, Override, Transfer
from routing.roles import SEES_APPLICANTS
from staff.models import Desk, User
from staff.roles import LEADS_A_TEAM, Role
from staff.staffing.queries import desks_served


def sees_applicants(user: User) -> bool:
    """Whether the role looks after applicants at all."""
    return user.role in SEES_APPLICANTS


def own_desks(user: User) -> Q:
    """The assignments to the user's desk or team."""
    return Q(desk__team=user.team_id) | Q(desk=user.desk_id)


def desks_of(user: User) -> list[Desk]:
    """The desks whose cases are the user's to look after: those of her team, and her own."""
    if not sees_applicants(user):
        return []
    return list(Desk.objects.filter(Q(team=user.team_id) | Q(pk=user.desk_id)))


def caseworkers_of(user: User) -> list[User]:
    """Whose cases the user may see: the caseworkers of her team, and who else has cases of its desks."""
    if not sees_applicants(user):
        return []
    busy = ListedCase.objects.filter(own_desks(user), caseworker__isnull=False).order_by().values("caseworker")
    return list(User.objects.filter(Q(role=Role.CASEWORKER, team=user.team_id) | Q(pk__in=busy.distinct())))


def departed_from(team: int | None) -> list[User]:
    """The caseworkers of cases at the desks of a team (by id) who do not work there any more: their account is shut,
    moved to another team, or has another role.
    """
    cases = ListedCase.objects.filter(desk__team=team, caseworker=OuterRef("pk"))
    is_here = Q(team=team) | Q(desk__team=team)
    gone = Q(is_active=False) | ~Q(role=Role.CASEWORKER) | ~is_here
    return list(User.objects.filter(gone, Exists(cases)))


def openable(user: User, applicants: Collection[UUID], on: date) -> set[UUID]:
    """Of whom of these applicants (by key) the user may open the record, the running hand-over or an override: only
    they may be named to her.
    """
    if not applicants:
        return set()
    seen = set(visible_applicants(user, on).filter(key__in=applicants).values_list("key", flat=True))
    for rows in (visible_transfers(user), visible_overrides(user)):
        left = set(applicants) - seen
        if left:
            seen |= set(rows.filter(applicant__key__in=left).values_list("applicant__key", flat=True))
    return seen


def closed_cases_of(user: User) -> QuerySet[Applicant]:
    """The applicants without an open case whom the user's desk or team looked after last."""
    return _last_looked_after_by(user).exclude(cases__period__upper_inf=True)


def visible_applicants(user: User, on: date) -> QuerySet[Applicant]:
    """Everyone whose record the user may open on ``on``: her team's, and those she was granted for the day."""
    granted = AccessGrant.objects.filter(user=user, applicant=OuterRef("pk"), on=on)
    if not sees_applicants(user):
        return Applicant.objects.none()
    return Applicant.objects.filter(Exists(_last_assignments_of(user)) | Exists(granted))


def visible_applicant(user: User, key: UUID, on: date) -> Applicant:
    """The applicant with this key; raises ``Http404`` alike for a missing and for a foreign one."""
    applicant = visible_applicants(user, on).filter(key=key).first()
    if applicant is None:
        raise Http404
    return applicant


def own_applicant(user: User, key: UUID) -> Applicant:
    """The applicant with this key if the user's desk or team looks after her, or did last: a look for the day is not
    enough to close her case. Raises ``Http404`` else.
    """
    applicant = _last_looked_after_by(user).filter(key=key).first()
    if applicant is None:
        raise Http404
    return applicant


def may_take_over(user: User, responsible: Assignment | None, decided_desk: str, on: date) -> bool:
    """Whether "Fall übernehmen" is hers to click: the case is with a desk that she serves, rightly so by the rules, and
    she is not the caseworker already. From desk to desk a case goes by a hand-over only.
    """
    return (
        responsible is not None
        and responsible.desk_id == decided_desk
        and responsible.caseworker_id != user.pk
        and responsible.desk_id in desks_served({user.pk}, on)
    )


def may_change_caseworker(user: User, responsible: Assignment | None) -> bool:
    """Whether the user may give the case to a colleague of the same desk: its caseworker, or the team lead."""
    if responsible is None or not _is_at(user, responsible.desk):
        return False
    is_lead = user.role == Role.TEAM_LEAD and user.team_id == responsible.desk.team_id
    return is_lead or user.pk == responsible.caseworker_id


def cases_to_act_on(user: User) -> QuerySet[ListedCase]:
    """The open cases on which it is the user's turn: of a caseworker her own, of a team lead those of the team that
    have no caseworker.
    """
    if not sees_applicants(user):
        return ListedCase.objects.none()
    cases = ListedCase.objects.filter(own_desks(user))
    return cases.filter(caseworker=user if user.role == Role.CASEWORKER else None)


def works_with(viewer: Viewer, responsible: Assignment) -> bool:
    """Whether the case is hers to work with: at her desk or team, and her own or that of somebody for whom she stands
    in.
    """
    is_hers = responsible.caseworker_id == viewer.user.pk or responsible.caseworker_id in viewer.absent
    return is_hers and _is_at(viewer.user, responsible.desk)


def gives(who: Viewer, transfer: Transfer, responsible: Assignment | None) -> bool:
    """Whether somebody may hand the case over: its caseworker, her deputy, or the team lead; as long as it has no
    caseworker, whoever serves the desk.
    """
    if responsible is None:
        return False
    is_free = responsible.caseworker_id is None and transfer.source_id in who.desks
    return who.leads(transfer.source) or works_with(who, responsible) or is_free


def receives(who: Viewer, transfer: Transfer) -> bool:
    """Whether somebody may accept or return it: whoever serves the receiving desk, stands in for somebody who does, or
    leads its team.
    """
    return who.leads(transfer.target) or transfer.target_id in who.desks


def visible_transfers(user: User) -> QuerySet[Transfer]:
    """The hand-overs of the user's desk or team: both sides see one while it runs, and afterwards whoever looks after
    the case. So nobody keeps a look at a case that has gone.
    """
    if not sees_applicants(user):
        return Transfer.objects.none()
    desks = Desk.objects.filter(Q(team=user.team_id) | Q(pk=user.desk_id)).values("pk")
    runs = Q(state__in=LIVE_TRANSFER_STATES) & (Q(source__in=desks) | Q(target__in=desks))
    return Transfer.objects.filter(runs | Q(applicant__in=_last_looked_after_by(user)))


def readable_sheets(user: User, on: date) -> QuerySet[Transfer]:
    """The hand-overs whose sheet and letter the user may read: both sides while it runs, and after that whoever may
    open the record. So it ends for the giving side with the day on which the case goes over.
    """
    visible = visible_applicants(user, on).filter(pk=OuterRef("applicant"))
    return visible_transfers(user).filter(Q(state__in=LIVE_TRANSFER_STATES) | Exists(visible))


def may_request_override(user: User, responsible: Assignment | None) -> bool:
    """Whether the user may ask for another desk than that of the rules: whoever works for the responsible desk or its
    team, and the team lead.
    """
    return responsible is not None and _is_at(user, responsible.desk)


def may_decide_override(user: User, override: Override) -> bool:
    """Whether the user may approve or reject it: the lead of the team that asks, never who asked. Where a lead asks,
    any other one.
    """
    if user.role != Role.TEAM_LEAD or user.pk == override.requested_by_id:
        return False
    return user.team_id == override.source.team_id or override.requested_by.role == Role.TEAM_LEAD


def may_end_override(user: User, override: Override, responsible: Assignment | None) -> bool:
    """Whether the user may end it before its last day, or take the request back: the side that asked for it, and the
    lead of the team that looks after the case now.
    """
    leads = user.role == Role.TEAM_LEAD and responsible is not None and user.team_id == responsible.desk.team_id
    return leads or _is_at(user, override.source)


def visible_overrides(user: User) -> QuerySet[Override]:
    """The overrides that the user's desk or team asked for, or under which she looks after a case; and of a lead
    those that another lead asks for, as long as nobody has decided.
    """
    if not sees_applicants(user):
        return Override.objects.none()
    seen = at_desks(Desk.objects.filter(Q(team=user.team_id) | Q(pk=user.desk_id)))
    if user.role == Role.TEAM_LEAD:
        seen |= Q(state=OverrideState.REQUESTED, requested_by__role=Role.TEAM_LEAD)
    return Override.objects.filter(seen)


def at_desks(desks: QuerySet[Desk] | Collection[Desk]) -> Q:
    """The overrides that one of these desks asked for, or whose case is at one of them now."""
    cases = Assignment.objects.filter(desk__in=desks, applicant=OuterRef("applicant"), period__upper_inf=True)
    return Q(source__in=desks) | Q(Exists(cases))


def visible_override(user: User, key: UUID) -> Override:
    """The override with this key; raises ``Http404`` alike for a missing and for a foreign one."""
    found = visible_overrides(user).select_related("applicant", "source", "desk__team", "requested_by", "decided_by")
    override = found.filter(key=key).first()
    if override is None:
        raise Http404
    return override


def may_distribute(user: User, desk: Desk) -> bool:
    """Whether the user may give the cases of the desk to its caseworkers: the lead of its team."""
    return user.role in LEADS_A_TEAM and user.team_id == desk.team_id


def visible_distributions(user: User) -> QuerySet[DistributionRun]:
    """The plans for the desks of the team that the user leads."""
    if user.role not in LEADS_A_TEAM:
        return DistributionRun.objects.none()
    return DistributionRun.objects.filter(desk__team=user.team_id)


def visible_distribution(user: User, key: UUID) -> DistributionRun:
    """The plan with this key; raises ``Http404`` alike for a missing and for a foreign one."""
    found = visible_distributions(user).select_related("desk", "planned_by", "applied_by", "discarded_by")
    run = found.filter(key=key).first()
    if run is None:
        raise Http404
    return run


def _is_at(user: User, desk: Desk) -> bool:
    return sees_applicants(user) and (user.desk_id == desk.pk or user.team_id == desk.team_id)


def _last_assignments_of(user: User) -> QuerySet[Assignment]:
    later = Assignment.objects.filter(applicant=OuterRef("applicant"), period__fully_gt=OuterRef("period"))
    return Assignment.objects.filter(own_desks(user), ~Exists(later), applicant=OuterRef("pk"))


def _last_looked_after_by(user: User) -> QuerySet[Applicant]:
    if not sees_applicants(user):
        return Applicant.objects.none()
    return Applicant.objects.filter(Exists(_last_assignments_of(user)))
