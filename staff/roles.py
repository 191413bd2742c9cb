"""Who may what, in prose. One account has one role; what a role does not name is denied."""

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


DESCRIPTIONS = {
    Role.CASEWORKER: (
        "Betreut die Bewerberinnen und Bewerber der eigenen Stelle und des eigenen Teams. Wer vertritt, arbeitet auch "
        "mit den Fällen der Vertretenen. Andere nur über die genaue Kundennummer und mit einem Grund; das wird "
        "protokolliert."
    ),
    Role.TEAM_LEAD: (
        "Sieht und bearbeitet alle Bewerberinnen und Bewerber des eigenen Teams und dessen Zahlen. Regelt Besetzung "
        "und Vertretung, verteilt Fälle der eigenen Stellen auf deren IFK. Entscheidet über Übersteuerungen, die "
        "jemand anderes beantragt hat. Rechnet andere Vorgaben durch und setzt in Kraft, was eine andere Teamleitung "
        "beantragt hat. Spielt die Listen des Amts ein; sieht davon, was sie selbst hochgeladen hat und was das "
        "eigene Team betrifft."
    ),
    Role.DIVISION_HEAD: "Sieht die genauen Zahlen aller Stellen und Teams, keine Personen.",
    Role.EQUAL_OPPORTUNITIES: (
        "Sieht, wie viele Alleinerziehende jede Stelle hat, eine oder zwei als „< 3“; keine Personen (Beauftragte für "
        "Chancengleichheit am Arbeitsmarkt)."
    ),
    Role.MEASURES_TEAM: "Plant Maßnahmen; sieht keine Personen.",
    Role.CONTROLLING: "Sieht die genauen Zahlen aller Stellen und Teams und wie viele Angaben fehlen, keine Personen.",
    Role.RECEPTION: "Beantwortet zu einer genauen Kundennummer, welche Stelle zuständig ist; sonst nichts.",
    Role.ADMINISTRATION: (
        "Pflegt Teams, Stellen und Konten; setzt Vorgaben in Kraft, die eine Teamleitung beantragt hat. Sieht keine "
        "Bewerberinnen und Bewerber."
    ),
}

SEES_APPLICANTS = frozenset({Role.CASEWORKER, Role.TEAM_LEAD})
HAS_A_DAY = SEES_APPLICANTS | {Role.ADMINISTRATION}
SEES_EXACT_FIGURES = frozenset({Role.TEAM_LEAD, Role.DIVISION_HEAD, Role.CONTROLLING})
SEES_FIGURES = SEES_EXACT_FIGURES | {Role.EQUAL_OPPORTUNITIES}
SEES_ALL_TEAMS = SEES_EXACT_FIGURES - {Role.TEAM_LEAD}
SEES_DATA_QUALITY = frozenset({Role.TEAM_LEAD, Role.CONTROLLING})
ASKS_WHO_IS_RESPONSIBLE = frozenset({Role.RECEPTION, Role.CASEWORKER, Role.TEAM_LEAD})
IMPORTS_CASELOAD = frozenset({Role.TEAM_LEAD})
LEADS_A_TEAM = frozenset({Role.TEAM_LEAD})
KEEPS_MASTER_DATA = frozenset({Role.ADMINISTRATION})
BELONGS_TO_A_TEAM = frozenset({Role.CASEWORKER, Role.TEAM_LEAD})
