"""How long one answer of the rules takes, on invented applicants like the office's."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from statistics import median
from time import process_time

from bench.measurement import Measurement
from kit.days import Period
from routing.rules.codes import Relation
from routing.rules.decision import decide, explain
from routing.rules.facts import Assessment, CaseManagementException, Facts, Member, Pregnancy
from routing.rules.timeline import holds_until, timeline

ON = date(2026, 11, 22)
APPLICANTS = 2_000
REPETITIONS = 15
MICROSECONDS = 1_000_000


def measure() -> list[Measurement]:
    """The medians over the repetitions, per answer."""
    random = Random(20261122)
    applicants = [applicant(random) for _ in range(APPLICANTS)]
    questions: tuple[tuple[str, Callable[[Facts, date], object], float | None], ...] = (
        ("Entscheidung ohne Begründung", decide, 10),
        ("Entscheidung mit Begründung", explain, 100),
        ("gilt bis", holds_until, None),
        ("Zeitverlauf", timeline, None),
    )
    data = f"{APPLICANTS} Fälle, Median aus {REPETITIONS}"
    return [
        Measurement(name, data, median(per_answer(ask, applicants) for _ in range(REPETITIONS)), "µs", target)
        for name, ask, target in questions
    ]


def per_answer(ask: Callable[[Facts, date], object], applicants: list[Facts]) -> float:
    """Microseconds of processor time per answer, so that a busy machine does not count against the rules."""
    started = process_time()
    for facts in applicants:
        ask(facts, ON)
    return (process_time() - started) / len(applicants) * MICROSECONDS


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
