"""Households as a job centre knows them, drawn at random. Each kind of household yields its applicants' courses."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from kit.days import ONE_DAY, age_on, year_of_life_completed
from routing.demo.course import Course, add_member, add_pregnancy, as_record
from routing.demo.draw import Draw, Family
from routing.demo.statuses import add_case_management, add_closing, add_dated_statuses, mark_verbis
from routing.record import ApplicantRecord, MemberRecord, PregnancyRecord
from routing.rules.codes import Relation

ADULT = 18
U25 = 25
OLDEST = 64
YOUNGEST = 16
OLDEST_AT_BIRTH = 44


def records(count: int, seed: int, on: date) -> Iterator[ApplicantRecord]:
    """``count`` records of invented applicants as they are on ``on``, one after the other: also for measuring."""
    drawn = islice(courses(Draw(seed, on)), count)
    return (as_record(course.person, course.rows_on(on).values()) for course in drawn)


def courses(draw: Draw) -> Iterator[Course]:
    """Invented applicants without end, household by household."""
    kinds, weights = list(KINDS), list(KINDS.values())
    while True:
        household = draw.random.choices(kinds, weights)[0]
        for course in household(draw, draw.family()):
            yield completed(draw, course)


def completed(draw: Draw, course: Course) -> Course:
    """The course with what any household may have: statuses, assessments, an end of the case, the VerBIS mark."""
    add_dated_statuses(draw, course)
    add_case_management(draw, course)
    add_closing(draw, course)
    mark_verbis(draw, course)
    return course


def new_course(draw: Draw, family: Family, born: date, gender: str) -> Course:
    """A case of somebody of this family, without household yet."""
    return Course(draw.person(family, gender, born), draw.opening(born))


def single_parent(draw: Draw, family: Family) -> list[Course]:
    """A mother or father over 25 alone with children; some since a separation that the office has seen."""
    course = new_course(draw, family, draw.born(U25, 52), draw.gender(women=0.9))
    _add_own_children(draw, course, family)
    if draw.chance(0.2) and (draw.on - course.opened).days > 120:
        left = draw.day_between(course.opened + timedelta(days=40), draw.on - timedelta(days=40))
        add_member(draw, course, _partner(draw, family, course, moved_out=left))
    return [course]


def young_single_parent(draw: Draw, family: Family) -> list[Course]:
    """A mother (seldom a father) under 25 alone with one or two small children."""
    course = new_course(draw, family, draw.born(17, U25 - 1), draw.gender(women=0.96))
    _add_own_children(draw, course, family)
    return [course]


def single(draw: Draw, family: Family) -> list[Course]:
    """Somebody over 25 without children at home, now and then with a flatmate."""
    course = new_course(draw, family, draw.born(U25, OLDEST), draw.gender(women=0.4))
    if draw.chance(0.12):
        add_member(draw, course, _other_adult(draw, draw.family(), course))
    return [course]


def young_single(draw: Draw, family: Family) -> list[Course]:
    """Somebody under 25, on her own or with her parents."""
    course = new_course(draw, family, draw.born(YOUNGEST, U25 - 1), draw.gender())
    if draw.chance(0.55):
        for gender in ("w", "m"):
            born = course.person.birth_date - timedelta(days=draw.between(7000, 13000))
            name = draw.first_name(family, gender)
            add_member(draw, course, MemberRecord(Relation.OTHER, born, name, family.name(gender)))
    return [course]


def couple(draw: Draw, family: Family) -> list[Course]:
    """Two applicants of one Bedarfsgemeinschaft who live together, mostly with children, some of them grown up and
    applicants themselves.
    """
    woman = new_course(draw, family, draw.born(22, 60), "w")
    man = new_course(draw, family, _about_as_old(draw, woman.person.birth_date), "m")
    together = draw.days_ago(900, 6000) if draw.chance(0.25) else None
    younger = max(woman, man, key=lambda course: course.person.birth_date)
    children = _children(draw, younger, family) if draw.chance(0.72) else []
    found = [woman, man]
    for course, other in ((woman, man), (man, woman)):
        partner = MemberRecord(
            Relation.PARTNER,
            other.person.birth_date,
            other.person.first_name,
            other.person.last_name,
            moved_in=_not_before(together, other.person.birth_date),
        )
        add_member(draw, course, partner)
        for child in children:
            add_member(draw, course, child)
    grown_up = [child for child in children if child.birth_date and age_on(child.birth_date, draw.on) >= ADULT]
    return [*found, *(_child_as_applicant(draw, family, child, [woman, man]) for child in grown_up[:1])]


def couple_with_one_applicant(draw: Draw, family: Family) -> list[Course]:
    """An applicant whose partner earns a living."""
    course = new_course(draw, family, draw.born(23, 62), draw.gender(women=0.6))
    add_member(draw, course, _partner(draw, family, course))
    for child in _children(draw, course, family):
        add_member(draw, course, child)
    return [course]


def formerly_single_parent(draw: Draw, family: Family) -> list[Course]:
    """A parent whose single-parent status ended: partner moved in, child grown up or moved out; sometimes lately, and
    then the hand-over is proposed or initiated only.
    """
    course = new_course(draw, family, draw.born(36, 56), draw.gender(women=0.88))
    since = draw.days_ago(20, max(30, min(900, (draw.on - course.opened).days)))
    if draw.chance(0.2):
        since = draw.days_ago(8, 60)
        course.handed_over, course.initiated = False, draw.chance(0.4)
    child_born = since - timedelta(days=draw.between(1500, 6000))
    child = _child(draw, family, max(child_born, _earliest_child(course)))
    match draw.between(1, 4):
        case 1 | 2:
            add_member(draw, course, child)
            add_member(draw, course, _partner(draw, family, course, moved_in=since))
        case 3:
            add_member(draw, course, _moving_out(child, since))
        case _:
            add_member(draw, course, _child(draw, family, _years_before(since, ADULT)))
    return [course]


def parent_apart(draw: Draw, family: Family) -> list[Course]:
    """A parent whose children live elsewhere."""
    course = new_course(draw, family, draw.born(28, 50), draw.gender(women=0.2))
    for child in _children(draw, course, family):
        assert child.birth_date is not None
        add_member(draw, course, _moving_out(child, draw.day_between(child.birth_date, draw.on - ONE_DAY)))
    return [course]


def parent_with_other_adult(draw: Draw, family: Family) -> list[Course]:
    """A parent who lives with a grandmother or a flatmate: not the only adult."""
    course = new_course(draw, family, draw.born(20, 45), draw.gender(women=0.9))
    _add_own_children(draw, course, family)
    add_member(draw, course, _other_adult(draw, family, course))
    return [course]


def expecting(draw: Draw, family: Family) -> list[Course]:
    """A pregnant woman without a partner; proof mostly seen, sometimes outstanding."""
    course = new_course(draw, family, draw.born(19, 40), "w")
    due = draw.on + timedelta(days=draw.between(5, 180))
    told = max(course.opened, draw.office_day(due - timedelta(days=draw.between(185, 220))))
    seen = draw.office_day(told + timedelta(days=draw.between(0, 30))) if draw.chance(0.7) else None
    alone = draw.chance(0.85)
    add_pregnancy(draw, course, PregnancyRecord(due, seen, None, alone), told)
    if not alone:
        add_member(draw, course, _partner(draw, family, course))
    return [course]


KINDS: dict[Callable[[Draw, Family], list[Course]], float] = {
    single_parent: 31,
    young_single_parent: 6.6,
    single: 25,
    young_single: 7,
    couple: 15,
    couple_with_one_applicant: 4,
    formerly_single_parent: 6,
    parent_apart: 3,
    parent_with_other_adult: 1.5,
    expecting: 2,
}
"""How often each kind of household occurs among the households."""


def _earliest_child(course: Course) -> date:
    return year_of_life_completed(course.person.birth_date, 16) + ONE_DAY


def _children(draw: Draw, course: Course, family: Family) -> list[MemberRecord]:
    """One to four children, the youngest first and under age."""
    first = _earliest_child(course)
    oldest_possible = max(0, min(age_on(first, draw.on), ADULT - 1))
    youngest_possible = min(oldest_possible, max(0, age_on(course.person.birth_date, draw.on) - OLDEST_AT_BIRTH))
    age = draw.between(youngest_possible, oldest_possible)
    born = max(first, draw.born(age, age))
    children = [_child(draw, family, born)]
    for _ in range(draw.pick((0, 0, 0, 0, 0, 1, 1, 1, 2, 3))):
        born -= timedelta(days=draw.between(400, 1900))
        if born > first:
            children.append(_child(draw, family, born))
    return children


def _add_own_children(draw: Draw, course: Course, family: Family) -> None:
    """The children of a parent; where the youngest was born during the case, the pregnancy before is on record."""
    children = _children(draw, course, family)
    for child in children:
        add_member(draw, course, child)
    born = children[0].birth_date
    if born is None or course.person.gender != "w" or born < course.opened + timedelta(days=60):
        return
    due = born + timedelta(days=draw.between(-14, 10))
    told = max(course.opened, draw.office_day(due - timedelta(days=draw.between(120, 200))))
    seen = draw.office_day(told + timedelta(days=draw.between(3, 40)))
    entered = course.facts[0][0].since
    add_pregnancy(
        draw, course, PregnancyRecord(due, min(seen, born), max(entered, born), expected_single_parent=True), told
    )


def _child(draw: Draw, family: Family, born: date) -> MemberRecord:
    gender = draw.pick(("w", "m"))
    return MemberRecord(Relation.CHILD, born, draw.first_name(family, gender), family.name(gender))


def _moving_out(member: MemberRecord, day: date) -> MemberRecord:
    return MemberRecord(member.relation, member.birth_date, member.first_name, member.last_name, moved_out=day)


def _partner(
    draw: Draw, family: Family, course: Course, *, moved_in: date | None = None, moved_out: date | None = None
) -> MemberRecord:
    """A partner who is no applicant; half of them have a name of their own."""
    gender = "m" if course.person.gender == "w" else "w"
    theirs = draw.family() if draw.chance(0.5) else family
    born = _about_as_old(draw, course.person.birth_date)
    name = draw.first_name(theirs, gender)
    return MemberRecord(
        Relation.PARTNER, born, name, theirs.name(gender), moved_in=_not_before(moved_in, born), moved_out=moved_out
    )


def _other_adult(draw: Draw, family: Family, course: Course) -> MemberRecord:
    gender = draw.pick(("w", "m"))
    born = draw.born(30, 75)
    moved_in = course.opened - timedelta(days=draw.between(10, 900)) if draw.chance(0.5) else None
    return MemberRecord(Relation.OTHER, born, draw.first_name(family, gender), family.name(gender), moved_in=moved_in)


def _child_as_applicant(draw: Draw, family: Family, child: MemberRecord, parents: list[Course]) -> Course:
    """A grown-up child with a case of her own; seen from her, the parents are other adults."""
    assert child.birth_date is not None
    course = new_course(draw, family, child.birth_date, "w" if draw.chance(0.5) else "m")
    for parent in parents:
        person = parent.person
        row = MemberRecord(Relation.OTHER, person.birth_date, person.first_name, person.last_name)
        add_member(draw, course, row)
    return course


def _about_as_old(draw: Draw, born: date) -> date:
    """A birth date within some years, of age today."""
    return min(born + timedelta(days=draw.between(-2500, 1800)), draw.born(19, 19))


def _not_before(day: date | None, born: date) -> date | None:
    return None if day is None else max(day, born)


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
