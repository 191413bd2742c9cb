"""What routing has to say in the hand-over sheet."""

from collections.abc import Iterator
from datetime import date

from kit.contracts import SheetSection
from routing.models import Applicant


def sheet_sections(applicant_id: int, on: date) -> Iterator[SheetSection]:
    """The decision with its reasons, as it stands on ``on``."""
    decision = Applicant.objects.select_related("current__decision__desk").get(pk=applicant_id).current.decision
    yield SheetSection(
        "Zuständigkeit",
        (("Stelle", str(decision.desk)), ("Stand", f"{on:%d.%m.%Y}")),
        (decision.reason,),
    )
