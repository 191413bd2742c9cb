"""The stock: which desk, and who there, is responsible today, where the office says so."""

from datetime import date

import pytest

from routing.intake.files.stock import StockLine
from routing.tests.files.building import InStock, Person, applicants, stock
from routing.tests.files.uploads import DESKS, Uploads, read, refusal

TWO = applicants(Person(), Person("335A100002"))


def test_a_line_says_desk_person_and_since_when(uploads: Uploads) -> None:
    reading = read(uploads.base(TWO, stock=stock(InStock("335a100001"))))
    assert reading.problems == []
    assert reading.lines["335A100001"].stock == StockLine(2, "335A100001", "ifk_aez", "m.kaya", date(2024, 3, 1))
    assert reading.lines["335A100002"].stock is None


def test_person_and_day_may_be_left_out(uploads: Uploads) -> None:
    for text in (stock(InStock(ifk="", seit="")), stock(InStock(), columns=("stelle", "kundennummer"))):
        reading = read(uploads.base(TWO, stock=text))
        assert reading.lines["335A100001"].stock == StockLine(2, "335A100001", "ifk_aez", "", None)


@pytest.mark.parametrize("desk", sorted(DESKS))
def test_each_desk_is_known_by_its_code(uploads: Uploads, desk: str) -> None:
    line = read(uploads.base(TWO, stock=stock(InStock(stelle=desk)))).lines["335A100001"].stock
    assert line is not None
    assert line.desk == desk


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"stelle": "IFK AEZ"}, "stelle", "unknown_desk"),
        ({"stelle": ""}, "stelle", "required_cell_empty"),
        ({"ifk": "n.niemand"}, "ifk", "unknown_login"),
        ({"seit": "1.3.24"}, "seit", "broken_date"),
        ({"seit": "23.11.2026"}, "seit", "since_in_future"),
        ({"seit": "01.03.2024;"}, "5", "too_many_cells"),
    ],
)
def test_an_unreadable_line_leaves_its_applicant_out(
    uploads: Uploads, cells: dict[str, str], column: str, reason: str
) -> None:
    reading = read(uploads.base(TWO, stock=stock(InStock("335A100002"), InStock(**cells))))
    assert list(reading.lines) == ["335A100002"]
    assert reading.problems == [
        "0 bewerber 2 kundennummer: stock_unreadable",
        f"0 bestand 3 {column}: {reason}",
    ]


def test_since_today_is_not_in_the_future(uploads: Uploads) -> None:
    assert read(uploads.base(TWO, stock=stock(InStock(seit="22.11.2026")))).problems == []


def test_of_a_number_that_comes_twice_neither_line_counts(uploads: Uploads) -> None:
    reading = read(uploads.base(TWO, stock=stock(InStock(), InStock("335A100002"), InStock(stelle="u25"))))
    assert list(reading.lines) == ["335A100002"]
    assert reading.problems == [
        "0 bewerber 2 kundennummer: stock_unreadable",
        "0 bestand 2 kundennummer: number_twice",
        "0 bestand 4 kundennummer: number_twice",
    ]


def test_a_line_of_an_unknown_number_is_reported_and_nobody_left_out(uploads: Uploads) -> None:
    reading = read(uploads.base(TWO, stock=stock(InStock("335A999999"), InStock(""))))
    assert list(reading.lines) == ["335A100001", "335A100002"]
    assert reading.problems == [
        "0 bestand 2 kundennummer: unknown_number",
        "0 bestand 3 kundennummer: required_cell_empty",
    ]
    assert reading.lists.numbers == {"335A100001", "335A100002", "335A999999"}


def test_a_stock_without_required_columns_is_refused(uploads: Uploads) -> None:
    assert refusal(uploads.base(TWO, stock="kundennummer;seit\n")) == "bestand.csv fehlen Pflichtspalten: stelle."


@pytest.mark.parametrize("written", ["m.kaya", "M.Kaya", "M.KAYA"])
def test_a_login_is_read_in_any_case_as_at_the_login(uploads: Uploads, written: str) -> None:
    reading = read(uploads.base(TWO, stock=stock(InStock("335A100001", ifk=written))))

    line = reading.lines["335A100001"].stock
    assert line is not None
    assert line.login == "m.kaya"
