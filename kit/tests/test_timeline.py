from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.timeline import (
    LABEL_SIZE,
    SIZES,
    TEXT_SIZE,
    Picture,
    Segment,
    Text,
    Tone,
    Window,
    draw,
    figure,
    text_width,
    window_around,
)

FIRST, LAST = date(2000, 1, 1), date(2050, 12, 31)
DAYS = st.dates(min_value=FIRST, max_value=LAST)
WORDS = st.sampled_from(
    ["", "Reha endet", "jüngstes Kind wird 18", "25. Geburtstag", "Wartezeit nach der Geburt vorbei"]
)
LABELS = st.sampled_from(
    ["IFK AEZ · Team Bewerber-Service", "IFK Arbeitsvermittlung Ü25", "Fallmanagement", "IFK Reha/SB"]
)


@st.composite
def chains(draw_from: st.DrawFn) -> list[Segment]:
    """Answers without gaps from ever to for ever, as the rules give them."""
    changes: list[date] = sorted(draw_from(st.sets(DAYS, max_size=9)))
    starts: list[date | None] = [None, *changes]
    ends: list[date | None] = [*(day - timedelta(days=1) for day in changes), None]
    return [
        Segment(
            label=draw_from(LABELS),
            short_label="Kurz",
            start=start,
            end=end,
            tone=draw_from(st.sampled_from(list(Tone))),
            unconfirmed=draw_from(st.booleans()),
            change=draw_from(WORDS),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


@st.composite
def windows(draw_from: st.DrawFn) -> Window:
    first, last = sorted([draw_from(DAYS), draw_from(DAYS)])
    return Window(first, last)


@st.composite
def pictures(draw_from: st.DrawFn) -> Picture:
    return draw(
        draw_from(chains()),
        draw_from(windows()),
        size=draw_from(st.sampled_from(list(SIZES))),
        today=draw_from(DAYS),
        selected=draw_from(st.none() | DAYS),
    )


@given(pictures())
def test_the_bars_of_an_unbroken_chain_cover_the_picture_without_gap_or_overlap(picture: Picture) -> None:
    assert picture.bars[0].x == 0
    assert picture.bars[-1].x + picture.bars[-1].width == picture.width
    assert all(one.x + one.width == other.x for one, other in pairwise(picture.bars))


@given(pictures())
def test_a_label_never_leaves_its_bar_and_is_never_crossed_by_the_line_of_a_day(picture: Picture) -> None:
    for bar in picture.bars:
        end = bar.label_x + text_width(bar.label, LABEL_SIZE)
        assert bar.x <= bar.label_x
        assert end <= bar.x + bar.width
        if bar.label:
            assert not any(bar.label_x <= day.line_x <= end for day in picture.above)


@given(pictures())
def test_texts_stay_inside_the_picture_and_never_touch_each_other(picture: Picture) -> None:
    for texts in (picture.above, picture.below):
        for text in texts:
            assert text.x >= 0
            assert text.x + text.width <= picture.width
            assert 0 < text.baseline < picture.height
        for one, other in combinations(texts, 2):
            assert one.level != other.level or one.x + one.width < other.x or other.x + other.width < one.x


@given(pictures())
def test_the_line_to_a_text_crosses_no_other_text(picture: Picture) -> None:
    def crosses(line: Text, text: Text) -> bool:
        return line.level > text.level and text.x <= line.line_x <= text.x + text.width

    for texts in (picture.above, picture.below):
        assert not any(crosses(one, other) or crosses(other, one) for one, other in combinations(texts, 2))


def course(*changes: tuple[date, str]) -> list[Segment]:
    starts: list[date | None] = [None, *(day for day, _ in changes)]
    ends: list[date | None] = [*(day - timedelta(days=1) for day, _ in changes), None]
    words = ["", *(word for _, word in changes)]
    return [
        Segment("IFK AEZ", "AEZ", start, end, Tone.TEAL, change=word)
        for start, end, word in zip(starts, ends, words, strict=True)
    ]


def test_a_change_is_written_below_its_day() -> None:
    segments = course((date(2033, 5, 20), "jüngstes Kind wird 18"))
    picture = draw(segments, Window(date(2026, 1, 1), date(2039, 12, 31)), size="wide", today=date(2026, 11, 22))
    (text,) = picture.below
    assert text.text == "20.05.2033 jüngstes Kind wird 18"
    assert text.line_x == picture.bars[1].x


def test_changes_close_together_are_stacked_before_they_are_dropped() -> None:
    segments = course((date(2033, 5, 20), "jüngstes Kind wird 18"), (date(2033, 10, 1), "Reha endet"))
    picture = draw(segments, Window(date(2026, 1, 1), date(2039, 12, 31)), size="wide", today=date(2026, 11, 22))
    assert {text.level for text in picture.below} == {0, 1}


def test_today_and_the_selected_day_are_both_marked_and_once_only_if_they_are_the_same() -> None:
    window, segments, today = Window(date(2026, 1, 1), date(2030, 12, 31)), course(), date(2026, 11, 22)
    both = figure(segments, window, today=today, selected=date(2028, 3, 1)).pictures[0]
    assert [text.text for text in both.above] == ["heute", "gewählt: 01.03.2028"]
    same = figure(segments, window, today=today, selected=today).pictures[0]
    assert [text.text for text in same.above] == ["heute"]


def test_a_day_outside_the_picture_is_not_marked() -> None:
    picture = draw(course(), Window(date(2027, 1, 1), date(2030, 1, 1)), size="wide", today=date(2026, 12, 31))
    assert picture.above == ()


def test_a_gap_in_the_course_stays_empty() -> None:
    segments = [
        Segment("IFK AEZ", "AEZ", date(2024, 1, 1), date(2024, 12, 31), Tone.TEAL),
        Segment("IFK AEZ", "AEZ", date(2026, 1, 1), None, Tone.TEAL),
    ]
    picture = draw(segments, Window(date(2024, 1, 1), date(2026, 12, 31)), size="wide", today=date(2026, 1, 1))
    first, second = picture.bars
    assert first.x + first.width < second.x


def test_those_who_do_not_see_the_picture_are_told_the_course_in_words() -> None:
    segments = [
        Segment("IFK AEZ", "AEZ", None, date(2033, 5, 19), Tone.TEAL),
        Segment("IFK Arbeitsvermittlung Ü25", "Ü25", date(2033, 5, 20), None, Tone.BLUE, unconfirmed=True),
    ]
    shown = figure(segments, Window(date(2026, 1, 1), date(2040, 1, 1)), today=date(2026, 1, 1))
    assert shown.description == "bis 19.05.2033 IFK AEZ; ab 20.05.2033 IFK Arbeitsvermittlung Ü25 (unbestätigt)."
    assert shown.has_unconfirmed


@given(chains(), st.lists(DAYS, min_size=1, max_size=3))
def test_the_chosen_window_shows_every_change_and_every_day_asked_for(
    segments: list[Segment], days: list[date]
) -> None:
    window = window_around(segments, days)
    assert all(window.first <= day <= window.last for day in days)
    assert all(window.first <= segment.start <= window.last for segment in segments if segment.start)


def test_nothing_is_shown_before_the_case_was_opened() -> None:
    segments = [Segment("IFK AEZ", "AEZ", date(2024, 2, 3), None, Tone.TEAL)]
    assert window_around(segments, [date(2026, 11, 22)]).first == date(2024, 2, 3)


def test_segments_out_of_order_and_days_the_wrong_way_round_are_refused() -> None:
    one, other = course((date(2030, 1, 1), ""))
    with pytest.raises(ValueError, match="out of order"):
        figure([other, one], Window(FIRST, LAST), today=FIRST)
    with pytest.raises(ValueError, match="ends before it starts"):
        Segment("IFK AEZ", "AEZ", date(2030, 1, 2), date(2030, 1, 1), Tone.TEAL)
    with pytest.raises(ValueError, match="ends before it starts"):
        Window(LAST, FIRST)


@pytest.mark.parametrize("text", ["IFK Arbeitsvermittlung Ü25", "20.05.2033 jüngstes Kind wird 18", "WWW", "ÄÖÜ 4711"])
def test_the_estimated_width_is_no_less_than_the_sum_of_the_fonts_own_widths(text: str) -> None:
    # Fira Sans Medium, hundredths of the font size.
    widths = {" ": 25, ".": 24, "I": 29, "F": 49, "K": 61, "A": 58, "W": 84, "Ä": 58, "Ö": 69, "Ü": 66, "r": 39}
    digits = dict(zip("0123456789", (57, 45, 51, 51, 55, 52, 55, 46, 57, 54), strict=True))
    lower = {"a": 55, "b": 60, "e": 55, "i": 28, "t": 38, "s": 48, "v": 50, "m": 85, "l": 29, "u": 58, "n": 58, "g": 54}
    more = {"j": 28, "ü": 58, "d": 60, "w": 73}
    exact = sum((widths | digits | lower | more)[character] for character in text) * TEXT_SIZE / 100
    assert text_width(text, TEXT_SIZE) >= exact
