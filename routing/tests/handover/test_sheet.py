"""What routing says in the hand-over sheet: the answer, what is missing, who lives there, what runs out, contacts."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frame.contracts import SheetSection
from kit.days import Period
from routing.casefile import file_of
from routing.handover.sheet import sheet_sections
from routing.models import Applicant
from routing.queries import record_of
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    ExceptionRecord,
    MemberRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.codes import Relation
from staff.models import User
from tests.factories import TODAY, caseworker, make_applicant, record
from tests.handed_over import proposed

pytestmark = pytest.mark.django_db

MIA = MemberRecord(Relation.CHILD, date(2015, 5, 20), "Mia", "Sommer")
JAN = MemberRecord(Relation.PARTNER, date(1988, 1, 1), "Jan", "Sommer", moved_in=date(2026, 2, 20))
GONE = MemberRecord(Relation.OTHER, date(1960, 1, 1), "Oma", "Sommer", moved_out=date(2026, 1, 1))


@pytest.fixture
def by() -> User:
    return caseworker("ifk_aez", first_name="Maria", last_name="Keller", telephone="02331 0000-17")


def sections(applicant: Applicant, on: date = TODAY) -> dict[str, SheetSection]:
    return {section.title: section for section in sheet_sections(file_of(applicant), on)}


def rows(section: SheetSection) -> tuple[tuple[str, ...], ...]:
    assert section.table is not None
    assert {len(row) for row in section.table.rows} == {len(section.table.head)}
    return section.table.rows


def test_the_sections_stand_in_the_order_in_which_they_are_read(by: User) -> None:
    assert list(sections(make_applicant(by=by))) == [
        "Person",
        "Entscheidung",
        "Merkmal alleinerziehend",
        "Offene Punkte",
        "Haushalt",
        "Status, Schwangerschaft, Fallmanagement",
        "Fristen und Daten",
        "Erreichbarkeit",
        "Bisher zuständig",
    ]


def test_the_answer_comes_with_its_reason_and_all_seven_rules(by: User) -> None:
    applicant = make_applicant(by=by, record=record(members=(MIA,)))

    answer = sections(applicant)["Entscheidung"]

    assert answer.facts == (("Stelle", "IFK AEZ"), ("entschieden für den", "02.03.2026"), ("gilt bis", "19.05.2033"))
    assert answer.lines == (applicant.current.decision.reason,)
    assert [row[0][:2] for row in rows(answer)] == ["1.", "2.", "3.", "4.", "5.", "6.", "7."]
    assert rows(answer)[5] == ("6. Alleinerziehend", "entscheidet", "Kind Mia, 10 Jahre, ledig, im Haushalt")


def test_a_status_that_holds_names_its_basis_and_one_that_never_was_says_so(by: User) -> None:
    mother, other = make_applicant(by=by, record=record(members=(MIA,))), make_applicant(by=by)

    assert sections(mother)["Merkmal alleinerziehend"].facts == (("Stand", "liegt vor"), ("Grundlage", "Haushalt"))
    assert sections(other)["Merkmal alleinerziehend"].facts == (("Stand", "liegt nicht vor"),)


def test_a_lapse_says_why_since_when_and_since_when_the_office_knows(by: User) -> None:
    before = record(members=(MIA,))
    applicant = make_applicant(by=by, record=before)
    proposed(applicant, replace(before, members=(MIA, JAN)), by=by)

    assert sections(applicant)["Merkmal alleinerziehend"].facts == (
        ("Stand", "entfallen"),
        ("Grund", "Partner/in zugezogen"),
        ("seit", "20.02.2026"),
        ("bekannt am", "02.03.2026"),
    )


def test_open_points_are_named_and_none_is_said(by: User) -> None:
    mother, other = make_applicant(by=by, record=record(members=(MIA,))), make_applicant(by=by)

    assert sections(mother)["Offene Punkte"].lines == ("Kriterien für das Fallmanagement nie geprüft",)
    assert sections(other)["Offene Punkte"].lines == ("Es ist nichts offen.",)


def test_the_household_says_what_each_means_and_leaves_out_who_has_left(by: User) -> None:
    nameless = MemberRecord(Relation.OTHER)
    applicant = make_applicant(by=by, record=record(members=(MIA, JAN, GONE, nameless)))

    assert rows(sections(applicant)["Haushalt"]) == (
        ("Jan Sommer", "Partner/in", "01.01.1988", "seit 20.02.2026", "schließt aus: Partner/in im Haushalt"),
        ("Mia Sommer", "eigenes Kind", "20.05.2015", "seit Geburt", "zählt: ledig, unter 18"),
        ("ohne Namen", "sonstige Person", "fehlt", "schon immer", "zählt nicht: Geburtsdatum fehlt"),
    )


def test_what_runs_out_is_told_by_its_day_and_what_is_over_is_not(by: User) -> None:
    full = ApplicantRecord(
        record(birth_date=date(2001, 4, 30)).person,
        members=(MIA, JAN, MemberRecord(Relation.CHILD, date(2000, 1, 1), "Ole")),
        statuses=(
            StatusRecord("section_10", Period(date(2026, 1, 1), date(2026, 4, 1))),
            StatusRecord("rehabilitation", Period(date(2020, 1, 1), date(2021, 1, 1))),
        ),
        pregnancies=(PregnancyRecord(date(2026, 7, 1)), PregnancyRecord(date(2015, 5, 22))),
        assessments=(
            AssessmentRecord(
                Period(date(2026, 1, 1), date(2027, 1, 1)),
                criteria_met=True,
                exception=ExceptionRecord(
                    Period(date(2026, 1, 1), date(2026, 6, 1)), "other", "weil", by.pk, by.short_name
                ),
            ),
        ),
    )
    applicant = make_applicant(by=by, record=full)

    shown = sections(applicant)

    assert rows(shown["Fristen und Daten"]) == (
        ("31.03.2026", "§ 10 SGB II (ohne Bedeutung für die Zuordnung): letzter Tag"),
        ("29.04.2026", "Entscheidung gilt: letzter Tag"),
        ("30.04.2026", "vollendet das 25. Lebensjahr"),
        ("31.05.2026", "Ausnahme vom Fallmanagement: letzter Tag"),
        ("01.07.2026", "Entbindungstermin"),
        ("23.09.2026", "Frist nach dem Entbindungstermin: letzter Tag"),
        ("31.12.2026", "Prüfung Fallmanagement: letzter Tag"),
        ("20.05.2033", "Mia Sommer (eigenes Kind) wird 18"),
    )
    assert [row[0] for row in rows(shown["Status, Schwangerschaft, Fallmanagement"])] == [
        "§ 10 SGB II (ohne Bedeutung für die Zuordnung)",
        "Schwangerschaft",
        "Prüfung Fallmanagement",
        "Ausnahme vom Fallmanagement",
    ]


def test_it_says_how_to_reach_her_and_who_was_responsible(by: User) -> None:
    contact = {"street": "Körnerstraße 98", "postal_code": "58095", "city": "Hagen", "telephone": "02331 1"}
    applicant = make_applicant(by=by, record=record(members=(MIA,), **contact))

    shown = sections(applicant)

    assert shown["Erreichbarkeit"].facts == (
        ("Anschrift", "Körnerstraße 98, 58095 Hagen"),
        ("Telefon", "02331 1"),
        ("E-Mail", ""),
    )
    assert shown["Bisher zuständig"].facts == (
        ("Stelle", "IFK AEZ (Team Bewerber-Service)"),
        ("IFK", "Maria Keller"),
        ("Telefon", "02331 0000-17"),
        ("seit", "02.03.2026"),
    )


def test_a_full_record_takes_no_more_queries_than_an_empty_one(by: User) -> None:
    empty = make_applicant(by=by)
    full = make_applicant(
        by=by,
        record=replace(
            record(members=tuple(replace(MIA, first_name=f"Kind {number}") for number in range(12))),
            statuses=tuple(
                StatusRecord("section_10", Period(date(2026 + y, 1, 1), date(2026 + y, 2, 1))) for y in range(9)
            ),
            pregnancies=(PregnancyRecord(date(2026, 7, 1)),),
        ),
    )
    counts = []
    for applicant in (empty, full):
        with CaptureQueriesContext(connection) as asked:
            sections(applicant)
        counts.append(len(asked))

    assert len(record_of(full).members) == 12
    assert counts[1] <= counts[0] <= 7
