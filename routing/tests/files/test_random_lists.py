"""Lists put together by chance: nothing crashes, everybody is answered or reported, and answered as the rules do."""

import re
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kit.days import Period, inclusive_period
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.rules import wording
from routing.rules.codes import Relation
from routing.rules.decision import explain
from routing.rules.facts import Assessment, Facts, Pregnancy
from routing.rules.facts import Member as MemberFact
from routing.rules.timeline import holds_until
from routing.tests.files.building import ON, Member, Office, Person, applicants, household

NUMBERS = [f"335A10000{number}" for number in range(6)]
RELATIONS = {"kind": Relation.CHILD, "partner": Relation.PARTNER, "sonstige": Relation.OTHER}

days = st.integers(-30 * 365, 3000).map(lambda distance: ON + timedelta(days=distance))
optional_days = st.none() | days
spans = st.none() | st.tuples(days, st.none() | st.integers(0, 3000))


def written(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""


@st.composite
def members(draw: st.DrawFn) -> tuple[dict[str, str], MemberFact]:
    relation = draw(st.sampled_from(sorted(RELATIONS)))
    born, married_on, moved_in = draw(days), draw(optional_days), draw(optional_days)
    stay = draw(st.none() | st.integers(0, 3000))
    moved_out = None if stay is None else (moved_in or born) + timedelta(days=stay)
    cells = Member(
        beziehung=relation,
        geburtsdatum=written(born),
        verheiratet_am=written(married_on),
        eingezogen_am=written(moved_in),
        ausgezogen_am=written(moved_out),
    )
    return cells, MemberFact(RELATIONS[relation], born, married_on, moved_in, moved_out)


@st.composite
def people(draw: st.DrawFn) -> tuple[dict[str, str], list[dict[str, str]], Facts]:
    born = min(draw(days), ON)
    cells = {"geburtsdatum": written(born)}
    periods: dict[str, tuple[Period, ...]] = {}
    for status in ("selbststaendig", "schwerbehindert", "gleichgestellt", "rehabilitand", "fallmanagement"):
        span = draw(spans)
        periods[status] = ()
        if span:
            first, length = span
            last = None if length is None else first + timedelta(days=length)
            cells |= {f"{status}_von": written(first), f"{status}_bis": written(last)}
            periods[status] = (inclusive_period(first, last),)
    due_date, proof, ended = draw(optional_days), draw(optional_days), draw(optional_days)
    expected = draw(st.booleans())
    cells |= {
        "entbindungstermin": written(due_date),
        "schwangerschaft_nachweis_am": written(proof),
        "schwangerschaft_beendet_am": written(ended),
        "kuenftig_alleinerziehend": "ja" if expected else "nein",
    }
    marked = due_date or proof or ended or expected
    household_lines = draw(st.lists(members(), max_size=4))
    facts = Facts(
        born,
        tuple(fact for _, fact in household_lines),
        self_employed=periods["selbststaendig"],
        severely_disabled=periods["schwerbehindert"],
        equal_status=periods["gleichgestellt"],
        rehabilitation=periods["rehabilitand"],
        assessments=tuple(Assessment(period, criteria_met=True) for period in periods["fallmanagement"]),
        pregnancies=(Pregnancy(due_date, proof, ended, expected),) if marked else (),
        assessments_known=False,
    )
    return Person(**cells), [line for line, _ in household_lines], facts


@given(st.lists(people(), min_size=1, max_size=len(NUMBERS)))
def test_the_batch_answers_as_the_rules_do(drawn: list[tuple[dict[str, str], list[dict[str, str]], Facts]]) -> None:
    numbered = list(zip(NUMBERS, drawn, strict=False))
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        office.write(
            applicants(*(cells | {"kundennummer": number} for number, (cells, _, _) in numbered)),
            household(*(line | {"kundennummer": number} for number, (_, lines, _) in numbered for line in lines)),
        )
        assert office.route() == 0
        answers = office.answers
    for number, (_, _, facts) in numbered:
        explanation, last = explain(facts, ON), holds_until(facts, ON)
        answer = explanation.answer
        assert answers[number] == {
            "kundennummer": number,
            "stelle": str(answer.desk),
            "regel": str(int(answer.rule)),
            "alleinerziehend": "ja" if answer.single_parent else "nein",
            "grundlage": {"household": "haushalt", "pregnancy": "schwangerschaft"}.get(str(answer.basis), ""),
            "gilt_bis": last.isoformat() if last else "",
            "begruendung": wording.reason(explanation),
            "offen": wording.open_points_text(explanation.open_points),
        }


good_or_broken = {
    "kundennummer": (st.sampled_from(NUMBERS), st.sampled_from(["", "335", "335A10000²"])),
    "bg_nummer": (st.just("33502//0000101"), st.sampled_from(["", "33502/1"])),
    "nachname": (st.sampled_from(["Albers", '"A;B"', '"A\nB"', 'A"B"']), st.sampled_from(["", " "])),
    "vorname": (st.just("Nadine"), st.just("")),
    "geburtsdatum": (st.sampled_from(["14.03.1991", "2004-02-29"]), st.sampled_from(["", "30.02.2001", "x"])),
    "geschlecht": (st.sampled_from(["", "w", "D"]), st.just("q")),
    "verbis_alleinerziehend": (st.sampled_from(["", "ja", "Nein"]), st.just("jein")),
    "selbststaendig_von": (st.sampled_from(["", "01.01.2020"]), st.just("2020")),
    "email": (st.sampled_from(["", "a@b.de", '"\n\na@b.de"']), st.sampled_from(['"a', '"a"b', "\0", "unbekannt"])),
}


@st.composite
def lines(draw: st.DrawFn) -> tuple[dict[str, str], bool]:
    broken = draw(st.sets(st.sampled_from(sorted(good_or_broken)), max_size=2)) if draw(st.booleans()) else set()
    return {column: draw(pair[column in broken]) for column, pair in good_or_broken.items()}, not broken


@given(st.lists(lines(), max_size=6))
def test_everybody_is_answered_or_reported(drawn: list[tuple[dict[str, str], bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        office.write(applicants(*(cells for cells, _ in drawn)))
        status = office.route()
        answers, problems = office.answers, office.problems
    seen = Counter(cells["kundennummer"] for cells, _ in drawn)
    expected = [cells["kundennummer"] for cells, good in drawn if good and seen[cells["kundennummer"]] == 1]
    assert list(answers) == expected
    assert status == (1 if len(expected) < len(drawn) else 0)
    reported = {int(line) for problem in problems for line in re.findall(r"Zeile (\d+)", problem)}
    # A row of several lines that is given up is reported for each of them.
    assert len(reported) >= len(drawn) - len(expected)


scraps = st.lists(
    st.sampled_from(
        [*'";\n\r\0 x²', "\n", "\n", ";;;;", '""', *NUMBERS, "33502//0000101", "14.03.1991", "kind", "ja", "\u2028",
         "\x85", "\ufeff", "ü", "€", applicants(Person()).split("\n")[1], household(Member()).split("\n")[1]]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(scraps, scraps)
def test_no_list_however_torn_makes_the_command_crash_or_lose_an_applicant(people: str, others: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        office.write(";".join(APPLICANTS.columns) + "\n" + people, ";".join(HOUSEHOLD.columns) + "\n" + others)
        assert office.route() in (0, 1)
        answers, problems = office.answers, office.problems
    reported = {int(line) for problem in problems for line in re.findall(r"^bewerber.csv, Zeile (\d+)", problem)}
    for line, text in enumerate(re.split(r"\r\n|\r|\n", people), start=2):
        number = text.split(";")[0].strip()
        assert number not in NUMBERS or number in answers or line in reported


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_no_bytes_make_the_command_crash(people: bytes, others: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        office.write(people or b"\n", others)
        assert office.route() == 2
        assert not office.output.exists()
        header = ";".join(APPLICANTS.columns).encode()
        office.write(header + b"\n" + people, others)
        assert office.route() == 2 or not others
