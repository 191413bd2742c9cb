"""Who may be somebody whom the office knows under another number, or stands in the lists twice."""

import pytest

from routing.models import ImportDuplicate, ImportRun
from routing.tests.caseload.office import Person, applicants, applied, checked, uploads
from staff.models import User
from tests.factories import team_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return team_lead()


def duplicates(run: ImportRun) -> set[tuple[str, str, bool]]:
    """Who may be whose double, and whether the office knows that one already."""
    found = ImportDuplicate.objects.filter(entry__run=run).values_list(
        "entry__customer_number", "other_number", "other"
    )
    return {(number, other, known is not None) for number, other, known in found}


@pytest.mark.parametrize("name", ["Müller", "Mueller", "MULLER", "müller"])
def test_somebody_known_is_found_by_name_and_birth_date_however_it_is_written(lead: User, name: str) -> None:
    applied(lead, uploads(applicants(Person(nachname="Müller-Lüdenscheidt"))))
    lists = applicants(Person(), Person("335A100002", nachname=f"{name} Luedenscheidt"))
    assert duplicates(checked(lead, uploads(lists))) == {("335A100002", "335A100001", True)}


def test_somebody_known_is_found_with_family_and_first_name_the_other_way_round(lead: User) -> None:
    applied(lead, uploads(applicants(Person(nachname="Maria", vorname="Ana López"))))
    lists = applicants(Person("335A100002", nachname="Ana Lopez", vorname="Maria"))
    assert duplicates(checked(lead, uploads(lists))) == {("335A100002", "335A100001", True)}


@pytest.mark.parametrize("name", ["O’Brien", "O`Brien", "O\u00b4Brien", "O\u02bcBrien", "OBrien"])
def test_another_apostrophe_is_the_same_name(lead: User, name: str) -> None:
    lists = applicants(Person(nachname="O'Brien"), Person("335A100002", nachname=name))
    assert ("335A100001", "335A100002", False) in duplicates(checked(lead, uploads(lists)))


def test_two_in_the_lists_with_their_names_swapped_are_each_others_doubles(lead: User) -> None:
    lists = applicants(Person(nachname="Ali", vorname="Omar"), Person("335A100002", nachname="Omar", vorname="Ali"))
    assert duplicates(checked(lead, uploads(lists))) == {
        ("335A100001", "335A100002", False),
        ("335A100002", "335A100001", False),
    }


def test_two_in_the_lists_are_each_others_doubles(lead: User) -> None:
    lists = applicants(Person(nachname="Yılmaz"), Person("335A100002", nachname="Yilmaz"))
    assert duplicates(checked(lead, uploads(lists))) == {
        ("335A100001", "335A100002", False),
        ("335A100002", "335A100001", False),
    }


@pytest.mark.parametrize("cells", [{"geburtsdatum": "15.03.1991"}, {"vorname": "Nadja"}, {"nachname": "Alber"}])
def test_another_birth_date_or_name_is_somebody_else(lead: User, cells: dict[str, str]) -> None:
    applied(lead, uploads(applicants(Person())))
    lists = applicants(Person(), Person("335A100002", **cells), Person("335A100003", vorname="Ida"))
    assert duplicates(checked(lead, uploads(lists))) == set()


def test_whoever_is_known_by_number_is_nobodys_double(lead: User) -> None:
    applied(lead, uploads(applicants(Person(), Person("335A100002"))))
    assert duplicates(checked(lead, uploads(applicants(Person(), Person("335A100002"))))) == set()


def test_of_a_name_that_was_filled_down_by_mistake_only_the_first_ones_are_named(lead: User) -> None:
    run = checked(lead, uploads(applicants(*(Person(f"335A{number:06}") for number in range(50)))))
    assert len(duplicates(run)) == 50 * 10 - 10
    assert {other for _, other, _ in duplicates(run)} == {f"335A{number:06}" for number in range(10)}
