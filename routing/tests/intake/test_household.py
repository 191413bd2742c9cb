from dataclasses import replace
from datetime import date

from routing.intake.forms import TakeoverForm
from routing.intake.household import KEEP, REPLACE, SKIP, Candidate, candidates, taken_over
from routing.intake.values import FormValues, values_of
from routing.record import ApplicantRecord, MemberRecord, PersonRecord
from routing.rules.codes import Relation
from routing.tests.intake.records import MIA, NADINE

JO = PersonRecord("335A100002", NADINE.bg_number, "Sommer", "Jo", date(1988, 1, 9))
NADINES = ApplicantRecord(NADINE, (replace(MIA, moved_in=date(2020, 1, 1)),))


def of_jo(*members: MemberRecord) -> FormValues:
    return values_of(ApplicantRecord(JO, members))


def chosen(people: list[Candidate], **choices: str) -> list[tuple[Candidate, str]]:
    return [(candidate, choices[candidate.texts["first_name"]]) for candidate in people if candidate.to_decide]


def test_the_other_applicant_and_her_household_are_offered() -> None:
    people = candidates(NADINES, of_jo())

    assert [(candidate.name, candidate.there) for candidate in people] == [
        ("Nadine Albers-von der Heydt", "dort: Bewerber/in"),
        ("Mia Albers", "dort: eigenes Kind"),
    ]


def test_no_relation_is_proposed_and_none_may_be_left_open() -> None:
    people = candidates(NADINES, of_jo())

    form = TakeoverForm({}, candidates=people)

    assert all(field.initial is None for field in TakeoverForm(candidates=people).fields.values())
    assert form.errors["choice-1"] == ["Wählen Sie für Mia Albers die Beziehung oder „nicht übernehmen“."]


def test_each_person_is_entered_with_the_relation_chosen_here() -> None:
    people = candidates(NADINES, of_jo())

    values = taken_over(of_jo(), chosen(people, Nadine="partner", Mia="other"))

    assert [(row["first_name"], row["relation"], row["moved_in"], row["id"]) for row in values.members] == [
        ("Nadine", "partner", "", ""),
        ("Mia", "other", "01.01.2020", ""),
    ]


def test_whoever_is_not_taken_over_stays_away() -> None:
    people = candidates(NADINES, of_jo())

    assert taken_over(of_jo(), chosen(people, Nadine=SKIP, Mia=SKIP)) == of_jo()


def test_the_applicant_of_the_form_is_not_a_member_of_her_own_household() -> None:
    with_jo = replace(NADINES, members=(MemberRecord(Relation.PARTNER, JO.birth_date, "JO"),))

    assert [candidate.texts["first_name"] for candidate in candidates(with_jo, of_jo())] == ["Nadine"]


def test_who_is_entered_with_the_same_facts_leaves_nothing_to_decide() -> None:
    mia = candidates(NADINES, of_jo(replace(NADINES.members[0], relation=Relation.OTHER, id=4)))[1]

    assert (mia.entered_at, mia.to_decide) == (0, False)


def test_differences_to_what_is_entered_are_shown_side_by_side() -> None:
    mia = candidates(NADINES, of_jo(replace(MIA, last_name="Sommer")))[1]

    assert [(difference.label, difference.entered, difference.there) for difference in mia.differences] == [
        ("Nachname", "Sommer", "Albers"),
        ("im Haushalt seit", "", "01.01.2020"),
    ]


def test_differing_facts_are_replaced_only_on_request_and_the_relation_never() -> None:
    entered = of_jo(replace(MIA, relation=Relation.OTHER, id=4))
    people = candidates(NADINES, entered)

    kept = taken_over(entered, chosen(people, Nadine=SKIP, Mia=KEEP))
    replaced = taken_over(entered, chosen(people, Nadine=SKIP, Mia=REPLACE))

    assert kept == entered
    assert replaced.members == ({**entered.members[0], "moved_in": "01.01.2020"},)


def test_two_people_born_on_one_day_are_told_apart_by_their_first_names() -> None:
    twin = replace(MIA, first_name="Ida")

    assert candidates(NADINES, of_jo(twin))[1].entered_at is None
