"""What the lists have columns for, and so speak about."""

from pathlib import Path

from kit.lists.source import named
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.intake.files.lists import Lists, Upload
from routing.tests.files.building import ON, Member, Office, Person, applicants, household


def test_the_columns_of_the_household_count_as_well(office: Office, tmp_path: Path) -> None:
    required = tuple(column for column in APPLICANTS.columns if column in APPLICANTS.required)
    office.write(
        applicants(Person(), columns=(*required, "telefon")),
        household(Member(), columns=(*HOUSEHOLD.columns[:3], "eingezogen_am")),
    )
    correction = tmp_path / "berichtigt.csv"
    correction.write_text(applicants(Person(), columns=(*required, "telefon")))
    lists = Lists(
        Upload(named(str(office.applicants)), named(str(office.household)), None),
        [Upload(named(str(correction)), None, None)],
        ON,
        frozenset(),
        frozenset(),
    )
    assert lists.columns == {*required, "telefon", "beziehung", "eingezogen_am"}
