"""How many cases everybody at a desk has, what is on its way, and what binds a case to one of them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from routing.enums import TransferState
from routing.models import Applicant, Assignment, ListedCase, Transfer
from routing.rules.proposal import Room, Ties
from staff.enums import DistributionKey
from staff.models import Desk, KeyRange
from staff.staffing.queries import serving


def rooms(desk: str, on: date, *, but: int | None = None) -> list[Room]:
    """Everybody who serves a desk on a day, by name; without the account ``but``."""
    people = [row for row in serving([desk], on) if row.user.pk != but]
    ids = {row.user.pk for row in people}
    cases = Counter(ListedCase.objects.filter(desk=desk, caseworker__in=ids).values_list("caseworker", flat=True))
    agreed = Transfer.objects.filter(state=TransferState.ACCEPTED)
    arriving = Counter(agreed.filter(target=desk, caseworker__in=ids).values_list("caseworker", flat=True))
    going = agreed.filter(source=desk, applicant__listed__caseworker__in=ids)
    leaving = Counter(going.values_list("applicant__listed__caseworker", flat=True))
    return [
        Room(
            person=row.user.pk,
            name=row.user.short_name,
            places=row.places,
            cases=cases[row.user.pk],
            arriving=arriving[row.user.pk],
            leaving=leaving[row.user.pk],
            restriction=row.restriction,
            ahead=row.ahead,
        )
        for row in people
    ]


def ties_of(applicant: Applicant, desk: str) -> Ties:
    """What binds a case to caseworkers of a desk."""
    household = ListedCase.objects.filter(
        desk=desk, applicant__bg_number=applicant.bg_number, caseworker__isnull=False
    ).exclude(applicant=applicant)
    former = Assignment.objects.filter(
        applicant=applicant, desk=desk, caseworker__isnull=False, period__upper_inf=False
    ).order_by("-period__endswith")
    return Ties(
        household=set(household.values_list("caseworker", flat=True)) if applicant.bg_number else set(),
        former=list(former.values_list("caseworker", flat=True)),
        key=key_holder(applicant, desk),
    )


def key_holder(applicant: Applicant, desk: str) -> int | None:
    """Whose the case is by the desk's own key; nobody's where it has none or a gap."""
    key = Desk.objects.get(pk=desk).key
    sign = {
        DistributionKey.LETTERS.value: _letters(applicant.sort_name),
        DistributionKey.BG_NUMBERS.value: applicant.bg_number[-2:],
    }.get(key, "")
    if not sign:
        return None
    ranges = KeyRange.objects.filter(desk=desk).values_list("first", "last", "user")
    return _holder(sign, ranges)


def _holder(sign: str, ranges: Iterable[tuple[str, str, int]]) -> int | None:
    for first, last, user in ranges:
        if first <= sign[: len(first)] and sign[: len(last)] <= last:
            return user
    return None


def _letters(sort_name: str) -> str:
    """The letters of a name as German lists sort it: Özdemir under O, O'Neill under ON."""
    return "".join(letter for letter in sort_name.upper() if "A" <= letter <= "Z")
