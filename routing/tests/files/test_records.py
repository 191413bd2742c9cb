"""What the import will read: the same lines as whole records, and what cannot be read as problems with a code."""

from datetime import date

from kit.days import Period
from kit.lists.problems import Problem, Reason
from kit.lists.source import named
from kit.lists.table import Unreadable, open_table
from routing.intake.files.applicants import ApplicantLine, read_applicants
from routing.intake.files.household import MemberLine, read_household
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    MemberRecord,
    PersonRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.codes import Relation
from routing.tests.files.building import Member, Office, Person, applicants, household


def test_a_line_becomes_a_whole_record(office: Office) -> None:
    office.write(
        applicants(
            Person(
                "335a100001",
                geschlecht="W",
                selbststaendig_von="01.02.2024",
                rehabilitand_von="2020-01-01",
                rehabilitand_bis="2020-12-31",
                fallmanagement_von="01.06.2026",
                paragraf10_von="01.01.2025",
                paragraf10_bis="31.12.9999",
                entbindungstermin="18.02.2027",
                schwangerschaft_nachweis_am="03.11.2026",
                schwangerschaft_beendet_am="01.03.2027",
                kuenftig_alleinerziehend="ja",
                verbis_alleinerziehend="ja",
                strasse=" Hauptstr. 1 ",
                plz="58095",
                ort='"Hagen; ""Mitte"""',
                telefon="02331 1",
                email="n@example.org",
            )
        )
    )
    assert list(read_applicants(open_table(named(str(office.applicants)), APPLICANTS))) == [
        ApplicantLine(
            2,
            ApplicantRecord(
                person=PersonRecord(
                    "335A100001",
                    "33502//0000101",
                    "Albers",
                    "Nadine",
                    date(1991, 3, 14),
                    gender="w",
                    street="Hauptstr. 1",
                    postal_code="58095",
                    city='Hagen; "Mitte"',
                    telephone="02331 1",
                    email="n@example.org",
                    verbis_single_parent=True,
                ),
                statuses=(
                    StatusRecord("self_employed", Period(date(2024, 2, 1))),
                    StatusRecord("rehabilitation", Period(date(2020, 1, 1), date(2021, 1, 1))),
                    StatusRecord("section_10", Period(date(2025, 1, 1))),
                ),
                pregnancies=(
                    PregnancyRecord(
                        date(2027, 2, 18), date(2026, 11, 3), date(2027, 3, 1), expected_single_parent=True
                    ),
                ),
                assessments=(AssessmentRecord(Period(date(2026, 6, 1)), criteria_met=True),),
            ),
        )
    ]


def test_a_line_without_entries_becomes_a_record_without_any(office: Office) -> None:
    office.write(applicants(Person(kuenftig_alleinerziehend="nein")))
    (line,) = read_applicants(open_table(named(str(office.applicants)), APPLICANTS))
    assert isinstance(line, ApplicantLine)
    assert line.record == ApplicantRecord(
        PersonRecord("335A100001", "33502//0000101", "Albers", "Nadine", date(1991, 3, 14))
    )


def test_a_pregnancy_mark_that_ends_on_the_last_day_of_9999_does_not_end(office: Office) -> None:
    office.write(applicants(Person(entbindungstermin="18.02.2027", schwangerschaft_beendet_am="31.12.9999")))
    (line,) = read_applicants(open_table(named(str(office.applicants)), APPLICANTS))
    assert isinstance(line, ApplicantLine)
    assert line.record.pregnancies == (PregnancyRecord(date(2027, 2, 18)),)


def test_a_household_line_becomes_a_member(office: Office) -> None:
    office.write(
        applicants(Person()),
        household(
            Member(verheiratet_am="01.01.2033", eingezogen_am="01.02.2016", ausgezogen_am="2034-01-01"),
            Member("335b100002", beziehung="Sonstige", ausgezogen_am="31.12.9999"),
        ),
    )
    assert list(read_household(open_table(named(str(office.household)), HOUSEHOLD))) == [
        MemberLine(
            2,
            "335A100001",
            MemberRecord(
                Relation.CHILD,
                date(2015, 5, 20),
                married_on=date(2033, 1, 1),
                moved_in=date(2016, 2, 1),
                moved_out=date(2034, 1, 1),
            ),
        ),
        MemberLine(3, "335B100002", MemberRecord(Relation.OTHER, date(2015, 5, 20))),
    ]


def test_what_cannot_be_read_names_whose_it_is_and_why(office: Office) -> None:
    office.write(applicants(Person(geburtsdatum="x", verbis_alleinerziehend="y")))
    path = str(office.applicants)
    assert list(read_applicants(open_table(named(path), APPLICANTS))) == [
        Unreadable(
            2,
            "335A100001",
            [
                Problem(path, 2, "geburtsdatum", Reason.BROKEN_DATE),
                Problem(path, 2, "verbis_alleinerziehend", Reason.NOT_YES_OR_NO),
            ],
        )
    ]
