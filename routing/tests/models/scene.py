"""One applicant with a row of everything, and raw SQL beside all models."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import connection

from kit.days import Period
from kit.ranges import as_range
from routing.enums import StatusKind
from routing.models import (
    Applicant,
    Assignment,
    Case,
    CaseManagementCriterion,
    CaseNote,
    ChecklistItem,
    ChecklistTick,
    Decision,
    DistributionItem,
    DistributionReceiver,
    DistributionRun,
    ExportRun,
    ForecastMove,
    ForecastRun,
    HandoverTerm,
    ImportDroppedLine,
    ImportDuplicate,
    ImportedRecord,
    ImportEntry,
    ImportFieldRule,
    ImportFile,
    ImportQuestion,
    ImportRun,
    Lapse,
    Notice,
    Override,
    Reminder,
    ReviewRun,
    SavedFilter,
    SetAside,
    Transfer,
    TransferStep,
    WhatIfMove,
    WhatIfRun,
)
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    CriterionRecord,
    ExceptionRecord,
    MemberRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.codes import Relation
from staff.actions import log_reading
from staff.models import Deputyship, Desk, KeyRange, OutgoingMail, Team, Unavailability, User
from staff.roles import Role
from tests.factories import NOW, TODAY, PersonRecordFactory, account, caseworker, make_applicant

CASE_OPENED = TODAY


@dataclass
class Scene:
    by: User
    applicant: Applicant

    @property
    def case(self) -> Case:
        return Case.objects.get(applicant=self.applicant)

    @property
    def assignment(self) -> Assignment:
        return Assignment.objects.get(applicant=self.applicant)

    @property
    def decision(self) -> Decision:
        return Decision.objects.get(applicant=self.applicant)

    @property
    def names(self) -> dict[str, int | str | UUID]:
        """What raw statements may refer to by name."""
        return {
            "applicant": self.applicant.pk,
            "case": self.case.pk,
            "assignment": self.assignment.pk,
            "decision": self.decision.pk,
            "user": self.by.pk,
            "key": self.applicant.key,
            "number": self.applicant.customer_number,
        }

    def run(self, sql: str) -> None:
        """The statement, with everything that is checked late checked at once."""
        with connection.cursor() as cursor:
            cursor.execute(sql, self.names)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def full_record(by: User) -> ApplicantRecord:
    kept = ExceptionRecord(
        Period(date(2026, 1, 1), date(2026, 7, 1)), "measure", "Bis zu deren Ende", by.pk, by.short_name
    )
    return ApplicantRecord(
        person=PersonRecordFactory.build(),
        members=(MemberRecord(Relation.CHILD, date(2017, 6, 5), "Mia", "Sommer", moved_in=date(2018, 1, 1)),),
        statuses=(StatusRecord(StatusKind.REHABILITATION, Period(date(2026, 1, 1), date(2026, 6, 1))),),
        pregnancies=(PregnancyRecord(date(2026, 8, 1)),),
        assessments=(
            AssessmentRecord(
                Period(date(2026, 1, 1)),
                criteria_met=True,
                exception=kept,
                next_due=date(2026, 12, 1),
                criteria=(CriterionRecord("Zielfestlegung", "Ziele brauchen Begleitung", is_met=True),),
            ),
        ),
    )


def _lists(by: User, applicant: Applicant) -> None:
    """An import, an export and a filter of this person."""
    run = ImportRun.objects.create(state="ready", requested_at=NOW, requested_by=by)
    file = ImportFile.objects.create(run=run, kind="applicants", name="bewerber.csv")
    ImportDroppedLine.objects.create(file=file, list_kind="applicants", line=2, dropped_at=NOW, dropped_by=by)
    entry = ImportEntry.objects.create(
        run=run, outcome="changed", customer_number=applicant.customer_number, birth_date=TODAY
    )
    ImportQuestion.objects.create(entry=entry, key="household", label="Haushalt")
    ImportDuplicate.objects.create(entry=entry, other_number="335A999999")
    ImportedRecord.objects.create(applicant=applicant, values={}, run=run)
    SavedFilter.objects.create(owner=by, name="Meine Schwangeren", query="?grundlage=pregnancy", is_start=True)
    ExportRun.objects.create(content_kind="list", format="csv", purpose="deputy", requested_at=NOW, requested_by=by)


def _handover(scene: Scene) -> None:
    """A case on its way to another desk, after a night that found the lapse."""
    applicant, decision = scene.applicant, scene.decision
    Lapse.objects.create(
        applicant=applicant, decision=decision, cause="last_child_moved_out", since=TODAY, known_on=TODAY
    )
    transfer = Transfer.objects.create(
        applicant=applicant,
        case=scene.case,
        decision=decision,
        source_id="reha_sb",
        target_id="placement",
        proposed_on=TODAY,
        due_on=TODAY,
    )
    TransferStep.objects.create(transfer=transfer, kind="proposed", at=NOW)
    item = ChecklistItem.objects.create(text="Gespräch geführt")
    ChecklistTick.objects.create(transfer=transfer, item=item, decision=decision, at=NOW, by=scene.by)
    Notice.objects.create(applicant=applicant, kind="turns_25", day=TODAY, lead_days=30, noted_on=TODAY)
    ReviewRun.objects.create(on=TODAY, started_at=NOW)
    SetAside.objects.create(applicant=applicant, since=TODAY, last_at=NOW, reason="KeyError")
    HandoverTerm.objects.exclude(task="accept").delete()


def _followup(by: User, applicant: Applicant) -> None:
    """What this person has noted down, and her e-mail of the day."""
    Reminder.objects.create(owner=by, applicant=applicant, note="Anrufen", due_on=TODAY, made_at=NOW)
    note = CaseNote.objects.create(applicant=applicant, text="Hat angerufen.", noted_on=TODAY, by=by, at=NOW)
    CaseNote.objects.create(applicant=applicant, text="Hat geschrieben.", noted_on=TODAY, by=by, at=NOW, corrects=note)
    OutgoingMail.objects.create(
        recipient=by, kind="digest", occasion=f"{TODAY}", subject="Mein Tag", body="1 neu", queued_at=NOW, until=NOW
    )


def _override(scene: Scene) -> None:
    """Somebody has asked for another desk; and the list of criteria has one."""
    Override.objects.create(
        applicant=scene.applicant,
        source_id="reha_sb",
        desk_id="u25",
        period=as_range(Period(date(2026, 3, 2), date(2026, 4, 1))),
        reason="continuity",
        sentence="Die Maßnahme soll nicht abreißen",
        requested_at=NOW,
        requested_by=scene.by,
    )
    first = CaseManagementCriterion.objects.earliest("pk")
    CaseManagementCriterion.objects.exclude(pk=first.pk).delete()


def _staffing(by: User) -> None:
    """She is away for a month, a colleague stands in for the first week, and her part of the desk's key."""
    Unavailability.objects.create(user=by, kind="absent", period=as_range(Period(TODAY, date(2026, 4, 1))))
    deputy = account(Role.TEAM_LEAD)
    Deputyship.objects.create(user=by, deputy=deputy, period=as_range(Period(TODAY, date(2026, 3, 9))))
    KeyRange.objects.create(desk_id="reha_sb", user=by, first="A", last="K")


def _outlook(scene: Scene) -> None:
    """She is expected to go to another desk, and with other values she would."""
    run = ForecastRun.objects.create(on=TODAY, state="finished", started_at=NOW, finished_at=NOW)
    ForecastMove.objects.create(
        run=run,
        applicant=scene.applicant,
        day=TODAY,
        source_id="reha_sb",
        target_id="placement",
        why="Reha/SB beendet",
        is_confirmed=True,
    )
    question = WhatIfRun.objects.create(
        on=TODAY,
        adult_age=17,
        u25_age=25,
        waiting_days=84,
        other_adults_count=True,
        state="finished",
        requested_at=NOW,
        requested_by=scene.by,
        finished_at=NOW,
    )
    WhatIfMove.objects.create(run=question, applicant=scene.applicant, before_id="reha_sb", after_id="placement")


def _distribution(scene: Scene) -> None:
    """A plan that leaves the case with whom it is."""
    run = DistributionRun.objects.create(
        desk_id="reha_sb",
        occasion="first",
        scope="all",
        planned_on=TODAY,
        planned_at=NOW,
        planned_by=scene.by,
    )
    DistributionReceiver.objects.create(run=run, person=scene.by, places=130, kept=0)
    DistributionItem.objects.create(
        run=run, applicant=scene.applicant, before=scene.by, proposed=scene.by, chosen=scene.by
    )


def build_scene() -> Scene:
    by = caseworker("reha_sb")
    _staffing(by)
    applicant = make_applicant(by=by, record=full_record(by))
    _lists(by, applicant)
    _followup(by, applicant)
    ImportFieldRule.objects.exclude(field="city").delete()
    ImportFieldRule.objects.get_or_create(field="city", defaults={"rule": "entry"})
    log_reading(user=by, at=NOW, page="applicant_detail", subjects=[applicant.key, uuid4()], address="192.0.2.1")
    scene = Scene(by, applicant)
    _handover(scene)
    _override(scene)
    _outlook(scene)
    _distribution(scene)
    return scene


def another_team() -> Team:
    return Team.objects.create(name="Noch ein Team")


def another_desk() -> Desk:
    return Desk.objects.exclude(pk="reha_sb").earliest("pk")
