"""How long one answer of the rules takes, on invented applicants like the office's."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from random import Random
from time import process_time

from bench.measurement import Figure, Pair, alternately, grouped, timed
from bench.office import ON
from kit.days import Period
from routing.rules.codes import Outcome, Relation
from routing.rules.decision import decide, explain
from routing.rules.facts import Assessment, CaseManagementException, Facts, Member, Pregnancy
from routing.rules.timeline import holds_until, timeline

Ready = tuple[bool, bool, bool, bool, bool, bool, bool]

_CHAIN = "if-Kette über sieben fertige Ja/Nein"
_DECISION = "Entscheidung ohne Begründung"


def measure(cases: int = 2_000, rounds: int = 15) -> Iterator[Figure]:
    """Per answer."""
    random = Random(20261122)
    applicants = [applicant(random) for _ in range(cases)]
    ready = [_ready(facts) for facts in applicants]
    decisions = partial(_ask_all, decide, applicants)
    for name, work, beside, baseline, at_most in (
        (_DECISION, decisions, _CHAIN, partial(_decide_all, ready), 60.0),
        ("Entscheidung mit Begründung", partial(_ask_all, explain, applicants), _DECISION, decisions, 12.0),
        ("gilt bis", partial(_ask_all, holds_until, applicants), _DECISION, decisions, 8.0),
        ("Zeitverlauf", partial(_ask_all, timeline, applicants), _DECISION, decisions, 25.0),
    ):
        pairs = [
            Pair(one / cases, other / cases) for one, other in alternately(rounds, work, baseline, clock=process_time)
        ]
        yield timed(name, f"{grouped(cases)} Fälle", "µs", pairs, beside, at_most=at_most)


def _ask_all(ask: Callable[[Facts, date], object], applicants: Sequence[Facts]) -> None:
    for facts in applicants:
        ask(facts, ON)


def _ready(facts: Facts) -> Ready:
    one, two, three, four, five, six, seven = (line.outcome == Outcome.DECIDES for line in explain(facts, ON).trace)
    return one, two, three, four, five, six, seven


def _decide_all(applicants: Sequence[Ready]) -> None:
    for ready in applicants:
        _chain(ready)


def _chain(ready: Ready) -> int:
    for number, is_met in enumerate(ready, start=1):
        if is_met:
            return number
    return 0


def applicant(random: Random) -> Facts:
    """Somebody like those whom the office looks after: about every third with children, few with a status."""
    return Facts(
        born=_days_ago(random, 16 * 365, 64 * 365),
        members=household(random),
        self_employed=_perhaps(random, 0.05),
        severely_disabled=_perhaps(random, 0.07),
        equal_status=_perhaps(random, 0.02),
        rehabilitation=_perhaps(random, 0.04),
        assessments=tuple(Assessment(period, _chance(random, 0.2)) for period in _perhaps(random, 0.6)),
        exceptions=tuple(CaseManagementException(period, "M. Keller") for period in _perhaps(random, 0.02)),
        pregnancies=(pregnancy(random),) if _chance(random, 0.03) else (),
    )


def household(random: Random) -> tuple[Member, ...]:
    """Nobody for four in ten, else up to three children, a partner for some, another adult for few."""
    if _chance(random, 0.4):
        return ()
    children = [Member(Relation.CHILD, _days_ago(random, 0, 22 * 365)) for _ in range(random.randint(1, 3))]
    partners = [Member(Relation.PARTNER, _days_ago(random, 20 * 365, 60 * 365))] if _chance(random, 0.4) else []
    others = [Member(Relation.OTHER, _days_ago(random, 365, 80 * 365))] if _chance(random, 0.15) else []
    return (*children, *partners, *others)


def pregnancy(random: Random) -> Pregnancy:
    """A pregnancy around the day, mostly with proof."""
    due_date = ON + timedelta(days=random.randint(-200, 240))
    proof_seen_on = due_date - timedelta(days=150) if _chance(random, 0.8) else None
    return Pregnancy(due_date, proof_seen_on, None, expected_single_parent=_chance(random, 0.7))


def _perhaps(random: Random, share: float) -> tuple[Period, ...]:
    if not _chance(random, share):
        return ()
    start = _days_ago(random, 0, 3000)
    end = start + timedelta(days=random.randint(100, 4000)) if _chance(random, 0.5) else None
    return (Period(start, end),)


def _days_ago(random: Random, least: int, most: int) -> date:
    return ON - timedelta(days=random.randint(least, most))


def _chance(random: Random, share: float) -> bool:
    return random.random() < share
