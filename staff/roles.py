"""The roles of the office. One account has one role; what a role may is said by each app for what is its own."""

from django.db import models


class Role(models.TextChoices):
    """The roles of the office."""

    CASEWORKER = "caseworker", "IFK"
    TEAM_LEAD = "team_lead", "Teamleitung"
    DIVISION_HEAD = "division_head", "Bereichsleitung"
    EQUAL_OPPORTUNITIES = "equal_opportunities", "BCA"
    MEASURES_TEAM = "measures_team", "B-Team"
    CONTROLLING = "controlling", "Controlling"
    RECEPTION = "reception", "Auskunft"
    ADMINISTRATION = "administration", "Administration"


LEADS_A_TEAM = frozenset({Role.TEAM_LEAD})
BELONGS_TO_A_TEAM = frozenset({Role.CASEWORKER, Role.TEAM_LEAD})
HAS_A_DAY = frozenset(Role) - {Role.RECEPTION}
KEEPS_MASTER_DATA = frozenset({Role.ADMINISTRATION})
