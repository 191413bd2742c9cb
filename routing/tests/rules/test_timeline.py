"""What time alone changes: properties of random applicants, with several policy versions too."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kit.days import ONE_DAY, OPEN_END, Period, inclusive_period
from routing.rules.codes import DeskCode, OpenPoint, RuleNumber
from routing.rules.decision import decide, explain
from routing.rules.facts import CaseManagementException, Facts
from routing.rules.lapse import lapse
from routing.rules.policy import Policy, PolicySchedule
from routing.rules.timeline import holds_until, review_on, timeline, turning_points
from routing.rules.wording import reason, sentence
from routing.tests.rules.building import GROWN_UP, ON, SMALL, assessed, child, days, household, partner, pregnancy
from routing.tests.rules.reference import expected, expected_basis, expected_open_points, ladder
from routing.tests.rules.strategies import applicants, days_asked, schedules

THIRTY_YEARS = 30 * 366
some_days_away = st.lists(st.integers(0, THIRTY_YEARS), min_size=5, max_size=12)
READ_BY: dict[int, set[str]] = {
    1: {"self_employed"},
    2: {"born", "members", "pregnancies"},
    3: {"born"},
    4: {"severely_disabled", "equal_status", "rehabilitation"},
    5: {"assessments", "exceptions"},
    6: {"members", "pregnancies"},
    7: set(),
}
"""Which facts each rule of ROUTING.md's table asks for."""


def watched(facts: Facts, on: date, policies: PolicySchedule) -> tuple[object, ...]:
    explanation = explain(facts, on, policies)
    answer = explanation.answer
    return (answer.desk, answer.single_parent, answer.basis, explanation.open_points)


def days_between(first: date, last: date, samples: list[int]) -> list[date]:
    """Every day of a short span, both ends and some days in between of a long one."""
    length = (last - first).days
    chosen = range(length + 1) if length < 60 else {0, 1, length - 1, length, *(away % length for away in samples)}
    return [first + timedelta(days=away) for away in chosen]


class TestReference:
    """The rules give the answers of a second, plain telling of ROUTING.md."""

    @given(applicants, days_asked, schedules, some_days_away)
    def test_answer_is_right_today_and_on_any_other_day(
        self, facts: Facts, on: date, policies: PolicySchedule, away: list[int]
    ) -> None:
        for day in [on, *turning_points(facts, policies), *(on + timedelta(days=number) for number in away)]:
            assert tuple(decide(facts, day, policies)) == tuple(expected(facts, day, policies))

    @given(applicants, days_asked, schedules)
    def test_trace_marks_the_right_rules_as_met(self, facts: Facts, on: date, policies: PolicySchedule) -> None:
        explanation = explain(facts, on, policies)
        assert explanation.answer == decide(facts, on, policies)
        right = ladder(facts, on, policies, expected_basis(facts, on, policies))
        not_met = [line.rule.number for line in explanation.trace if "not_met" in line.outcome]
        assert not_met == [number for number, met in right.items() if not met]

    @given(applicants, days_asked, schedules)
    def test_open_points_are_those_that_could_change_the_answer(
        self, facts: Facts, on: date, policies: PolicySchedule
    ) -> None:
        points = explain(facts, on, policies).open_points
        assert list(points) == expected_open_points(facts, on, policies)


class TestTime:
    @given(applicants, days_asked, schedules, some_days_away)
    def test_answer_is_constant_until_it_no_longer_holds_and_differs_the_day_after(
        self, facts: Facts, on: date, policies: PolicySchedule, away: list[int]
    ) -> None:
        answer, until = decide(facts, on, policies), holds_until(facts, on, policies)
        last = until or on + timedelta(days=3 * THIRTY_YEARS)
        assert {decide(facts, day, policies) for day in days_between(on, last, away)} == {answer}
        assert until is None or decide(facts, until + ONE_DAY, policies) != answer

    @given(applicants, days_asked, schedules, some_days_away)
    def test_timeline_on_any_day_is_the_decision_of_that_day(
        self, facts: Facts, on: date, policies: PolicySchedule, away: list[int]
    ) -> None:
        line = timeline(facts, on, policies)
        for day in [on, *(on + timedelta(days=number) for number in away)]:
            (segment,) = [s for s in line if s.first <= day and (s.last is None or day <= s.last)]
            assert segment.answer == decide(facts, day, policies)

    @given(applicants, days_asked, schedules)
    def test_timeline_is_an_unbroken_chain_of_changes(self, facts: Facts, on: date, policies: PolicySchedule) -> None:
        line = timeline(facts, on, policies)
        assert line[0].first == on
        assert line[-1].last is None
        for segment, following in pairwise(line):
            assert segment.last == following.first - ONE_DAY == holds_until(facts, segment.first, policies)
            assert segment.answer != following.answer
        for segment in line:
            assert segment.open_points == explain(facts, segment.first, policies).open_points

    @given(applicants, days_asked, schedules, some_days_away)
    def test_between_neighbouring_turning_points_nothing_changes(
        self, facts: Facts, on: date, policies: PolicySchedule, away: list[int]
    ) -> None:
        for first, end in pairwise([on, *(day for day in turning_points(facts, policies) if day > on)]):
            spans = days_between(first, end - ONE_DAY, away[:3])
            assert len({watched(facts, day, policies) for day in spans}) == 1

    @given(applicants, days_asked, schedules, some_days_away)
    def test_review_comes_on_the_first_day_of_a_change_and_not_before(
        self, facts: Facts, on: date, policies: PolicySchedule, away: list[int]
    ) -> None:
        today, review = watched(facts, on, policies), review_on(facts, on, policies)
        exception_ends = {exception.period.end for exception in facts.exceptions}
        last = review - ONE_DAY if review else on + timedelta(days=3 * THIRTY_YEARS)
        before = days_between(on, last, away)
        assert {watched(facts, day, policies) for day in before} == {today}
        assert exception_ends.isdisjoint(before[1:])
        if review is not None:
            assert review > on
            assert watched(facts, review, policies) != today or review in exception_ends


class TestWhatDoesNotMatter:
    @given(applicants, days_asked, st.randoms(use_true_random=False))
    def test_order_of_the_household_is_irrelevant(self, facts: Facts, on: date, random: st.DataObject) -> None:
        shuffled = list(facts.members)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        other_order = facts._replace(members=tuple(shuffled))
        assert explain(other_order, on) == explain(facts, on)
        assert timeline(other_order, on) == timeline(facts, on)
        assert lapse(other_order, on) == lapse(facts, on)

    @given(applicants, applicants, days_asked, schedules)
    def test_what_only_a_rule_below_the_winner_reads_changes_neither_desk_nor_rule(
        self, facts: Facts, others: Facts, on: date, policies: PolicySchedule
    ) -> None:
        answer = decide(facts, on, policies)
        read = set().union(*(READ_BY[number] for number in range(1, answer.rule + 1)))
        not_read = {name: value for name, value in others._asdict().items() if name not in read}
        changed = decide(facts._replace(**not_read), on, policies)
        assert (changed.desk, changed.rule) == (answer.desk, answer.rule)

    @given(applicants, days_asked)
    def test_names_change_words_only(self, facts: Facts, on: date) -> None:
        renamed = facts._replace(members=tuple(member._replace(name="Zoe") for member in facts.members))
        assert decide(renamed, on) == decide(facts, on)
        assert timeline(renamed, on) == timeline(facts, on)


class TestExtremeDates:
    @given(
        applicants,
        st.dates() | st.sampled_from([date.min, date.max, date(4, 2, 29), date(9996, 2, 29), date(2000, 2, 29)]),
        st.lists(st.dates() | st.sampled_from([date.min, date.max, date(9999, 12, 30)]), min_size=8, max_size=8),
        schedules,
    )
    def test_no_date_is_too_early_or_too_late(
        self, facts: Facts, on: date, odd: list[date], policies: PolicySchedule
    ) -> None:
        strange = facts._replace(
            born=odd[0],
            members=tuple(member._replace(born=odd[1], moved_in=odd[2], married_on=odd[3]) for member in facts.members),
            pregnancies=tuple(item._replace(due_date=odd[4], proof_seen_on=odd[5]) for item in facts.pregnancies),
            self_employed=(Period(odd[6]),),
            equal_status=(inclusive_period(min(odd[6:]), max(odd[6:])),),
        )
        explanation = explain(strange, on, policies)
        assert reason(explanation)
        assert all(sentence(line.facts) for line in explanation.trace)
        until = holds_until(strange, on, policies)
        assert until is None or until >= on
        assert timeline(strange, on, policies)[0].last == until
        review_on(strange, on, policies)
        lapse(strange, on, policies)

    def test_the_customary_open_end_never_comes(self) -> None:
        facts = household(child(moved_out=OPEN_END, married_on=OPEN_END))._replace(
            pregnancies=(pregnancy(ended_on=OPEN_END),), severely_disabled=(Period(ON, OPEN_END),)
        )
        assert holds_until(facts, ON) == date(2036, 5, 19)
        assert timeline(facts, date(2040, 1, 1))[-1].answer.desk is DeskCode.REHA_SB


class TestReview:
    """One example each of what the nightly job has to look at again."""

    def test_nothing_ahead_means_never(self) -> None:
        assert review_on(Facts(GROWN_UP), ON) is None
        assert holds_until(Facts(GROWN_UP), ON) is None

    def test_birthday_of_the_youngest_child(self) -> None:
        facts = household(child())._replace(assessments=assessed(met=False))
        assert review_on(facts, ON) == date(2036, 5, 20)

    def test_end_of_an_exception_also_where_the_answer_stays(self) -> None:
        exception = CaseManagementException(Period(ON, ON + days(30)))
        facts = Facts(GROWN_UP, self_employed=(Period(ON),), exceptions=(exception,))
        assert review_on(facts, ON) == ON + days(30)
        assert holds_until(facts, ON) is None

    def test_due_date_that_passes_without_a_child(self) -> None:
        facts = Facts(GROWN_UP, pregnancies=(pregnancy(),), assessments=assessed(met=False))
        assert review_on(facts, ON) == date(2027, 2, 19)
        assert holds_until(facts, ON) == date(2027, 5, 13)

    def test_child_never_entered_is_asked_for_until_it_would_be_of_age(self) -> None:
        facts = Facts(GROWN_UP, pregnancies=(pregnancy(),))
        assert explain(facts, date(2045, 2, 17)).open_points == (OpenPoint.BIRTH_NOT_ENTERED,)
        assert review_on(facts, date(2045, 2, 17)) == date(2045, 2, 18)

    def test_first_day_of_a_new_policy(self) -> None:
        facts = household(child(), partner(moved_out=ON), born=date(2001, 1, 1))
        until_27 = PolicySchedule([Policy(date(2026, 12, 1), u25_age=27)])
        assert decide(facts, ON, until_27).rule is RuleNumber.SINGLE_PARENT
        assert holds_until(facts, ON, until_27) == date(2026, 11, 30)
        assert review_on(facts, ON, until_27) == date(2026, 12, 1)
        assert timeline(facts, ON, until_27)[1].last == date(2027, 12, 31)

    def test_status_is_watched_also_where_the_desk_stays(self) -> None:
        facts = household(child(SMALL))._replace(self_employed=(Period(ON),))
        assert holds_until(facts, ON) == date(2036, 5, 19)
        assert review_on(facts, ON) == date(2036, 5, 20)
