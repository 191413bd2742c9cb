"""What a role may in routing; what is not named is denied. And the same in prose."""

from staff.roles import Role

SEES_APPLICANTS = frozenset({Role.CASEWORKER, Role.TEAM_LEAD})
SEES_EXACT_FIGURES = frozenset({Role.TEAM_LEAD, Role.DIVISION_HEAD, Role.CONTROLLING})
SEES_FIGURES = SEES_EXACT_FIGURES | {Role.EQUAL_OPPORTUNITIES}
SEES_ALL_TEAMS = SEES_EXACT_FIGURES - {Role.TEAM_LEAD}
SEES_DATA_QUALITY = frozenset({Role.TEAM_LEAD, Role.CONTROLLING})
ASKS_WHO_IS_RESPONSIBLE = frozenset({Role.RECEPTION})
IMPORTS_CASELOAD = frozenset({Role.TEAM_LEAD})
PUTS_VALUES_IN_FORCE = frozenset({Role.DIVISION_HEAD})

WORK_WORDS = {
    Role.CASEWORKER: "Fristen Ihrer Fälle, Überstellungen, Übersteuerungen und Wiedervorlagen",
    Role.TEAM_LEAD: "Überstellungen, Übersteuerungen und Fälle Ihres Teams ohne IFK, und Ihre Wiedervorlagen",
    Role.DIVISION_HEAD: "Vorgaben, die eine Teamleitung beantragt",
    Role.ADMINISTRATION: "Fälle, die der Nachtlauf nicht prüfen kann, ohne Namen",
}
"""What routing puts on the day of a role; of those who are not named nothing."""

ROLE_WORDS = {
    Role.CASEWORKER: (
        "Betreut die Bewerberinnen und Bewerber der eigenen Stelle und des eigenen Teams. Wer vertritt, arbeitet auch "
        "mit den Fällen der Vertretenen. Andere nur über die genaue Kundennummer und mit einem Grund; das wird "
        "protokolliert."
    ),
    Role.TEAM_LEAD: (
        "Sieht und bearbeitet alle Bewerberinnen und Bewerber des eigenen Teams und dessen Zahlen. Verteilt Fälle der "
        "eigenen Stellen auf deren IFK. Entscheidet über Übersteuerungen, die jemand anderes beantragt hat. Rechnet "
        "andere Vorgaben durch und beantragt sie. Spielt die Listen des Amts ein; sieht davon, was sie selbst "
        "hochgeladen hat und was das eigene Team betrifft."
    ),
    Role.DIVISION_HEAD: (
        "Sieht die genauen Zahlen aller Stellen und Teams, keine Personen. Setzt Vorgaben in Kraft, die eine "
        "Teamleitung beantragt hat."
    ),
    Role.EQUAL_OPPORTUNITIES: (
        "Sieht, wie viele Alleinerziehende jede Stelle hat, eine oder zwei als „< 3“; keine Personen (Beauftragte für "
        "Chancengleichheit am Arbeitsmarkt)."
    ),
    Role.MEASURES_TEAM: "Plant Maßnahmen; sieht keine Personen.",
    Role.CONTROLLING: "Sieht die genauen Zahlen aller Stellen und Teams und wie viele Angaben fehlen, keine Personen.",
    Role.RECEPTION: "Beantwortet zu einer genauen Kundennummer, welche Stelle zuständig ist; sonst nichts.",
    Role.ADMINISTRATION: "Sieht keine Bewerberinnen und Bewerber.",
}
