import pytest

from routing.intake.entry import Entry
from routing.intake.forms import refusal
from routing.models import Applicant, CaseManagementAssessment, DatedStatus, HouseholdMember, Pregnancy
from routing.tests.intake.records import ON, WHOLE, as_data, sent

Change = dict[str, str]


def refused(**changes: str) -> list[tuple[str, str]]:
    return [(error.field_id, error.message) for error in Entry(as_data(sent(WHOLE, **changes)), on=ON).errors()]


@pytest.mark.parametrize(
    ("model", "constraint", "field_id", "changes"),
    [
        (Applicant, "applicant_customer_number_form", "id_customer_number", {"customer_number": "335A10000"}),
        (Applicant, "applicant_customer_number_form", "id_customer_number", {"customer_number": ""}),
        (Applicant, "applicant_customer_number_form", "id_customer_number", {"customer_number": "33\u0665A100001"}),
        (Applicant, "applicant_bg_number_form", "id_bg_number", {"bg_number": "33502-0000101"}),
        (HouseholdMember, "member_relation_known", "id_members-0-relation", {"members__0__relation": "tante"}),
        (
            HouseholdMember,
            "member_moves_out_after_moving_in",
            "id_members-1-moved_out",
            {"members__1__moved_out": "31.12.2018"},
        ),
        (DatedStatus, "status_kind_known", "id_statuses-0-kind", {"statuses__0__kind": ""}),
        (DatedStatus, "status_starts_on_a_day", "id_statuses-0-first", {"statuses__0__first": ""}),
        (DatedStatus, "status_starts_on_a_day", "id_statuses-0-last", {"statuses__0__last": "31.12.2024"}),
        (
            DatedStatus,
            "status_periods_do_not_overlap",
            "id_statuses-1-first",
            {"statuses__1__first": "30.06.2025"},
        ),
        (
            Pregnancy,
            "pregnancy_once_per_due_date",
            "id_pregnancies-1-due_date",
            {"pregnancies__1__due_date": "01.08.2026"},
        ),
        (
            CaseManagementAssessment,
            "assessment_starts_on_a_day",
            "id_assessments-0-holds_until",
            {"assessments__0__holds_until": "31.12.2024"},
        ),
        (
            CaseManagementAssessment,
            "assessment_periods_do_not_overlap",
            "id_assessments-1-assessed_on",
            {"assessments__0__holds_until": "01.01.2026"},
        ),
        (
            CaseManagementAssessment,
            "assessment_exception_whole",
            "id_assessments-1-exception_reason",
            {"assessments__1__exception_reason": " "},
        ),
        (
            CaseManagementAssessment,
            "assessment_exception_whole",
            "id_assessments-1-exception_from",
            {"assessments__1__exception_from": ""},
        ),
        (
            CaseManagementAssessment,
            "assessment_exception_whole",
            "id_assessments-1-exception_code",
            {"assessments__1__exception_code": ""},
        ),
        (
            CaseManagementAssessment,
            "assessment_exception_ends",
            "id_assessments-1-exception_until",
            {"assessments__1__exception_until": ""},
        ),
        (
            CaseManagementAssessment,
            "assessment_exception_ends",
            "id_assessments-1-exception_until",
            {"assessments__1__exception_until": "02.02.2027"},
        ),
        (
            CaseManagementAssessment,
            "assessment_exception_whole",
            "id_assessments-1-criteria_met",
            {"assessments__1__criteria_met": "nein"},
        ),
    ],
)
def test_what_the_database_would_refuse_is_refused_at_its_field_with_the_same_sentence(
    model: type[Applicant], constraint: str, field_id: str, changes: Change
) -> None:
    found = refused(**changes)

    # The summary leads to the first button of a group.
    assert [(found_id.removesuffix("_0"), message) for found_id, message in found] == [
        (field_id, refusal(model, constraint))
    ]


@pytest.mark.parametrize(
    ("field_id", "sentence", "changes"),
    [
        ("id_last_name", "Geben Sie den Nachnamen ein.", {"last_name": "  "}),
        (
            "id_birth_date",
            "Das Geburtsdatum liegt in der Zukunft. Geben Sie den Tag der Geburt ein.",
            {"birth_date": "03.03.2026"},
        ),
        ("id_city", "Kürzen Sie die Eingabe auf höchstens 80 Zeichen.", {"city": "x" * 81}),
        ("id_postal_code", "Geben Sie die PLZ mit fünf Ziffern ein, zum Beispiel 58095.", {"postal_code": "5809"}),
        (
            "id_telephone",
            "Geben Sie die Telefonnummer mit Ziffern ein, zum Beispiel 02331 123456.",
            {"telephone": "ja"},
        ),
        ("id_email", "Geben Sie eine E-Mail-Adresse wie name@beispiel.de ein.", {"email": "nadine"}),
        (
            "id_members-0-birth_date",
            "Geben Sie das Datum als TT.MM.JJJJ ein, zum Beispiel 14.03.1991.",
            {"members__0__birth_date": "20/5/2015"},
        ),
        (
            "id_assessments-1-exception_until",
            "Die Ausnahme endet vor ihrem Beginn. Prüfen Sie beide Daten.",
            {"assessments__1__exception_until": "31.01.2026"},
        ),
    ],
)
def test_a_refusal_is_one_sentence_that_says_what_to_enter(field_id: str, sentence: str, changes: Change) -> None:
    assert refused(**changes) == [(field_id, sentence)]


def test_two_statuses_of_one_kind_from_one_of_the_last_days_of_the_calendar_on_are_refused() -> None:
    found = refused(statuses__TOTAL_FORMS="4", statuses__3__kind="section_10", statuses__3__first="30.12.9999")

    assert found == [("id_statuses-3-first", refusal(DatedStatus, "status_periods_do_not_overlap"))]


def test_rows_that_arrive_without_their_count_are_not_mistaken_for_no_rows() -> None:
    fields = sent(WHOLE)
    del fields["members-TOTAL_FORMS"]

    entry = Entry(as_data(fields), on=ON)

    assert [error.message for error in entry.errors()] == [
        "Die Seite kam unvollständig an. Prüfen Sie alle Zeilen und speichern Sie neu."
    ]


def test_a_form_has_at_most_sixty_rows_of_a_kind() -> None:
    fields = sent(WHOLE, members__TOTAL_FORMS="999999")
    fields |= {f"members-{number}-relation": "other" for number in range(90)}

    messages = [error.message for error in Entry(as_data(fields), on=ON).errors()]

    assert "Mehr als 60 Zeilen kann dieser Fall nicht haben. Entfernen Sie die überzähligen." in messages
