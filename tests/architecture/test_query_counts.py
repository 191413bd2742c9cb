"""No page asks the database more because there is more to show, and none asks for more than is written here."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kit.days import Period
from routing.caselist.saved_actions import save_filter
from routing.enums import EntryOutcome, OverrideReason
from routing.intake.actions import change
from routing.models import (
    Applicant,
    Assignment,
    DistributionItem,
    DistributionReceiver,
    DistributionRun,
    ForecastRun,
    ImportDuplicate,
    ImportEntry,
    ImportFile,
    ImportProblem,
    ImportQuestion,
    ImportRun,
    ListedCase,
    WhatIfMove,
    WhatIfRun,
)
from routing.outlook.actions import compute_forecast
from routing.outlook.what_if_actions import cancel_what_if, request_what_if
from routing.override.actions import request_override
from routing.queries import record_of
from routing.record import AssessmentRecord, MemberRecord, PregnancyRecord, StatusRecord
from routing.rules.codes import Relation
from routing.rules.policy import Policy
from staff.models import Desk
from staff.roles import Role
from tests.architecture.access_table import ROWS, Row
from tests.architecture.asking import Office, ask, browser, path_of, propose
from tests.factories import NOW, PersonRecordFactory, caseworker, make_applicant, record
from tests.undone import undone

pytestmark = pytest.mark.django_db

# Every page asks for the session first.
SESSION = 1
AT_MOST = {
    "account_login": 0,
    "account_change_password": 2,
    "team": 37,
    "team_csv": 35,
    "team_xlsx": 35,
    "teams": 40,
    "teams_csv": 40,
    "teams_xlsx": 40,
    "lapse_durations": 4,
    "staffing": 10,
    "staffing_person": 11,
    "staffing_entry": 3,
    "applicant_list": 10,
    "applicant_create": 8,
    "applicant_access": 4,
    "saved_filters": 5,
    "saved_filter_create": 6,
    "saved_filter_copy": 6,
    "saved_filter_update": 5,
    "saved_filter_delete": 5,
    "export_create": 6,
    "exports": 3,
    "export_detail": 3,
    "export_download": 4,
    "applicant_detail": 20,
    "applicant_update": 10,
    "case_caseworker": 13,
    "applicant_assess": 14,
    "applicant_override": 9,
    "overrides": 9,
    "override_detail": 9,
    "what_if": 9,
    "what_if_detail": 11,
    "what_if_export": 9,
    "outlook": 9,
    "outlook_cases": 9,
    "outlook_export": 9,
    "distributions": 3,
    "distribution_create": 7,
    "distribution_detail": 9,
    "distribution_apply": 8,
    "distribution_discard": 2,
    "distribution_export": 3,
    "distribution_received": 5,
    "case_close": 8,
    "handover_sheet": 6,
    "handover_sheet_pdf": 6,
    "handover_letter": 7,
    "handover_letter_pdf": 7,
    "transfer_list": 12,
    "transfer_detail": 18,
    "my_day": 24,
    "digest_settings": 2,
    "reminders": 6,
    "reminder_create": 6,
    "reminder_update": 6,
    "reminder_delete": 6,
    "note_create": 6,
    "handback": 15,
    "note_correct": 6,
    "who_is_responsible": 4,
    "figures": 9,
    "figures_csv": 8,
    "figures_xlsx": 8,
    "figures_export": 3,
    "outside_csv": 4,
    "outside_xlsx": 4,
    "imports": 6,
    "import_columns": 3,
    "import_detail": 14,
    "import_apply": 16,
    "import_discard": 3,
    "import_entries": 11,
    "import_problems": 7,
    "import_problem_lines": 9,
    "import_questions": 7,
    "import_template": 2,
    "import_template_applicants": 2,
    "import_template_household": 2,
    "import_template_stock": 2,
    "import_entries_export": 6,
    "import_problems_csv": 5,
    "import_problems_xlsx": 5,
    "import_matrix_csv": 14,
    "import_matrix_xlsx": 14,
    "distribution_csv": 4,
    "distribution_xlsx": 4,
}
PAGES = [row for row in ROWS if row.method == "GET" and "200" in row.answers.values()]


def queries_of(row: Row, office: Office) -> int:
    """How many queries its page takes of the first who may see it, when she sees it for the second time."""
    with undone():
        path = path_of(row.url, row.object, office)
        client = browser(office, next(who for who, answer in row.answers.items() if answer == "200"))
        ask(client, "GET", path)
        return queries(client, path)


def queries(client: Client, path: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as asked:
        assert ask(client, "GET", path).status_code == 200
    return len(asked)


def fill(office: Office) -> None:
    """A dozen more applicants and saved filters of the team, and the one that is looked at with much of everything."""
    colleague = caseworker("placement")
    for number in range(12):
        save_filter(owner=office.people["caseworker"], name=f"{number}", query="?meine=on", shared=True, is_start=False)
        kim = MemberRecord(Relation.CHILD, date(2001, 1, 1), "Kim")
        applicant = make_applicant(by=colleague, record=record(members=(kim,)))
        propose(applicant, colleague)
        request_override(
            applicant=applicant,
            desk=Desk.objects.get(pk="reha_sb"),
            period=Period(NOW.date(), date(2026, 6, 1)),
            reason=OverrideReason.OTHER,
            sentence="Bis zum Sommer",
            by=colleague,
            at=NOW,
        )
    fill_imports(office)
    ForecastRun.objects.all().delete()
    compute_forecast(on=NOW.date(), at=NOW)
    for run in WhatIfRun.objects.all():
        moves = (
            WhatIfMove(run=run, applicant=each, before_id="u25", after_id="u25_aez")
            for each in Applicant.objects.exclude(pk__in=run.moves.values("applicant"))
        )
        WhatIfMove.objects.bulk_create(moves)
    for number in range(12):
        run = request_what_if(asked=Policy(u25_age=number + 1), on=NOW.date(), by=office.people["team_lead"], at=NOW)
        cancel_what_if(run=run, by=office.people["team_lead"])
    fill_distributions(office)
    applicant = Applicant.objects.get(key=office.keys["own"])
    full = replace(
        record_of(applicant),
        members=tuple(MemberRecord(Relation.CHILD, date(1990 + age, 1, 1), f"Kind {age}") for age in range(12)),
        statuses=(
            *record_of(applicant).statuses,
            *(StatusRecord("section_10", Period(date(2010 + y, 1, 1), date(2010 + y, 2, 1))) for y in range(9)),
        ),
        pregnancies=tuple(PregnancyRecord(date(2015 + year, 3, 1)) for year in range(4)),
        assessments=tuple(
            AssessmentRecord(Period(date(2012 + year, 1, 1), date(2012 + year, 6, 1)), criteria_met=False)
            for year in range(8)
        ),
    )
    for round_ in range(applicant.revision, applicant.revision + 3):
        renamed = replace(full, person=PersonRecordFactory.build(last_name=f"Name {round_}"))
        change(
            applicant=applicant,
            revision=round_,
            record=renamed,
            by=colleague,
            on=NOW.date(),
            at=NOW,
        )
        full = replace(record_of(Applicant.objects.get(pk=applicant.pk)), person=renamed.person)


def fill_distributions(office: Office) -> None:
    """Every case of the team in its plan, with colleagues who receive, too."""
    run = DistributionRun.objects.get(key=office.distributions["own"])
    receiver = run.receivers.get().person
    for _ in range(5):
        DistributionReceiver.objects.create(run=run, person=caseworker("placement"), places=130, kept=1)
    cases = ListedCase.objects.filter(desk=run.desk).exclude(applicant__in=run.items.values("applicant"))
    DistributionItem.objects.bulk_create(
        DistributionItem(
            run=run, applicant_id=case.pk, before_id=case.caseworker_id, proposed=receiver, chosen=receiver
        )
        for case in cases
    )
    if run.state == "applied":
        Assignment.objects.filter(applicant__in=run.items.values("applicant")).update(caseworker=receiver)


def fill_imports(office: Office) -> None:
    """Everybody in the imports, too, with a question, a double, and a line that cannot be read."""
    differences = [{"label": "Ort", "stored": "Hagen", "filed": "Herdecke", "rule": "ask", "contradicts": True}]
    for key in (office.imports["own"], office.imports["other"]):
        run = ImportRun.objects.get(key=key)
        file = run.files.first() or ImportFile.objects.create(run=run, kind="applicants", name="bewerber.csv")
        for number, known in enumerate(Applicant.objects.exclude(key__in=office.keys.values())):
            entry = ImportEntry.objects.create(
                run=run,
                outcome=EntryOutcome.MISSING if number % 2 else EntryOutcome.CHANGED,
                customer_number=known.customer_number,
                last_name=known.last_name,
                first_name=known.first_name,
                birth_date=known.birth_date,
                applicant=known,
                differences=differences * 3,
                desk_now_id="placement",
                desk_before_id="placement",
                desk_after_id="u25",
                seat_id="ifk_aez",
            )
            ImportQuestion.objects.create(entry=entry, key="city", label="Ort", stored="Hagen", filed="Herdecke")
            ImportDuplicate.objects.create(entry=entry, other=known, other_number=known.customer_number)
            ImportProblem.objects.create(
                file=file, list_kind="applicants", line=number + 2, column="ort", reason="too_long"
            )


@time_machine.travel(NOW, tick=False)
def test_a_full_office_takes_no_more_queries_than_an_empty_one(office: Office, subtests: pytest.Subtests) -> None:
    before = [(row, queries_of(row, office)) for row in PAGES]

    fill(office)

    for row, count in before:
        with subtests.test(str(row)):
            assert queries_of(row, office) <= count <= AT_MOST[row.url] + SESSION


def test_every_page_has_its_limit() -> None:
    assert {row.url for row in PAGES} == set(AT_MOST)


@time_machine.travel(NOW, tick=False)
def test_the_admin_lists_take_no_more_queries_for_more_rows(office: Office) -> None:
    client = browser(office, Role.ADMINISTRATION)
    for path in ("/admin/staff/user/", "/admin/staff/desk/", "/admin/staff/team/"):
        client.get(path)
        before = queries(client, path)
        caseworker("u25")
        caseworker("reha_sb")
        assert queries(client, path) <= before
