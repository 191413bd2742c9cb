"""Who sees no exact figures reads a number of persons only where `routing.caselist.reduced.PAGES` says so, and in that
breakdown alone: page, print, CSV and XLSX.
"""

import re
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import time_machine
from django.http import HttpResponse
from python_calamine import CalamineWorkbook

from kit.days import ONE_DAY
from routing.caselist.reduced import PAGES, SINGLE_PARENTS
from routing.models import ListedCase
from routing.outlook.actions import compute_forecast
from routing.record import MemberRecord
from routing.rules.codes import Relation
from staff.roles import Role
from tests.architecture.access_table import ROWS
from tests.architecture.asking import Office, ask, browser, path_of, propose
from tests.factories import NOW, TODAY, caseworker, make_applicant, record
from tests.pages import without_tokens
from tests.undone import undone

pytestmark = pytest.mark.django_db

OUTSIDE = ("outside_csv", "outside_xlsx")
WITHOUT_EXACT_FIGURES = (Role.EQUAL_OPPORTUNITIES, Role.MEASURES_TEAM)
ASKED = [
    (who, row.url, row.object)
    for row in ROWS
    for who in WITHOUT_EXACT_FIGURES
    if row.method == "GET" and row.answers[who] == "200"
] + [(Role.DIVISION_HEAD, url, "-") for url in OUTSIDE]

_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)


def shown(office: Office, who: str, url: str, what: str) -> tuple[str, list[str]]:
    """What stands at the address: its text outside of tables, and the numbers in them."""
    answer = ask(browser(office, who), "GET", path_of(url, what, office))
    assert answer.status_code == 200
    if url.endswith("_xlsx"):
        return _of_workbook(answer)
    text = without_tokens(answer.content)
    if url.endswith("_csv"):
        lines = text.removeprefix("\ufeff").splitlines()
        return "".join(line.rpartition(";")[0] for line in lines), [line.rpartition(";")[2] for line in lines[2:]]
    return _CELL.sub("", text), [unescape(cell).strip() for cell in _CELL.findall(text)]


def _of_workbook(answer: HttpResponse) -> tuple[str, list[str]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "zahlen.xlsx"
        path.write_bytes(answer.content)
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    numbers = [str(row[-1]).removesuffix(".0") for row in rows[2:]]
    return "".join(str(cell) for row in rows for cell in row[:-1]), numbers


def more_people() -> None:
    """Five single parents at one desk, two at another, four cases of nobody single, hand-overs that are late, answers
    with open points, another forecast.
    """
    child = MemberRecord(Relation.CHILD, TODAY.replace(year=2015), "Mia")
    by, other, third = caseworker("ifk_aez"), caseworker("u25_aez"), caseworker("placement")
    applicants = [make_applicant(by=by, record=record(members=(child,))) for _ in range(5)]
    for _ in range(2):
        make_applicant(by=other, record=record(members=(child,), birth_date=TODAY.replace(year=2006)))
    for _ in range(4):
        make_applicant(by=third, record=record(members=(MemberRecord(Relation.PARTNER, None, "X"),)))
    for applicant in applicants[:2]:
        propose(applicant, by)
    compute_forecast(on=TODAY + ONE_DAY, at=NOW)


def single_parents() -> list[str]:
    """By desk, counted without the application."""
    of_desk: dict[str, int] = {}
    for label, basis in ListedCase.objects.values_list("desk__label", "basis"):
        of_desk[label] = of_desk.get(label, 0) + bool(basis)
    return sorted("< 3" if number < 3 else str(number) for number in of_desk.values() if number)


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(("who", "url", "what"), ASKED)
def test_numbers_of_persons_stand_only_in_the_breakdown_of_the_page(
    office: Office, who: str, url: str, what: str
) -> None:
    with undone():
        text, numbers = shown(office, who, url, what)
        more_people()
        text_now, numbers_now = shown(office, who, url, what)

        assert text_now == text
        assert (numbers_now != numbers) == (url in PAGES)
        if url in PAGES:
            assert PAGES[url] == SINGLE_PARENTS
            assert sorted(number for number in numbers_now if number != "0") == single_parents() != []


def test_every_page_of_the_list_is_one_that_somebody_without_exact_figures_may_open() -> None:
    asked = {url for _, url, _ in ASKED}
    assert set(PAGES) <= asked
