"""German sentences for facts and answers, in words that a caseworker can read out to an applicant."""

from collections.abc import Callable
from datetime import date

from routing.rules.codes import OpenPoint, Outcome, RuleNumber
from routing.rules.decision import Explanation
from routing.rules.findings import Fact, FactCode


def sentence(facts: tuple[Fact, ...]) -> str:
    """The facts that settled a rule as one phrase."""
    return "; ".join(phrase(fact) for fact in facts)


def phrase(fact: Fact) -> str:
    """One fact in German."""
    return _PHRASES[fact.code](*fact.details)


def reason(explanation: Explanation) -> str:
    """Why this desk is responsible, as one sentence."""
    answer = explanation.answer
    return f"Zuständig ist die Stelle {answer.desk.label}{_WHY[answer.rule](explanation)}{_kept(explanation)}."


def open_points_text(open_points: tuple[OpenPoint, ...]) -> str:
    """The open points, parted by semicolons; empty without any."""
    return "; ".join(point.label for point in open_points)


def german_date(day: date) -> str:
    """``day`` as TT.MM.JJJJ."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def _since(day: date | None) -> str:
    return f" seit {german_date(day)}" if day else ""


def _until(day: date | None) -> str:
    return f" bis {german_date(day)}" if day else ""


def _span(first: date, last: date | None) -> str:
    return f"vom {german_date(first)} bis {german_date(last)}" if last else f"seit {german_date(first)}"


def _child(name: str, born: date) -> str:
    return f"Kind {name}" if name else f"Kind, geboren am {german_date(born)},"


def _years(age: int) -> str:
    if age == 0:
        return "unter 1 Jahr"
    return "1 Jahr" if age == 1 else f"{age} Jahre"


_PHRASES: dict[FactCode, Callable[..., str]] = {
    FactCode.NO_ENTRY: lambda: "kein Eintrag",
    FactCode.STATUS_HOLDS: lambda word, first, last: f"{word} {_span(first, last)}",
    FactCode.STATUS_ENDED: lambda word, last: f"{word} endete am {german_date(last)}",
    FactCode.STATUS_NOT_YET: lambda word, first: f"{word} erst ab {german_date(first)}",
    FactCode.TURNS: lambda age, day: f"wird {age} am {german_date(day)}",
    FactCode.TURNED: lambda age, day: f"{age} geworden am {german_date(day)}",
    FactCode.CRITERIA_MET: lambda first, last: f"Kriterien liegen {_span(first, last)} vor",
    FactCode.CRITERIA_NOT_MET: lambda on: f"geprüft am {german_date(on)}: Kriterien liegen nicht vor",
    FactCode.CRITERIA_ENDED: lambda last: f"Kriterien lagen nur bis {german_date(last)} vor",
    FactCode.CRITERIA_NOT_YET: lambda first: f"Kriterien liegen erst ab {german_date(first)} vor",
    FactCode.NEVER_ASSESSED: lambda: "noch nicht geprüft",
    FactCode.EXCEPTION: lambda by, last: f"Ausnahme{_until(last)}{f', erfasst von {by}' if by else ''}",
    FactCode.CHILD_COUNTS: lambda name, born, age: (
        f"{_child(name, born).removesuffix(',')}, {_years(age)}, ledig, im Haushalt"
    ),
    FactCode.NO_CHILD: lambda: "kein eigenes Kind eingetragen",
    FactCode.CHILD_CAME_OF_AGE: lambda name, born, age, day: (
        f"{_child(name, born).removesuffix(',')}, {age} geworden am {german_date(day)}"
    ),
    FactCode.CHILD_MARRIED: lambda name, born, day: f"{_child(name, born)} ist seit {german_date(day)} verheiratet",
    FactCode.CHILD_MOVED_OUT: lambda name, born, day: (
        f"{_child(name, born)} lebt seit {german_date(day)} nicht mehr im Haushalt"
    ),
    FactCode.CHILD_NOT_YET: lambda name, born, day: f"{_child(name, born)} lebt erst ab {german_date(day)} im Haushalt",
    FactCode.CHILD_WITHOUT_BIRTH_DATE: lambda name: (
        f"Kind{f' {name}' if name else ''} ohne Geburtsdatum zählt nicht mit"
    ),
    FactCode.PARTNER: lambda name, since: f"Partner/in{f' {name}' if name else ''} lebt{_since(since)} im Haushalt",
    FactCode.OTHER_ADULT: lambda name, since: (
        f"weitere volljährige Person{f' ({name})' if name else ''} lebt{_since(since)} im Haushalt"
    ),
    FactCode.PREGNANT: lambda due, proof: (
        f"Entbindungstermin {german_date(due)}, Nachweis gesehen am {german_date(proof)}, künftig alleinerziehend"
    ),
    FactCode.DUE_DATE_MISSING: lambda: "Schwangerschaft ohne Entbindungstermin zählt nicht",
    FactCode.PROOF_MISSING: lambda: "Nachweis der Schwangerschaft steht aus",
    FactCode.PROOF_LATER: lambda seen: f"Nachweis der Schwangerschaft erst am {german_date(seen)} gesehen",
    FactCode.NOT_EXPECTED: lambda: "bei der Schwangerschaft ist „künftig alleinerziehend“ nicht eingetragen",
    FactCode.WAITING_OVER: lambda last: f"Frist nach dem Entbindungstermin endete am {german_date(last)}",
    FactCode.MARK_ENDED: lambda ended: f"Kennzeichen Schwangerschaft seit {german_date(ended)} beendet",
    FactCode.REMAINDER: lambda: "gilt für alle, die keine andere Regel zuordnet",
}


def _single_parent_facts(explanation: Explanation) -> str:
    return sentence(explanation.trace[RuleNumber.SINGLE_PARENT - 1].facts)


def _status_words(explanation: Explanation) -> str:
    return f" wegen {' und '.join(phrase(fact) for fact in explanation.deciding.facts)}"


def _u25_words(explanation: Explanation) -> str:
    turns = explanation.trace[RuleNumber.U25 - 1].facts[0]
    return f", weil das {turns.details[0]}. Lebensjahr noch nicht vollendet ist ({phrase(turns)})"


def _u25_single_parent_words(explanation: Explanation) -> str:
    return f"{_u25_words(explanation)} und das Merkmal alleinerziehend vorliegt ({_single_parent_facts(explanation)})"


def _case_management_words(explanation: Explanation) -> str:
    return f", denn die {phrase(explanation.deciding.facts[0])}"


def _single_parent_words(explanation: Explanation) -> str:
    return f", weil das Merkmal alleinerziehend vorliegt ({_single_parent_facts(explanation)})"


def _remainder_words(explanation: Explanation) -> str:
    return (
        ", weil keine vorrangige Regel greift und das Merkmal alleinerziehend nicht vorliegt "
        f"({_single_parent_facts(explanation)})"
    )


def _kept(explanation: Explanation) -> str:
    """Whose exception keeps the case although the criteria of case management are met (Ziffer 3, "grds.")."""
    line = explanation.trace[RuleNumber.CASE_MANAGEMENT - 1]
    if line.outcome is not Outcome.SET_ASIDE:
        return ""
    return f"; trotz erfüllter Kriterien nicht an das Fallmanagement abgegeben ({phrase(line.facts[-1])})"


_WHY: dict[RuleNumber, Callable[[Explanation], str]] = {
    RuleNumber.SELF_EMPLOYED: _status_words,
    RuleNumber.U25_SINGLE_PARENT: _u25_single_parent_words,
    RuleNumber.U25: _u25_words,
    RuleNumber.REHA_SB: _status_words,
    RuleNumber.CASE_MANAGEMENT: _case_management_words,
    RuleNumber.SINGLE_PARENT: _single_parent_words,
    RuleNumber.EVERYONE_ELSE: _remainder_words,
}


def applicants_words(number: int) -> str:
    """So many applicants, as in "2 Bewerberinnen und Bewerber"."""
    people = "Bewerberin oder Bewerber" if number == 1 else "Bewerberinnen und Bewerber"
    return f"{number:,} {people}".replace(",", ".")
