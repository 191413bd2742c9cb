"""Applicants whom one wants to look at, each in an interesting state today. docs/demo.md lists them by name."""

from calendar import isleap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kit.days import ONE_DAY, Period, latest_birth_to_have_completed, year_of_life_completed
from routing.demo.course import Closing, Course, Known, as_record
from routing.demo.draw import Draw
from routing.enums import ClosingReason, KeepReason, StatusKind
from routing.record import (
    AssessmentRecord,
    ExceptionRecord,
    MemberRecord,
    PregnancyRecord,
    StatusRecord,
    facts_of,
)
from routing.rules.codes import Relation
from routing.rules.decision import decide


@dataclass(frozen=True, slots=True)
class State:
    """One such applicant: her name, what is interesting about her, and how her course comes about."""

    last_name: str
    first_name: str
    what: str
    build: Callable[[Draw, Course], None]
    age: int = 34
    gender: str = "w"
    case_days: int = 700


def interesting(draw: Draw) -> Iterator[Course]:
    """The courses of all states, in the order of `STATES`."""
    for state in STATES:
        yield _course(draw, state)


def _course(draw: Draw, state: State) -> Course:
    born = latest_birth_to_have_completed(state.age, draw.on) - timedelta(days=100)
    family = draw.family()._replace(mens_name=state.last_name, womens_name=state.last_name)
    person = replace(draw.person(family, state.gender, born), first_name=state.first_name, gender=state.gender)
    course = Course(person, draw.office_day(draw.on - timedelta(days=state.case_days)))
    state.build(draw, course)
    facts = facts_of(as_record(course.person, course.rows_on(draw.on).values()))
    course.person = replace(course.person, verbis_single_parent=decide(facts, draw.on).single_parent)
    return course


def coming_of_age(years: int, day: date) -> date:
    """The birth date of somebody who completes that year of life on ``day``, or on the first day after it on which
    anybody does (nobody does on 29 February of most leap years).
    """
    born = latest_birth_to_have_completed(years, day)
    return born if year_of_life_completed(born, years) >= day else born + ONE_DAY


def _child(name: str, born: date, course: Course) -> MemberRecord:
    return MemberRecord(Relation.CHILD, born, name, course.person.last_name)


def _know(course: Course, *rows: MemberRecord | StatusRecord | PregnancyRecord | AssessmentRecord) -> None:
    """Enter rows that were known when the case was opened."""
    course.facts.extend((Known(course.opened, row),) for row in rows)


def _assessed(course: Course, *, criteria_met: bool = False) -> None:
    _know(course, AssessmentRecord(Period(course.opened), criteria_met))


def _pregnant(draw: Draw, course: Course, due: date) -> None:
    """Proof is seen on the day on which she tells."""
    seen = draw.office_day(due - timedelta(days=140))
    course.facts.append((Known(seen, PregnancyRecord(due, seen, expected_single_parent=True)),))
    _assessed(course)


def _years_ago(draw: Draw, years: int) -> date:
    return latest_birth_to_have_completed(years, draw.on) - timedelta(days=40)


def _child_turns_18_tomorrow(draw: Draw, course: Course) -> None:
    _know(course, _child("Luca", coming_of_age(18, draw.on + ONE_DAY), course))
    _assessed(course)


def _turns_25_tomorrow(draw: Draw, course: Course) -> None:
    course.person = replace(course.person, birth_date=coming_of_age(25, draw.on + ONE_DAY))
    _know(course, _child("Emilia", _years_ago(draw, 3), course))
    _assessed(course)


def _proof_outstanding(draw: Draw, course: Course) -> None:
    _know(course, PregnancyRecord(draw.on + timedelta(days=90), expected_single_parent=True))


def _reha_ends_this_month(draw: Draw, course: Course) -> None:
    first_of_next_month = (draw.on.replace(day=1) + timedelta(days=32)).replace(day=1)
    period = Period(course.opened - timedelta(days=60), first_of_next_month)
    _know(course, StatusRecord(StatusKind.REHABILITATION, period), _child("Mateusz", _years_ago(draw, 9), course))
    _assessed(course)


def _due_date_passed(draw: Draw, course: Course) -> None:
    _pregnant(draw, course, draw.on - timedelta(days=20))


def _waiting_ends_next_week(draw: Draw, course: Course) -> None:
    _pregnant(draw, course, draw.on - timedelta(days=77))


def _partner_moved_in(draw: Draw, course: Course) -> None:
    _know(course, _child("Sofija", _years_ago(draw, 7), course))
    _assessed(course)
    partner = MemberRecord(
        Relation.PARTNER, _years_ago(draw, 36), "Zoran", "Perić", moved_in=draw.on - timedelta(days=7)
    )
    course.facts.append((Known(draw.on, partner),))
    course.handed_over = False


def _initiated(draw: Draw, course: Course) -> None:
    _know(course, _child("Luka", _years_ago(draw, 6), course))
    _assessed(course)
    since = draw.office_day(draw.on - timedelta(days=30))
    partner = MemberRecord(Relation.PARTNER, _years_ago(draw, 38), "Goran", course.person.last_name, moved_in=since)
    course.facts.append((Known(since, partner),))
    course.handed_over, course.initiated = False, True


def _member_without_birth_date(draw: Draw, course: Course) -> None:
    someone = MemberRecord(Relation.OTHER, None, "Gisela", course.person.last_name)
    _know(course, _child("Frieda", _years_ago(draw, 5), course), someone)
    _assessed(course)


def _never_assessed(draw: Draw, course: Course) -> None:
    _know(course, _child("Yusuf", _years_ago(draw, 8), course))


def _exception_recorded(draw: Draw, course: Course) -> None:
    _know(course, _child("Chiara", _years_ago(draw, 12), course))
    started = draw.office_day(draw.on - timedelta(days=60))
    kept = ExceptionRecord(
        Period(started, draw.on + timedelta(days=120)),
        KeepReason.MEASURE,
        "Wechsel erst nach deren Ende",
        0,
        "M. Keller",
    )
    course.facts.append((Known(started, AssessmentRecord(Period(started), criteria_met=True, exception=kept)),))


def _closed(draw: Draw, course: Course) -> None:
    _know(course, _child("Paul", _years_ago(draw, 6), course))
    _assessed(course)
    course.closing = Closing(draw.office_day(draw.on - timedelta(days=90)), ClosingReason.WORK)


def _reopened(draw: Draw, course: Course) -> None:
    closed, reopened = draw.on - timedelta(days=300), draw.on - timedelta(days=40)
    _know(course, _child("Nazlı", _years_ago(draw, 10), course))
    _assessed(course)
    course.closing = Closing(draw.office_day(closed), ClosingReason.WORK, draw.office_day(reopened))
    second = _child("Kaan", draw.on - timedelta(days=200), course)
    course.facts.append((Known(second.birth_date or closed, second),))


def _minor_mother(draw: Draw, course: Course) -> None:
    _know(course, _child("Mia", draw.on - timedelta(days=200), course))


def _adult_sibling(draw: Draw, course: Course) -> None:
    _know(course, _child("Tomasz", _years_ago(draw, 20), course), _child("Ola", _years_ago(draw, 13), course))
    _assessed(course)


def _self_employed(draw: Draw, course: Course) -> None:
    _know(
        course,
        _child("Giorgos", _years_ago(draw, 4), course),
        StatusRecord(StatusKind.SELF_EMPLOYED, Period(course.opened)),
    )


def _leap_day_child(draw: Draw, course: Course) -> None:
    year = next(year for year in range(draw.on.year - 1, 0, -1) if isleap(year))
    _know(course, _child("Linus", date(year, 2, 29), course))
    _assessed(course)


def _grandmother_moved_out(draw: Draw, course: Course) -> None:
    _know(course, _child("Amira", _years_ago(draw, 2), course))
    _assessed(course)
    grandmother = MemberRecord(Relation.OTHER, _years_ago(draw, 61), "Hanan", course.person.last_name)
    left = draw.office_day(draw.on - timedelta(days=200))
    course.facts.append((Known(course.opened, grandmother), Known(left, replace(grandmother, moved_out=left))))


STATES = (
    State("Abendroth", "Nadine", "jüngstes Kind wird morgen 18", _child_turns_18_tomorrow, age=41),
    State("Yıldız", "Büşra", "wird morgen 25", _turns_25_tomorrow, case_days=400),
    State("Dąbrowska", "Zuzanna", "schwanger, Nachweis steht aus", _proof_outstanding, case_days=60),
    State("Zieliński", "Łukasz", "Rehabilitation endet in diesem Monat", _reha_ends_this_month, gender="m"),
    State("Öztürk", "Songül", "Entbindungstermin vorbei, Kind nicht eingetragen", _due_date_passed),
    State("Großekathöfer", "Änne", "Frist nach dem Entbindungstermin endet nächste Woche", _waiting_ends_next_week),
    State("Ilić", "Dragana", "Partner letzte Woche zugezogen, heute gemeldet", _partner_moved_in),
    State("Möller-Brüggemann", "Käthe", "Haushaltsmitglied ohne Geburtsdatum", _member_without_birth_date),
    State("Al-Khatib", "Rania", "Kriterien für das Fallmanagement nie geprüft", _never_assessed),
    State("D'Angelo", "Francesca", "Fallmanagement: Ausnahme erfasst", _exception_recorded),
    State("Lüders", "Svenja", "Fall geschlossen (Arbeitsaufnahme)", _closed),
    State("Çelik", "Gülşen", "Fall geschlossen und wieder aufgenommen", _reopened, case_days=900),
    State("Jung", "Lea", "minderjährige Mutter, allein mit ihrem Kind", _minor_mother, age=17, case_days=180),
    State(
        "Wiśniewska-Grabowska", "Małgorzata", "erwachsenes und minderjähriges Kind im Haushalt", _adult_sibling, age=44
    ),
    State("Papadopoulou", "Eleni", "alleinerziehend und selbstständig", _self_employed),
    State("Schäfer", "Björn", "Kind am 29. Februar geboren", _leap_day_child, gender="m"),
    State("Haddad", "Layla", "Großmutter ausgezogen: seither alleinerziehend", _grandmother_moved_out, age=30),
    State("Stanković", "Milena", "Überstellung eingeleitet, wartet auf die Annahme", _initiated),
)
