"""What other values of the policy would change, asked by a team lead; and how they come into force."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kit.history import tracked
from kit.runs import ChunkedRun
from routing.enums import PROPOSED_WHAT_IF_STATES, WhatIfState
from routing.models.applicant import Applicant
from routing.models.policy import PolicyVersion
from routing.rules.policy import Policy

_PROGRESS = ["attempts", "through", "total", "done", "left_out", "pairs"]


@tracked(exclude=_PROGRESS)
class WhatIfRun(ChunkedRun):
    """Values of the policy as somebody asks about them for the day ``on``. ``done`` of ``total`` cases are compared;
    ``pairs``: how many have which desk by the values in force and which by these ("u25 placement").

    ``valid_from``: the day from which ``requested_by`` asks for them to be in force. They are put in force by
    ``decided_by``, somebody else, as ``version``.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    on = models.DateField("Stichtag")
    adult_age = models.PositiveSmallIntegerField("volljährig mit")
    u25_age = models.PositiveSmallIntegerField("Team U25 bis unter")
    waiting_days = models.PositiveSmallIntegerField("Tage nach dem Entbindungstermin")
    other_adults_count = models.BooleanField("weitere Volljährige im Haushalt zählen")
    state = models.CharField("Stand", max_length=16, choices=WhatIfState.choices, default=WhatIfState.COMPUTING)
    requested_at = models.DateTimeField("gefragt am")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    pairs: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)
    valid_from = models.DateField("gültig ab", null=True)
    proposed_at = models.DateTimeField("beantragt am", null=True)
    decided_at = models.DateTimeField("in Kraft gesetzt am", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.OneToOneField(PolicyVersion, on_delete=models.PROTECT, null=True, related_name="what_if")

    class Meta:
        verbose_name = "Was wäre wenn"
        verbose_name_plural = "Was wäre wenn"
        ordering = ("-requested_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="what_if_state_known",
                condition=Q(state__in=WhatIfState.values),
                violation_error_message="Diesen Stand gibt es nicht.",
            ),
            models.CheckConstraint(
                name="what_if_values_plausible",
                condition=Q(adult_age__range=(1, 99), u25_age__range=(1, 99), waiting_days__lte=730),
                violation_error_message="Alter zwischen 1 und 99 Jahren, Frist höchstens 730 Tage.",
            ),
            models.UniqueConstraint(
                name="what_if_one_under_way",
                fields=["requested_by"],
                condition=Q(state=WhatIfState.COMPUTING),
                violation_error_message="Ihre vorige Frage wird noch gerechnet.",
            ),
            models.CheckConstraint(
                name="what_if_proposed_whole",
                condition=Q(state__in=PROPOSED_WHAT_IF_STATES, valid_from__isnull=False, proposed_at__isnull=False)
                | ~Q(state__in=PROPOSED_WHAT_IF_STATES) & Q(valid_from__isnull=True, proposed_at__isnull=True),
                violation_error_message="Zum Antrag gehört der Tag, ab dem die Werte gelten sollen.",
            ),
            models.CheckConstraint(
                name="what_if_in_force_whole",
                condition=Q(
                    state=WhatIfState.IN_FORCE,
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    version__isnull=False,
                )
                | ~Q(state=WhatIfState.IN_FORCE)
                & Q(decided_at__isnull=True, decided_by__isnull=True, version__isnull=True),
                violation_error_message="Zu Werten in Kraft gehört, wer sie wann in Kraft gesetzt hat.",
            ),
            models.CheckConstraint(
                name="what_if_in_force_by_somebody_else",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                violation_error_message="In Kraft setzt jemand anderes als wer es beantragt hat.",
            ),
        )

    def __str__(self) -> str:
        return f"Was wäre wenn vom {self.requested_at:%d.%m.%Y}"

    @property
    def policy(self) -> Policy:
        """The values asked about, for any day."""
        return Policy(
            adult_age=self.adult_age,
            u25_age=self.u25_age,
            waiting_days=self.waiting_days,
            other_adults_count=self.other_adults_count,
        )

    @property
    def percent(self) -> int:
        """How much of the comparison is done."""
        return 100 * self.done // self.total if self.total else 0


class WhatIfMove(models.Model):
    """A case that another desk would be responsible for."""

    run = models.ForeignKey(WhatIfRun, on_delete=models.CASCADE, related_name="moves", db_index=False)
    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, related_name="+", verbose_name="jetzt")
    after = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, related_name="+", verbose_name="dann")

    class Meta:
        verbose_name = "Wechsel bei anderen Vorgaben"
        verbose_name_plural = "Wechsel bei anderen Vorgaben"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="what_if_move_once",
                fields=["run", "applicant"],
                violation_error_message="Der Fall ist schon verglichen.",
            ),
            models.CheckConstraint(
                name="what_if_move_to_another_desk",
                condition=~Q(before=F("after")),
                violation_error_message="Ein Wechsel führt zu einer anderen Stelle.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"
