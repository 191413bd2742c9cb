"""What routing keeps: applicants and their dated facts, cases, decisions and assignments."""

from routing.models.applicant import (
    Applicant,
    CaseManagementAssessment,
    DatedStatus,
    HouseholdMember,
    Pregnancy,
)
from routing.models.case import AccessGrant, Assignment, Case
from routing.models.case_management import CaseManagementCriterion
from routing.models.checklist import ChecklistItem, ChecklistTick
from routing.models.decision import CurrentDecision, Decision
from routing.models.distribution import DistributionItem, DistributionReceiver, DistributionRun
from routing.models.followup import CaseNote, Reminder
from routing.models.handover import (
    HandoverTerm,
    Lapse,
    Notice,
    ReviewRun,
    SetAside,
    Transfer,
    TransferStep,
)
from routing.models.imports import (
    ImportDroppedLine,
    ImportDuplicate,
    ImportedRecord,
    ImportEntry,
    ImportFieldRule,
    ImportFile,
    ImportProblem,
    ImportQuestion,
    ImportRun,
)
from routing.models.listed import ListedCase
from routing.models.lists import ExportRun, SavedFilter
from routing.models.outlook import ForecastMove, ForecastRun
from routing.models.override import Override
from routing.models.policy import PolicyRun, PolicyVersion
from routing.models.what_if import WhatIfMove, WhatIfRun

__all__ = [
    "AccessGrant",
    "Applicant",
    "Assignment",
    "Case",
    "CaseManagementAssessment",
    "CaseManagementCriterion",
    "CaseNote",
    "ChecklistItem",
    "ChecklistTick",
    "CurrentDecision",
    "DatedStatus",
    "Decision",
    "DistributionItem",
    "DistributionReceiver",
    "DistributionRun",
    "ExportRun",
    "ForecastMove",
    "ForecastRun",
    "HandoverTerm",
    "HouseholdMember",
    "ImportDroppedLine",
    "ImportDuplicate",
    "ImportEntry",
    "ImportFieldRule",
    "ImportFile",
    "ImportProblem",
    "ImportQuestion",
    "ImportRun",
    "ImportedRecord",
    "Lapse",
    "ListedCase",
    "Notice",
    "Override",
    "PolicyRun",
    "PolicyVersion",
    "Pregnancy",
    "Reminder",
    "ReviewRun",
    "SavedFilter",
    "SetAside",
    "Transfer",
    "TransferStep",
    "WhatIfMove",
    "WhatIfRun",
]
