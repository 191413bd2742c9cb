"""What a role may about those who work here, in prose."""

from staff.roles import Role

ROLE_WORDS = {
    Role.TEAM_LEAD: "Regelt Besetzung und Vertretung im eigenen Team.",
    Role.ADMINISTRATION: "Pflegt Teams, Stellen und Konten.",
}
