import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from kit.chart_drawing import LOAD_SIZES, MARGIN, SIZES, TEXT_SIZE, Box, Column, MonthPicture
from kit.charts import Amount, Flow, Level, Load, flow_chart, level_chart, load_chart, month_of, thousands
from kit.timeline import text_width

NUMBERS = st.integers(min_value=0, max_value=4_000)
LABELS = st.sampled_from(["Keller, M.", "Aydın, S.", "Weiß-Schmitt-Großmann, Theodora Wilhelmine", "IFK AEZ"])


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    number = draw(NUMBERS)
    return Amount(number, unconfirmed=draw(st.integers(0, number)), url=draw(st.sampled_from(["", "/x/"])))


MONTHS = st.integers(0, 30).map(
    lambda count: [month_of(date(2026 + (10 + place) // 12, 1 + (10 + place) % 12, 1)) for place in range(count)]
)
FLOWS = MONTHS.flatmap(lambda months: st.tuples(*(st.builds(Flow, st.just(m), amounts(), amounts()) for m in months)))
LEVELS = MONTHS.flatmap(
    lambda months: st.tuples(*(st.builds(Level, st.just(m), amounts(), st.none() | NUMBERS) for m in months))
)
LOADS = st.lists(st.builds(Load, LABELS, amounts(), st.none() | NUMBERS, st.sampled_from(["", "abwesend bis 04.12."])))


def columns_of(picture: MonthPicture) -> list[Column]:
    return [column for strip in picture.strips for column in strip.columns]


def boxes(columns: Iterable[Column]) -> list[Box]:
    return [box for column in columns for box in (column.solid, column.hatched) if box]


@given(FLOWS)
def test_each_month_stands_once_in_every_size_with_both_of_its_numbers(rows: tuple[Flow, ...]) -> None:
    for picture in flow_chart(rows).pictures:
        drawn = columns_of(picture)
        assert [column.amount for column in drawn] == [each for row in rows for each in (row.inflow, row.outflow)]
        assert [label.text for strip in picture.strips for label in strip.labels] == [row.month.short for row in rows]


@given(FLOWS)
def test_what_comes_goes_up_and_what_goes_goes_down_and_all_of_it_stays_in_its_place(rows: tuple[Flow, ...]) -> None:
    for picture in flow_chart(rows).pictures:
        for strip in picture.strips:
            for column in strip.columns:
                for box in boxes([column]):
                    assert box.y + box.height <= strip.base if column.tone == "in" else box.y >= strip.base
                    assert column.target.x <= box.x
                    assert box.x + box.width <= column.target.x + column.target.width
                    assert column.target.y <= box.y
                    assert box.y + box.height <= column.target.y + column.target.height


@given(FLOWS)
def test_numbers_side_by_side_never_touch_and_nothing_leaves_the_picture(rows: tuple[Flow, ...]) -> None:
    for picture in flow_chart(rows).pictures:
        for strip in picture.strips:
            ups = [column for column in strip.columns if column.tone == "in"]
            for one, other in pairwise(ups):
                widths = text_width(one.text, TEXT_SIZE) + text_width(other.text, TEXT_SIZE)
                assert other.text_x - one.text_x >= widths // 2
            assert all(label.year_y <= picture.height for label in strip.labels)
        assert all(box.x >= MARGIN and box.x + box.width <= picture.width for box in boxes(columns_of(picture)))


@given(FLOWS)
def test_a_larger_number_is_never_drawn_shorter_and_only_nothing_is_drawn_as_nothing(rows: tuple[Flow, ...]) -> None:
    for picture in flow_chart(rows).pictures:
        heights = sorted((each.amount.number, sum(box.height for box in boxes([each]))) for each in columns_of(picture))
        assert all(one[1] <= other[1] for one, other in pairwise(heights))
        assert all(bool(number) == bool(height) for number, height in heights)


@given(FLOWS)
def test_the_unconfirmed_part_is_hatched_at_the_far_end_and_the_parts_touch(rows: tuple[Flow, ...]) -> None:
    for picture in flow_chart(rows).pictures:
        for column in columns_of(picture):
            assert not (column.hatched and not column.amount.unconfirmed)
            assert not (column.solid and column.amount.unconfirmed == column.amount.number)
            if column.solid and column.hatched and column.tone == "in":
                assert column.hatched.y + column.hatched.height == column.solid.y


@given(FLOWS | LEVELS)
def test_what_can_be_clicked_is_large_enough_for_a_finger(rows: tuple[Flow, ...] | tuple[Level, ...]) -> None:
    if not rows:
        return
    chart = flow_chart(rows) if isinstance(rows[0], Flow) else level_chart(rows)  # type: ignore[arg-type]
    for picture in chart.pictures:
        assert all(min(column.target.width, column.target.height) >= 24 for column in columns_of(picture))


@given(LEVELS)
def test_the_capacity_is_a_line_over_its_month_and_lies_below_the_end_of_a_column_that_is_over(
    rows: tuple[Level, ...],
) -> None:
    for picture in level_chart(rows).pictures:
        for strip in picture.strips:
            steps = {step.x1: step for step in strip.steps}
            for column in strip.columns:
                step = steps.get(column.target.x)
                if column.tone == "over":
                    assert step
                    assert step.x2 == column.target.x + column.target.width
                    assert all(box.y <= step.y for box in boxes([column])[-1:])


@given(LOADS)
def test_bars_and_texts_of_loads_stay_in_the_picture_and_a_label_never_runs_into_its_text(rows: list[Load]) -> None:
    for picture in load_chart(rows).pictures:
        for bar in picture.bars:
            label, text = text_width(bar.label, TEXT_SIZE), text_width(bar.text, TEXT_SIZE)
            text_start = bar.text_x - text if picture.text_anchor == "end" else bar.text_x
            assert bar.bar.x + bar.bar.width <= picture.width
            assert bar.target.y + bar.target.height <= picture.height
            assert text_start >= 0
            assert text_start + text <= picture.width
            assert label <= text_start or bar.label_y < bar.text_y
            assert label <= bar.bar.x or bar.label_y < bar.bar.y


@given(LOADS)
def test_the_bar_ends_before_the_outline_while_there_is_room_and_behind_it_when_there_is_none(rows: list[Load]) -> None:
    for picture in load_chart(rows).pictures:
        for bar in picture.bars:
            if bar.room and bar.load.over:
                assert bar.bar.width >= bar.room.width
            elif bar.room:
                assert bar.bar.width <= bar.room.width


def test_a_load_says_in_words_what_its_colour_says() -> None:
    assert Load("Keller, M.", Amount(118), 130).text == "118 von 130"
    assert Load("Aydın, S.", Amount(131), 130).text == "131 von 130 · 1 zu viel"
    assert Load("Brandt, L.", Amount(0), 100, "abwesend bis 04.12.").text == "0 von 100 · abwesend bis 04.12."
    assert Load("Novak, P.", Amount(7)).text == "7"


def test_the_month_below_a_column_is_short_and_the_one_in_the_table_is_not() -> None:
    assert month_of(date(2026, 12, 1)) == ("Dez", "Dezember 2026", 2026)
    assert month_of(date(2026, 11, 25), rest=True).name == "Rest November 2026"


def test_numbers_are_written_with_points() -> None:
    assert thousands(1_234_567) == "1.234.567"


@pytest.mark.parametrize(
    "wrong",
    [{"number": -1}, {"number": 1, "unconfirmed": 2}],
)
def test_an_amount_that_contradicts_itself_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        Amount(**wrong)  # type: ignore[arg-type]


def rendered(template: str, **context: object) -> str:
    return " ".join(render_to_string(f"components/{template}.html", context).split())


A_FLOW = Flow(month_of(date(2026, 12, 1)), Amount(7, unconfirmed=2, url="/zu/"), Amount(0))
A_LEVEL = Level(month_of(date(2026, 12, 1)), Amount(131, url="/da/"), 130)
A_LOAD = Load("Aydın, <S.>", Amount(131, url="/sie/"), 130)
DRAWN = {
    "chart_flows": flow_chart([A_FLOW]),
    "chart_levels": level_chart([A_LEVEL]),
    "chart_loads": load_chart([A_LOAD]),
}


@pytest.mark.parametrize("template", DRAWN)
def test_a_chart_is_a_picture_with_words_and_the_same_as_a_table(template: str) -> None:
    html = rendered(template, chart=DRAWN[template], name="chart", title="Fälle", head="IFK")
    sizes = LOAD_SIZES if template == "chart_loads" else SIZES
    assert html.count('role="img" aria-labelledby=') == len(sizes)
    assert html.count("<desc") == len(sizes)
    assert '<summary>Als Tabelle<span class="visually-hidden">: Fälle</span></summary>' in html
    assert "style=" not in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_table_of_flows_links_each_number() -> None:
    html = rendered("chart_flows", chart=DRAWN["chart_flows"], name="flows", title="Zu- und Abgänge")
    assert '<a href="/zu/">7<span class="visually-hidden">: zu</span></a>' in html
    assert re.findall('class="chart__number" data-label="([^"]+)" role="cell">([^<])', html)[:3] == [
        ("davon unbestätigt", "2"),
        ("ab", "0"),
        ("davon unbestätigt", "0"),
    ]
    assert "Schraffiert: unbestätigt" in html
    assert 'fill="url(#flows-wide-hatch)"' in html
    assert "Dezember 2026: 7 (davon 2 unbestätigt) zu, 0 ab." in html


def test_more_than_there_is_room_for_is_said_beside_the_stock() -> None:
    html = rendered("chart_levels", chart=DRAWN["chart_levels"], name="stock", title="Bestand")
    assert "Mehr Fälle als Plätze: Dezember 2026 (1 zu viel)." in html
    assert "chart__column--over" in html


def test_of_many_months_without_room_the_number_and_the_worst_are_said() -> None:
    rows = [Level(month_of(date(2027, month, 1)), Amount(130 + month), 130) for month in range(1, 5)]
    assert level_chart(rows).over_words == "in 4 Monaten, am meisten April 2027 (4 zu viel)"


def test_the_links_of_a_picture_are_for_the_mouse_because_the_table_has_them_too() -> None:
    html = rendered("chart_loads", chart=DRAWN["chart_loads"], name="loads", title="Fälle", head="IFK")
    assert '<g aria-hidden="true"> <a href="/sie/" tabindex="-1">' in html
    assert "Aydın, &lt;S.&gt;" in html
    assert "<S.>" not in html
