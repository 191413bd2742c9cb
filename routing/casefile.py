"""What the office has about an applicant at this moment, read once for a step: in the same few statements for one
applicant and for a thousand.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from routing.enums import LIVE_TRANSFER_STATES
from routing.models import Applicant, Assignment, Case, CurrentDecision, Transfer
from routing.queries import overrides_of, policy_schedule, record_of, rows_of
from routing.record import ApplicantRecord
from routing.rules.override import Override
from routing.rules.policy import PolicySchedule


@dataclass(slots=True)
class CaseFile:
    """An applicant with her record, who is responsible, which decision stands, and the live hand-over; an action keeps
    it true to what it writes. ``is_open``: the office looks after her. ``policies`` are all versions of the policy.
    """

    applicant: Applicant
    record: ApplicantRecord
    policies: PolicySchedule
    is_open: bool = True
    responsible: Assignment | None = None
    current: CurrentDecision | None = None
    transfer: Transfer | None = None
    overrides: tuple[Override, ...] = ()


def file_of(applicant: Applicant) -> CaseFile:
    """The file of one applicant, to be read."""
    return files_of([applicant])[applicant.pk]


def held_file(applicant: Applicant) -> CaseFile:
    """The file of one applicant, locked: whoever comes second waits until the end of the transaction."""
    return held_files([applicant.pk])[applicant.pk]


def held_files(applicants: Collection[int]) -> dict[int, CaseFile]:
    """The files of these applicants (by id), locked in the order of their ids.

    The lock is a statement of its own: what was read in the statement that waits would be as old as the waiting. The
    policy is read after it: whoever puts a new version in force waits for decisions in progress.
    """
    return files_of(held_applicants(applicants))


def held_applicants(applicants: Collection[int]) -> list[Applicant]:
    """These applicants (by id) as stored now, locked in the order of their ids until the end of the transaction."""
    return list(Applicant.objects.select_for_update(of=("self",)).filter(pk__in=applicants).order_by("pk"))


def files_of(applicants: Iterable[Applicant]) -> dict[int, CaseFile]:
    """The files by the applicants' ids, in their order."""
    found = {applicant.pk: applicant for applicant in applicants}
    if not found:
        return {}
    rows, overrides, policies = rows_of(found), overrides_of(found), policy_schedule()
    responsible = _responsible(found)
    transfers = {transfer.applicant_id: transfer for transfer in _live_transfers(found)}
    current = CurrentDecision.objects.filter(applicant__in=found).select_related("decision__desk")
    standing = {row.applicant_id: row for row in current}
    in_care = responsible.keys() | _open_without_desk(found.keys() - responsible.keys())
    return {
        pk: CaseFile(
            applicant=applicant,
            record=record_of(applicant, rows[pk]),
            policies=policies,
            is_open=pk in in_care,
            responsible=responsible.get(pk),
            current=standing.get(pk),
            transfer=transfers.get(pk),
            overrides=overrides.get(pk, ()),
        )
        for pk, applicant in found.items()
    }


def _responsible(applicants: Collection[int]) -> dict[int, Assignment]:
    open_ones = Assignment.objects.filter(applicant__in=applicants, period__upper_inf=True)
    return {row.applicant_id: row for row in open_ones.select_related("case", "desk__team", "caseworker")}


def _open_without_desk(applicants: Collection[int]) -> set[int]:
    """Whose case is open although no desk has it."""
    if not applicants:
        return set()
    return set(
        Case.objects.filter(applicant__in=applicants, period__upper_inf=True).values_list("applicant", flat=True)
    )


def _live_transfers(applicants: Collection[int]) -> Iterable[Transfer]:
    live = Transfer.objects.filter(applicant__in=applicants, state__in=LIVE_TRANSFER_STATES)
    return live.select_related("source", "target", "caseworker").defer("sheet")
