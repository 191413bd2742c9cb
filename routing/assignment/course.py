"""The course of responsibility over the years, as the applicant's page draws it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from kit.days import ONE_DAY, OPEN_END
from kit.timeline import Figure, Tone, Window, figure
from kit.timeline import Segment as Stretch
from routing.rules.codes import DeskCode, LapseCause, RuleNumber
from routing.rules.decision import explain
from routing.rules.facts import Facts
from routing.rules.lapse import lapse
from routing.rules.override import Override, words
from routing.rules.policy import PolicySchedule
from routing.rules.timeline import Segment, timeline
from routing.rules.wording import reason

SHOWN_PAST = timedelta(days=3 * 365)
SHOWN_FUTURE_AT_LEAST = timedelta(days=2 * 365)
SHOWN_FUTURE_AT_MOST = timedelta(days=20 * 365)

TONES = {
    DeskCode.SELF_EMPLOYED: Tone.AMBER,
    DeskCode.U25_AEZ: Tone.SKY,
    DeskCode.U25: Tone.BLUE,
    DeskCode.REHA_SB: Tone.VIOLET,
    DeskCode.CASE_MANAGEMENT: Tone.OLIVE,
    DeskCode.IFK_AEZ: Tone.TEAL,
    DeskCode.PLACEMENT: Tone.GREY,
}
SHORT_LABELS = {
    DeskCode.SELF_EMPLOYED: "Selbst.",
    DeskCode.U25_AEZ: "U25 AEZ",
    DeskCode.U25: "U25",
    DeskCode.REHA_SB: "Reha",
    DeskCode.CASE_MANAGEMENT: "FM",
    DeskCode.IFK_AEZ: "AEZ",
    DeskCode.PLACEMENT: "Ü25",
}
ENDED_WORDS = {
    RuleNumber.SELF_EMPLOYED: "Selbstständigkeit beendet",
    RuleNumber.U25_SINGLE_PARENT: "wird 25",
    RuleNumber.U25: "wird 25",
    RuleNumber.REHA_SB: "Reha/SB beendet",
    RuleNumber.CASE_MANAGEMENT: "Fallmanagement beendet",
}
BEGUN_WORDS = {
    RuleNumber.SELF_EMPLOYED: "Selbstständigkeit beginnt",
    RuleNumber.REHA_SB: "Reha/SB beginnt",
    RuleNumber.CASE_MANAGEMENT: "Fallmanagement beginnt",
}
LAPSE_WORDS = {
    LapseCause.MINOR_OF_HOUSEHOLD_CAME_OF_AGE: "Mitbewohner/in wird volljährig",
    LapseCause.YOUNGEST_CHILD_CAME_OF_AGE: "jüngstes Kind wird volljährig",
    LapseCause.WAITING_TIME_OVER: "Frist nach dem Entbindungstermin vorbei",
    LapseCause.PREGNANCY_MARK_ENDED: "Kennzeichen Schwangerschaft beendet",
}
"""Causes that lie ahead as a rule are told as such."""


def course(
    facts: Facts, policies: PolicySchedule, overrides: Iterable[Override] = (), *, today: date, selected: date
) -> Figure:
    """The chain of answers, past and future, that the facts as known now give, with the ``overrides`` laid over it and
    ``selected`` marked.
    """
    segments = timeline(facts, facts.born, policies)
    window = _window(segments, today, selected)
    stretches = [
        _stretch(facts, policies, before, segment, today)
        for before, segment in zip((None, *segments), segments, strict=False)
        if segment.last is None or segment.last >= window.first
    ]
    for override in overrides:
        stretches = list(_laid_over(stretches, override))
    return figure(stretches, window, today=today, selected=selected)


def _window(segments: tuple[Segment, ...], today: date, selected: date) -> Window:
    first = max(min(today - SHOWN_PAST, selected), segments[0].first)
    last_change = segments[-1].first
    room = max(SHOWN_FUTURE_AT_LEAST, (last_change - today) * 5 // 4)
    last = max(today + min(room, SHOWN_FUTURE_AT_MOST), selected)
    return Window(min(first, today), last)


def _stretch(facts: Facts, policies: PolicySchedule, before: Segment | None, segment: Segment, today: date) -> Stretch:
    desk = segment.answer.desk
    nearest_to_today = min(max(segment.first, today), segment.last or OPEN_END)
    return Stretch(
        label=desk.label,
        short_label=SHORT_LABELS[desk],
        start=segment.first,
        end=segment.last,
        tone=TONES[desk],
        unconfirmed=explain(facts, nearest_to_today, policies).provisional,
        change=change_words(facts, policies, before, segment) if before else "",
        note=reason(explain(facts, segment.first, policies)),
    )


def _laid_over(stretches: list[Stretch], override: Override) -> Iterator[Stretch]:
    """The stretches with that of the override in the place of what the rules say on its days."""
    first, last, is_shown = override.period.start, override.last_day, False
    for stretch in stretches:
        starts_before = stretch.start is None or stretch.start < first
        if starts_before:
            yield replace(stretch, end=min(stretch.end or OPEN_END, first - ONE_DAY))
        if not is_shown and (stretch.start or first) <= last and first <= (stretch.end or OPEN_END):
            is_shown = True
            yield _overridden(override)
        if stretch.end is None or stretch.end > last:
            start = max(stretch.start or first, last + ONE_DAY)
            is_rest = start != stretch.start
            yield replace(stretch, start=start, change="Übersteuerung endet" if is_rest else stretch.change)


def _overridden(override: Override) -> Stretch:
    return Stretch(
        label=override.desk.label,
        short_label=SHORT_LABELS[override.desk],
        start=override.period.start,
        end=override.last_day,
        tone=TONES[override.desk],
        change="Übersteuerung beginnt",
        note=f"Übersteuert: {words(override)}",
    )


def change_words(facts: Facts, policies: PolicySchedule, before: Segment, after: Segment) -> str:
    """What happens on the first day of ``after``, in a few words."""
    if before.answer.rule < after.answer.rule and before.answer.rule in ENDED_WORDS:
        return ENDED_WORDS[before.answer.rule]
    if before.answer.single_parent and not after.answer.single_parent:
        ended = lapse(facts, after.first, policies)
        return LAPSE_WORDS.get(ended.cause, ended.cause.label) if ended else ""
    if after.answer.rule in BEGUN_WORDS and after.answer.rule < before.answer.rule:
        return BEGUN_WORDS[after.answer.rule]
    return "alleinerziehend" if after.answer.single_parent else after.answer.desk.label
