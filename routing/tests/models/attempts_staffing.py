"""The same for staffing: who serves which desk, who is absent, who stands in."""

from datetime import date

from psycopg2.extras import DateRange

from routing.tests.models.attempt import Attempt
from routing.tests.models.scene import Scene
from staff.models import Deputyship, Desk, KeyRange, Staffing, Unavailability
from tests.factories import TODAY

_NEVER = DateRange(TODAY, TODAY)
_JUNE = DateRange(date(2026, 6, 1), date(2026, 7, 1))
_ELSEWHERE = {"desk_id": "u25", "period": DateRange(TODAY, None)}


def _absence(scene: Scene, **values: object) -> Unavailability:
    return Unavailability(user=scene.by, **{"kind": "absent", "period": _JUNE, **values})


def _deputyship(scene: Scene, **values: object) -> Deputyship:
    known = Deputyship.objects.get()
    return Deputyship(**{"user": scene.by, "deputy": known.deputy, "period": _JUNE, **values})


STAFFING = (
    Attempt(
        "a desk where nobody has a caseload",
        "desk_norm_of_cases",
        "UPDATE staff_desk SET norm = 0 WHERE code = 'u25'",
        lambda _: Desk(code="u25", norm=0),
        "Geben Sie an, wie viele Fälle eine volle Stelle betreut",
    ),
    Attempt(
        "a desk with an unknown key",
        "desk_key_known",
        "UPDATE staff_desk SET key = 'stars' WHERE code = 'u25'",
        lambda _: Desk(code="u25", key="stars"),
        "Wählen Sie einen Schlüssel aus der Liste.",
    ),
    Attempt(
        "somebody who serves a desk on no day",
        "staffing_starts_on_a_day",
        "UPDATE staff_staffing SET period = 'empty'",
        lambda scene: Staffing(user=scene.by, desk_id="u25", period=_NEVER),
        "Eine Besetzung beginnt an einem Tag und endet nicht davor.",
    ),
    Attempt(
        "somebody with more than a full caseload",
        "staffing_share_of_a_caseload",
        "UPDATE staff_staffing SET share = 101",
        lambda scene: Staffing(user=scene.by, share=0, **_ELSEWHERE),
        "Geben Sie als Anteil 1 bis 100 Prozent an.",
    ),
    Attempt(
        "somebody who serves a desk twice on a day",
        "staffing_once_per_desk_and_day",
        "INSERT INTO staff_staffing (user_id, desk_id, period, share) SELECT user_id, desk_id, period, 50"
        " FROM staff_staffing",
        lambda scene: Staffing(user=scene.by, desk_id="reha_sb", period=_JUNE),
        "Die Person besetzt die Stelle in dieser Zeit schon.",
    ),
    Attempt(
        "an unknown state",
        "unavailability_kind_known",
        "UPDATE staff_unavailability SET kind = 'ill'",
        lambda scene: _absence(scene, kind="ill"),
        "Wählen Sie „abwesend“ oder „keine neuen Fälle“.",
    ),
    Attempt(
        "an absence on no day",
        "unavailability_starts_on_a_day",
        "UPDATE staff_unavailability SET period = 'empty'",
        lambda scene: _absence(scene, period=_NEVER),
        "Eine Abwesenheit beginnt an einem Tag und endet nicht davor.",
    ),
    Attempt(
        "two states on one day",
        "unavailability_one_per_day",
        "INSERT INTO staff_unavailability (user_id, kind, period) SELECT user_id, 'no_new_cases', period"
        " FROM staff_unavailability",
        lambda scene: _absence(scene, period=DateRange(TODAY, None)),
        "Für diese Zeit ist schon eine Abwesenheit eingetragen.",
    ),
    Attempt(
        "a deputy until further notice",
        "deputyship_has_first_and_last_day",
        "UPDATE staff_deputyship SET period = daterange('2026-03-02', NULL)",
        lambda scene: _deputyship(scene, period=DateRange(date(2026, 6, 1), None)),
        "Eine Vertretung hat einen ersten und einen letzten Tag.",
    ),
    Attempt(
        "somebody who stands in for herself",
        "deputyship_of_somebody_else",
        "UPDATE staff_deputyship SET deputy_id = user_id",
        lambda scene: _deputyship(scene, deputy=scene.by),
        "Niemand vertritt sich selbst.",
    ),
    Attempt(
        "the same deputy twice on a day",
        "deputyship_once_per_day",
        "INSERT INTO staff_deputyship (user_id, deputy_id, period) SELECT user_id, deputy_id, period"
        " FROM staff_deputyship",
        lambda scene: _deputyship(scene, period=DateRange(TODAY, date(2026, 3, 4))),
        "Diese Vertretung ist für die Zeit schon eingetragen.",
    ),
    Attempt(
        "a part of the key in small letters",
        "key_range_of_letters_or_digits",
        "UPDATE staff_keyrange SET first = 'a'",
        lambda scene: KeyRange(desk_id="reha_sb", user=scene.by, first="A", last="Ö"),
        "Geben Sie Großbuchstaben ohne Umlaut",
    ),
)
