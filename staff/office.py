"""The office as the world outside knows it: what letters carry at their head."""

OFFICE_NAME = "Jobcenter Hagen"
OFFICE_STREET = "Berliner Platz 2"
OFFICE_PLACE = "58089 Hagen"
