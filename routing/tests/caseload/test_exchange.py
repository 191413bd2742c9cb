"""What is written of a stored office and taken in again changes nothing, whatever is stored."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from kit.tests.lists.workbooks import workbook
from routing.caseload.receiving import Uploaded
from routing.enums import EntryOutcome, ImportState
from routing.fields import FieldRule
from routing.intake.actions import take_in
from routing.models import Applicant, ImportFieldRule
from routing.queries import record_of
from routing.record import ApplicantRecord
from routing.tests.caseload.chance import csv_of, offices, rows_of
from routing.tests.caseload.office import applied, apply_run, checked, everything, outcomes
from routing.tests.files.building import ON
from routing.tests.files.test_exchange import sayable_records
from tests.examples import FEW
from tests.factories import NOW, team_lead

pytestmark = pytest.mark.django_db

Written = Callable[[Sequence[ApplicantRecord]], list[Uploaded]]


def check_that_nothing_changes(data: st.DataObject, written: Written) -> None:
    with transaction.atomic():
        by = team_lead()
        for record in data.draw(offices(by)):
            take_in(record=record, by=by, on=ON, at=NOW)
        before = everything()
        stored = [record_of(applicant) for applicant in Applicant.objects.order_by("pk")]

        run = checked(by, written(stored), on=ON)
        assert (outcomes(run), run.counts["unchanged"]) == ({}, len(stored))
        assert apply_run(run, by, on=ON).state == ImportState.APPLIED

        assert everything() == before | {"ImportedRecord": everything()["ImportedRecord"]}
        assert outcomes(checked(by, written(stored), on=ON)) == {}
        transaction.set_rollback(True)


@FEW
@given(st.data())
def test_through_csv(data: st.DataObject) -> None:
    check_that_nothing_changes(data, csv_of)


@FEW
@given(st.data())
def test_through_a_workbook(tmp_path: Path, data: st.DataObject) -> None:
    def written(records: Sequence[ApplicantRecord]) -> list[Uploaded]:
        content = workbook(tmp_path / "liste.xlsx", **rows_of(records)).read_bytes()
        return [Uploaded("liste.xlsx", ContentFile(content))]

    check_that_nothing_changes(data, written)


@FEW
@given(st.data(), st.sampled_from(FieldRule))
def test_whatever_lists_say_they_can_be_applied_and_the_same_again_changes_nothing(
    data: st.DataObject, rule: FieldRule
) -> None:
    with transaction.atomic():
        by = team_lead()
        ImportFieldRule.objects.update(rule=rule)
        office = data.draw(offices(by))
        for record in office:
            take_in(record=record, by=by, on=ON, at=NOW)
        for _ in range(2):
            lists = csv_of([with_number_of(record, data.draw(sayable_records())) for record in office])
            assert applied(by, lists, on=ON).state == ImportState.APPLIED
            before = everything()
            again = applied(by, lists, on=ON)
            assert set(outcomes(again).values()) <= {EntryOutcome.KEPT}
            assert everything() == before
        transaction.set_rollback(True)


def with_number_of(record: ApplicantRecord, other: ApplicantRecord) -> ApplicantRecord:
    number = record.person.customer_number
    return replace(other, person=replace(other.person, customer_number=number))
