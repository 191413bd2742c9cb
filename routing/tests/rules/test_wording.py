"""The German sentences: one example of each, and what all of them have in common."""

from datetime import date

import pytest
from hypothesis import given

from kit.days import ONE_DAY, Period
from routing.rules.codes import DeskCode, LapseCause, OpenPoint, Outcome, Relation
from routing.rules.decision import explain
from routing.rules.facts import CaseManagementException, Facts
from routing.rules.findings import Fact, FactCode
from routing.rules.policy import Policy, PolicySchedule
from routing.rules.wording import german_date, open_points_text, phrase, reason, sentence
from routing.tests.rules.building import GROWN_UP, ON, SMALL, assessed, child, household, other, partner, pregnancy
from routing.tests.rules.strategies import applicants, days_asked, schedules
from routing.tests.rules.test_all_combinations import NOT_SPOKEN, spoken

DAY, LATER = date(2026, 1, 5), date(2026, 6, 30)

PHRASES: dict[FactCode, list[tuple[tuple[str | int | date | None, ...], str]]] = {
    FactCode.NO_ENTRY: [((), "kein Eintrag")],
    FactCode.STATUS_HOLDS: [
        (("Gleichstellung", DAY, None), "Gleichstellung seit 05.01.2026"),
        (("Gleichstellung", DAY, LATER), "Gleichstellung vom 05.01.2026 bis 30.06.2026"),
    ],
    FactCode.STATUS_ENDED: [(("Rehabilitation", DAY), "Rehabilitation endete am 05.01.2026")],
    FactCode.STATUS_NOT_YET: [(("Selbstständigkeit", DAY), "Selbstständigkeit erst ab 05.01.2026")],
    FactCode.TURNS: [((25, DAY), "wird 25 am 05.01.2026")],
    FactCode.TURNED: [((25, DAY), "25 geworden am 05.01.2026")],
    FactCode.CRITERIA_MET: [
        ((DAY, None), "Kriterien liegen seit 05.01.2026 vor"),
        ((DAY, LATER), "Kriterien liegen vom 05.01.2026 bis 30.06.2026 vor"),
    ],
    FactCode.CRITERIA_NOT_MET: [((DAY,), "geprüft am 05.01.2026: Kriterien liegen nicht vor")],
    FactCode.CRITERIA_ENDED: [((DAY,), "Kriterien lagen nur bis 05.01.2026 vor")],
    FactCode.CRITERIA_NOT_YET: [((DAY,), "Kriterien liegen erst ab 05.01.2026 vor")],
    FactCode.NEVER_ASSESSED: [((), "noch nicht geprüft")],
    FactCode.EXCEPTION: [
        (("", None), "Ausnahme"),
        (("M. Keller", None), "Ausnahme, erfasst von M. Keller"),
        (("M. Keller", LATER), "Ausnahme bis 30.06.2026, erfasst von M. Keller"),
    ],
    FactCode.CHILD_COUNTS: [
        (("Mia", DAY, 0), "Kind Mia, unter 1 Jahr, ledig, im Haushalt"),
        (("Mia", DAY, 1), "Kind Mia, 1 Jahr, ledig, im Haushalt"),
        (("", DAY, 11), "Kind, geboren am 05.01.2026, 11 Jahre, ledig, im Haushalt"),
    ],
    FactCode.NO_CHILD: [((), "kein eigenes Kind eingetragen")],
    FactCode.CHILD_CAME_OF_AGE: [
        (("Mia", DAY, 18, LATER), "Kind Mia, 18 geworden am 30.06.2026"),
        (("", DAY, 18, LATER), "Kind, geboren am 05.01.2026, 18 geworden am 30.06.2026"),
    ],
    FactCode.CHILD_MARRIED: [
        (("Mia", DAY, LATER), "Kind Mia ist seit 30.06.2026 verheiratet"),
        (("", DAY, LATER), "Kind, geboren am 05.01.2026, ist seit 30.06.2026 verheiratet"),
    ],
    FactCode.CHILD_MOVED_OUT: [(("Mia", DAY, LATER), "Kind Mia lebt seit 30.06.2026 nicht mehr im Haushalt")],
    FactCode.CHILD_NOT_YET: [(("Mia", DAY, LATER), "Kind Mia lebt erst ab 30.06.2026 im Haushalt")],
    FactCode.CHILD_WITHOUT_BIRTH_DATE: [
        (("Mia",), "Kind Mia ohne Geburtsdatum zählt nicht mit"),
        (("",), "Kind ohne Geburtsdatum zählt nicht mit"),
    ],
    FactCode.PARTNER: [
        (("Max", DAY), "Partner/in Max lebt seit 05.01.2026 im Haushalt"),
        (("", None), "Partner/in lebt im Haushalt"),
    ],
    FactCode.OTHER_ADULT: [
        (("Oma", DAY), "weitere volljährige Person (Oma) lebt seit 05.01.2026 im Haushalt"),
        (("", None), "weitere volljährige Person lebt im Haushalt"),
    ],
    FactCode.PREGNANT: [
        ((LATER, DAY), "Entbindungstermin 30.06.2026, Nachweis gesehen am 05.01.2026, künftig alleinerziehend")
    ],
    FactCode.DUE_DATE_MISSING: [((), "Schwangerschaft ohne Entbindungstermin zählt nicht")],
    FactCode.PROOF_MISSING: [((), "Nachweis der Schwangerschaft steht aus")],
    FactCode.PROOF_LATER: [((DAY,), "Nachweis der Schwangerschaft erst am 05.01.2026 gesehen")],
    FactCode.NOT_EXPECTED: [((), "bei der Schwangerschaft ist „künftig alleinerziehend“ nicht eingetragen")],
    FactCode.WAITING_OVER: [((DAY,), "Frist nach dem Entbindungstermin endete am 05.01.2026")],
    FactCode.MARK_ENDED: [((DAY,), "Kennzeichen Schwangerschaft seit 05.01.2026 beendet")],
    FactCode.REMAINDER: [((), "gilt für alle, die keine andere Regel zuordnet")],
}


@pytest.mark.parametrize("code", FactCode)
def test_every_fact_has_its_phrase(code: FactCode) -> None:
    for details, words in PHRASES[code]:
        assert phrase(Fact(code, details)) == words


def test_several_facts_make_one_phrase() -> None:
    assert sentence((Fact(FactCode.NO_CHILD), Fact(FactCode.PROOF_MISSING))) == (
        "kein eigenes Kind eingetragen; Nachweis der Schwangerschaft steht aus"
    )


def test_open_points_are_parted_by_semicolons() -> None:
    assert open_points_text(()) == ""
    assert open_points_text((OpenPoint.PROOF_OUTSTANDING, OpenPoint.NEVER_ASSESSED)) == (
        "Nachweis der Schwangerschaft steht aus; Kriterien für das Fallmanagement nie geprüft"
    )


def test_dates_are_written_with_all_their_digits() -> None:
    assert german_date(date(26, 1, 5)) == "05.01.0026"


def why(facts: Facts) -> str:
    return reason(explain(facts, ON))


class TestReason:
    """The sentence why, as it is read out; one example for each rule."""

    def test_self_employed(self) -> None:
        facts = household(child())._replace(self_employed=(Period(date(2024, 2, 1)),))
        assert why(facts) == "Zuständig ist die Stelle IFK Selbstständige wegen Selbstständigkeit seit 01.02.2024."

    def test_under_25_and_single_parent(self) -> None:
        facts = household(child(date(2026, 1, 10), name="Mia"), born=date(2001, 11, 23))
        assert why(facts) == (
            "Zuständig ist die Stelle IFK/U25 AEZ, weil das 25. Lebensjahr noch nicht vollendet ist "
            "(wird 25 am 23.11.2026) und das Merkmal alleinerziehend vorliegt "
            "(Kind Mia, unter 1 Jahr, ledig, im Haushalt)."
        )

    def test_under_25(self) -> None:
        assert why(Facts(date(2001, 11, 23))) == (
            "Zuständig ist die Stelle IFK U25, weil das 25. Lebensjahr noch nicht vollendet ist "
            "(wird 25 am 23.11.2026)."
        )

    def test_under_another_age_by_policy(self) -> None:
        explanation = explain(Facts(date(2001, 1, 1)), ON, PolicySchedule([Policy(u25_age=27)]))
        assert "weil das 27. Lebensjahr noch nicht vollendet ist (wird 27 am 01.01.2028)" in reason(explanation)

    def test_reha_and_severe_disability(self) -> None:
        facts = Facts(
            GROWN_UP,
            severely_disabled=(Period(date(2020, 8, 12), date(2027, 1, 1)),),
            rehabilitation=(Period(date(2026, 1, 1)),),
        )
        assert why(facts) == (
            "Zuständig ist die Stelle IFK Reha/SB wegen Schwerbehinderung vom 12.08.2020 bis 31.12.2026 "
            "und Rehabilitation seit 01.01.2026."
        )

    def test_case_management(self) -> None:
        assert why(household(child())._replace(assessments=assessed(met=True))) == (
            "Zuständig ist die Stelle Fallmanagement, denn die Kriterien liegen seit 02.10.2026 vor."
        )

    def test_single_parent_by_the_household(self) -> None:
        facts = household(child(SMALL), child(date(2000, 1, 1)))
        assert why(facts) == (
            "Zuständig ist die Stelle IFK AEZ, weil das Merkmal alleinerziehend vorliegt "
            "(Kind, geboren am 20.05.2018, 8 Jahre, ledig, im Haushalt)."
        )

    def test_single_parent_by_pregnancy(self) -> None:
        assert why(Facts(GROWN_UP, pregnancies=(pregnancy(),))) == (
            "Zuständig ist die Stelle IFK AEZ, weil das Merkmal alleinerziehend vorliegt "
            "(Entbindungstermin 18.02.2027, Nachweis gesehen am 01.06.2026, künftig alleinerziehend)."
        )

    def test_everyone_else(self) -> None:
        facts = household(child(), partner(moved_in=date(2026, 11, 15)))
        assert why(facts) == (
            "Zuständig ist die Stelle IFK Arbeitsvermittlung Ü25, weil keine vorrangige Regel greift und das Merkmal "
            "alleinerziehend nicht vorliegt (Partner/in lebt seit 15.11.2026 im Haushalt)."
        )

    def test_everyone_else_with_a_pregnancy_that_gives_no_status(self) -> None:
        facts = household(child(), other())._replace(pregnancies=(pregnancy(proof_seen_on=None),))
        assert why(facts).endswith(
            "(weitere volljährige Person lebt im Haushalt; Nachweis der Schwangerschaft steht aus)."
        )

    def test_case_kept_by_an_exception_says_so_and_whose_it_is(self) -> None:
        kept = household(child(name="Mia"))._replace(
            assessments=assessed(met=True),
            exceptions=(CaseManagementException(Period(ON, date(2027, 1, 1)), "M. Keller"),),
        )
        assert why(kept) == (
            "Zuständig ist die Stelle IFK AEZ, weil das Merkmal alleinerziehend vorliegt "
            "(Kind Mia, 8 Jahre, ledig, im Haushalt); trotz erfüllter Kriterien nicht an das Fallmanagement abgegeben "
            "(Ausnahme bis 31.12.2026, erfasst von M. Keller)."
        )

    def test_exception_below_the_winner_is_not_mentioned(self) -> None:
        facts = Facts(
            GROWN_UP,
            rehabilitation=(Period(ON),),
            assessments=assessed(met=True),
            exceptions=(CaseManagementException(Period(ON)),),
        )
        assert "Ausnahme" not in why(facts)
        assert "Ausnahme" in sentence(explain(facts, ON).trace[4].facts)


@given(applicants, days_asked, schedules)
def test_every_sentence_can_be_read_aloud(facts: Facts, on: date, policies: PolicySchedule) -> None:
    explanation = explain(facts, on, policies)
    words = spoken(explanation)
    assert NOT_SPOKEN.search(words) is None
    assert reason(explanation).startswith(f"Zuständig ist die Stelle {explanation.answer.desk.label}")
    assert reason(explanation).count(".\n") == 0
    assert reason(explanation).endswith(".")


@given(applicants, days_asked, schedules)
def test_sentences_are_true_of_the_day(facts: Facts, on: date, policies: PolicySchedule) -> None:
    """What is told as past, present or future is so on that day."""
    past = {
        FactCode.STATUS_ENDED,
        FactCode.CRITERIA_ENDED,
        FactCode.WAITING_OVER,
    }
    since = {
        FactCode.TURNED,
        FactCode.CHILD_CAME_OF_AGE,
        FactCode.CHILD_MARRIED,
        FactCode.CHILD_MOVED_OUT,
        FactCode.MARK_ENDED,
        FactCode.CRITERIA_NOT_MET,
        FactCode.PREGNANT,
    }
    ahead = {
        FactCode.STATUS_NOT_YET,
        FactCode.TURNS,
        FactCode.CRITERIA_NOT_YET,
        FactCode.CHILD_NOT_YET,
        FactCode.PROOF_LATER,
    }
    spans = {FactCode.STATUS_HOLDS, FactCode.CRITERIA_MET}
    for line in explain(facts, on, policies).trace:
        for code, details in line.facts:
            day = details[-1] if details else None
            if code in spans:
                first, last = details[-2:]
                assert isinstance(first, date)
                assert first <= on
                assert last is None or (isinstance(last, date) and on <= last)
            elif code in past | since | ahead:
                assert isinstance(day, date)
                assert (day < on, day <= on, on < day)[0 if code in past else 1 if code in since else 2]
            elif code in {FactCode.PARTNER, FactCode.OTHER_ADULT}:
                assert day is None or (isinstance(day, date) and day <= on)


@pytest.mark.parametrize("vocabulary", [DeskCode, Relation, OpenPoint, LapseCause, Outcome])
def test_every_code_has_a_german_word(vocabulary: type) -> None:
    labels = [member.label for member in vocabulary]  # type: ignore[attr-defined]
    assert all(label and "_" not in label for label in labels)
    assert len(set(labels)) == len(labels)


def test_a_day_that_is_not_past_is_told_without_since() -> None:
    facts = household(child(), other(moved_in=ON + ONE_DAY, name="Oma"))
    assert "Oma" not in why(facts)
