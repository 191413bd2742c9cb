"""The vocabulary of what leaves the application, with the words of the screens."""

from django.db import models


class ExportFormat(models.TextChoices):
    """The files that an export can be."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel (XLSX)"


class ExportPurpose(models.TextChoices):
    """Why personal data leave the application."""

    CASE_REVIEW = "case_review", "Fallbesprechung im Team"
    DEPUTY = "deputy", "Vertretung"
    RECONCILIATION = "reconciliation", "Abgleich mit VerBIS"
    APPOINTMENTS = "appointments", "Einladungen und Termine"
    SUPERVISION = "supervision", "Fachaufsicht oder Prüfung"
    DATA_SUBJECT = "data_subject", "Auskunft an die betroffene Person"
