"""Who serves which desk, who takes no new cases for a time, and who stands in for whom."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from kit.days import ahead_words
from kit.history import tracked
from kit.ranges import as_period
from staff.enums import Restriction
from staff.models.accounts import Desk, User

_ON_DAYS = Q(period__isempty=False, period__lower_inf=False)


@tracked()
class Staffing(models.Model):
    """Somebody serves a desk for a time, with ``share`` per cent of a full caseload."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="staffings", verbose_name="IFK")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="staffings", verbose_name="Stelle")
    period = DateRangeField("besetzt")
    share = models.PositiveSmallIntegerField("Anteil", default=100)

    class Meta:
        verbose_name = "Besetzung"
        verbose_name_plural = "Besetzungen"
        ordering = ("period", "pk")
        constraints = (
            models.CheckConstraint(
                name="staffing_starts_on_a_day",
                condition=_ON_DAYS,
                violation_error_message="Eine Besetzung beginnt an einem Tag und endet nicht davor.",
            ),
            models.CheckConstraint(
                name="staffing_share_of_a_caseload",
                condition=Q(share__range=(1, 100)),
                violation_error_message="Geben Sie als Anteil 1 bis 100 Prozent an.",
            ),
            ExclusionConstraint(
                name="staffing_once_per_desk_and_day",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("desk"), RangeOperators.EQUAL),
                    (F("period"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Die Person besetzt die Stelle in dieser Zeit schon.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.desk_id} zu {self.share} %"


@tracked()
class Unavailability(models.Model):
    """Somebody is absent, or takes no new cases, for a time; without a last day until further notice. A state is read
    off the day, so it ends by itself. A reason is not kept: it could be an illness.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="unavailabilities", verbose_name="IFK")
    kind = models.CharField("Zustand", max_length=16, choices=Restriction.choices)
    period = DateRangeField("von – bis")

    class Meta:
        verbose_name = "Abwesenheit"
        verbose_name_plural = "Abwesenheiten"
        ordering = ("period", "pk")
        constraints = (
            models.CheckConstraint(
                name="unavailability_kind_known",
                condition=Q(kind__in=Restriction.values),
                violation_error_message="Wählen Sie „abwesend“ oder „keine neuen Fälle“.",
            ),
            models.CheckConstraint(
                name="unavailability_starts_on_a_day",
                condition=_ON_DAYS,
                violation_error_message="Eine Abwesenheit beginnt an einem Tag und endet nicht davor.",
            ),
            ExclusionConstraint(
                name="unavailability_one_per_day",
                expressions=[(F("user"), RangeOperators.EQUAL), (F("period"), RangeOperators.OVERLAPS)],
                violation_error_message="Für diese Zeit ist schon eine Abwesenheit eingetragen.",
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()

    def words(self, on: date) -> str:
        """As in "abwesend bis 06.03.2026"; of one that is still to come "ab morgen abwesend bis auf Weiteres"."""
        first, last = as_period(self.period).start, as_period(self.period).last_day
        until = f"bis {last:%d.%m.%Y}" if last else "bis auf Weiteres"
        return f"{ahead_words(first, on)} {self.get_kind_display()} {until}".lstrip()


@tracked()
class Deputyship(models.Model):
    """``deputy`` works with the cases of ``user`` for a time, without owning them."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="deputyships", verbose_name="vertreten wird")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stands_in", verbose_name="Vertretung")
    period = DateRangeField("von – bis")

    class Meta:
        verbose_name = "Vertretung"
        verbose_name_plural = "Vertretungen"
        ordering = ("period", "pk")
        constraints = (
            models.CheckConstraint(
                name="deputyship_has_first_and_last_day",
                condition=_ON_DAYS & Q(period__upper_inf=False),
                violation_error_message="Eine Vertretung hat einen ersten und einen letzten Tag.",
            ),
            models.CheckConstraint(
                name="deputyship_of_somebody_else",
                condition=~Q(user=F("deputy")),
                violation_error_message="Niemand vertritt sich selbst. Wählen Sie eine andere Person.",
            ),
            ExclusionConstraint(
                name="deputyship_once_per_day",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("deputy"), RangeOperators.EQUAL),
                    (F("period"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diese Vertretung ist für die Zeit schon eingetragen.",
            ),
        )

    def __str__(self) -> str:
        return f"Vertretung durch {self.deputy.short_name}"


@tracked()
class KeyRange(models.Model):
    """The part of a desk's distribution key that is a caseworker's: letters from ``first`` to ``last``, or the last two
    digits of the BG number; both ends belong to it.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="key_ranges", verbose_name="Stelle")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="IFK")
    first = models.CharField("von", max_length=4)
    last = models.CharField("bis", max_length=4)

    class Meta:
        verbose_name = "Teil des Schlüssels"
        verbose_name_plural = "Teile des Schlüssels"
        ordering = ("first", "pk")
        constraints = (
            models.CheckConstraint(
                name="key_range_of_letters_or_digits",
                condition=Q(first__regex=r"^([A-Z]{1,4}|[0-9]{2})$", last__regex=r"^([A-Z]{1,4}|[0-9]{2})$"),
                violation_error_message="Geben Sie Großbuchstaben ohne Umlaut (A bis Z) oder zwei Endziffern "
                "(00 bis 99) ein.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"
