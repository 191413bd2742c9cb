"""German sentences for facts and answers, in words that a caseworker can read out to an applicant."""

from collections.abc import Callable
from datetime import date

from routing.rules.codes import OpenPoint, RuleNumber
from routing.rules.decision import Explanation
from routing.rules.findings import Fact, FactCode

Detail = str | int | date | None


def sentence(facts: tuple[Fact, ...]) -> str:
    """The facts that settled a rule as one phrase."""
    return "; ".join(phrase(fact) for fact in facts)


def phrase(fact: Fact) -> str:
    """One fact in German."""
    return _PHRASES[fact.code](*fact.details)


def reason(explanation: Explanation) -> str:
    """Why this desk is responsible, as one sentence."""
    return f"Zuständig: {explanation.answer.desk.label}, {_WHY[explanation.answer.rule](explanation)}."


def open_points_text(open_points: tuple[OpenPoint, ...]) -> str:
    """The open points, parted by semicolons; empty without any."""
    return "; ".join(point.label for point in open_points)


def german_date(day: date) -> str:
    """``day`` as TT.MM.JJJJ."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def _child(name: Detail, born: Detail) -> str:
    return f"Kind {name}" if name else f"Kind, geboren am {_day(born)},"


def _day(day: Detail) -> str:
    assert isinstance(day, date)
    return german_date(day)


def _since(day: Detail) -> str:
    return f" seit {_day(day)}" if day else ""


def _until(day: Detail) -> str:
    return f" bis {_day(day)}" if day else ""


def _years(age: Detail) -> str:
    if age == 0:
        return "unter 1 Jahr"
    return "1 Jahr" if age == 1 else f"{age} Jahre"


def _child_counts(name: Detail, born: Detail, age: Detail) -> str:
    child = f"Kind {name}" if name else f"Kind, geboren am {_day(born)}"
    return f"{child}, {_years(age)}, ledig, im Haushalt"


_PHRASES: dict[FactCode, Callable[..., str]] = {
    FactCode.NO_ENTRY: lambda: "kein Eintrag",
    FactCode.STATUS_HOLDS: lambda word, first, last: f"{word} seit {_day(first)}{_until(last)}",
    FactCode.STATUS_ENDED: lambda word, last: f"{word} endete am {_day(last)}",
    FactCode.STATUS_NOT_YET: lambda word, first: f"{word} erst ab {_day(first)}",
    FactCode.TURNS: lambda age, day: f"wird {age} am {_day(day)}",
    FactCode.TURNED: lambda age, day: f"{age} geworden am {_day(day)}",
    FactCode.CRITERIA_MET: lambda on, last: f"geprüft am {_day(on)}: Kriterien liegen vor{_until(last)}",
    FactCode.CRITERIA_NOT_MET: lambda on: f"geprüft am {_day(on)}: Kriterien liegen nicht vor",
    FactCode.CRITERIA_ENDED: lambda last: f"Kriterien lagen nur bis {_day(last)} vor",
    FactCode.NEVER_ASSESSED: lambda: "noch nicht geprüft",
    FactCode.EXCEPTION: lambda by, last: f"Ausnahme erfasst{f' von {by}' if by else ''}{_until(last)}",
    FactCode.CHILD_COUNTS: _child_counts,
    FactCode.NO_CHILD: lambda: "kein eigenes Kind eingetragen",
    FactCode.CHILD_CAME_OF_AGE: lambda name, born, age, day: f"{_child(name, born)} ist {age} seit {_day(day)}",
    FactCode.CHILD_MARRIED: lambda name, born, day: f"{_child(name, born)} ist seit {_day(day)} verheiratet",
    FactCode.CHILD_MOVED_OUT: lambda name, born, day: (
        f"{_child(name, born)} lebt seit {_day(day)} nicht mehr im Haushalt"
    ),
    FactCode.CHILD_NOT_YET: lambda name, born, day: f"{_child(name, born)} lebt erst ab {_day(day)} im Haushalt",
    FactCode.CHILD_WITHOUT_BIRTH_DATE: lambda name: (
        f"Kind{f' {name}' if name else ''} ohne Geburtsdatum zählt nicht mit"
    ),
    FactCode.PARTNER: lambda name, since: f"Partner/in{f' {name}' if name else ''} lebt im Haushalt{_since(since)}",
    FactCode.OTHER_ADULT: lambda name, since: (
        f"weitere volljährige Person{f' ({name})' if name else ''} lebt im Haushalt{_since(since)}"
    ),
    FactCode.PREGNANT: lambda due, proof: (
        f"Schwangerschaft mit Entbindungstermin {_day(due)}, Nachweis gesehen am {_day(proof)}, "
        "künftig alleinerziehend"
    ),
    FactCode.DUE_DATE_MISSING: lambda: "Schwangerschaft ohne Entbindungstermin zählt nicht",
    FactCode.PROOF_MISSING: lambda: "Nachweis der Schwangerschaft steht aus",
    FactCode.PROOF_LATER: lambda seen: f"Nachweis der Schwangerschaft erst am {_day(seen)} gesehen",
    FactCode.NOT_EXPECTED: lambda: "Schwangerschaft, aber nicht künftig alleinerziehend",
    FactCode.WAITING_OVER: lambda days, last: f"Frist von {days} Tagen nach dem Entbindungstermin endete am {_day(last)}",
    FactCode.MARK_ENDED: lambda ended: f"Kennzeichen Schwangerschaft beendet seit {_day(ended)}",
    FactCode.REMAINDER: lambda: "gilt für alle, die keine andere Regel zuordnet",
}


def _single_parent_words(explanation: Explanation) -> str:
    line = explanation.trace[RuleNumber.SINGLE_PARENT - 1]
    return f"alleinerziehend ({sentence(line.facts)})"


def _status_words(explanation: Explanation) -> str:
    return f"weil eingetragen ist: {sentence(explanation.deciding.facts)}"


def _u25_words(explanation: Explanation) -> str:
    turns = phrase(explanation.trace[RuleNumber.U25 - 1].facts[0])
    if explanation.answer.single_parent:
        return f"weil unter 25 ({turns}) und {_single_parent_words(explanation)}"
    return f"weil unter 25 ({turns})"


def _case_management_words(explanation: Explanation) -> str:
    return f"weil die Kriterien für das Fallmanagement vorliegen ({sentence(explanation.deciding.facts)})"


def _remainder_words(explanation: Explanation) -> str:
    obstacles = sentence(explanation.trace[RuleNumber.SINGLE_PARENT - 1].facts)
    return f"weil keine vorrangige Regel zutrifft; nicht alleinerziehend: {obstacles}"


_WHY: dict[RuleNumber, Callable[[Explanation], str]] = {
    RuleNumber.SELF_EMPLOYED: _status_words,
    RuleNumber.U25_SINGLE_PARENT: _u25_words,
    RuleNumber.U25: _u25_words,
    RuleNumber.REHA_SB: _status_words,
    RuleNumber.CASE_MANAGEMENT: _case_management_words,
    RuleNumber.SINGLE_PARENT: lambda explanation: f"weil {_single_parent_words(explanation)}",
    RuleNumber.EVERYONE_ELSE: _remainder_words,
}
