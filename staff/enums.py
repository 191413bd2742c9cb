"""The vocabulary of staff, with the words of the screens."""

from django.db import models


class Restriction(models.TextChoices):
    """Why somebody takes no new cases for a time. Why she is absent is nobody's business here."""

    ABSENT = "absent", "abwesend"
    NO_NEW_CASES = "no_new_cases", "keine neuen Fälle"


class DistributionKey(models.TextChoices):
    """By what a desk spreads new cases over its caseworkers, beside their room."""

    NONE = "", "ohne Schlüssel"
    LETTERS = "letters", "Anfangsbuchstaben des Namens"
    BG_NUMBERS = "bg_numbers", "Endziffern der BG-Nummer"


class MailKind(models.TextChoices):
    """What an e-mail of the outbox is about."""

    DIGEST = "digest", "tägliche E-Mail"
