"""What can stand in the way of an action, each with a German sentence for the person who clicked."""

from kit.refusals import ActionRefused


class NumberTaken(ActionRefused):
    """The customer number belongs to another applicant already."""

    def __init__(self) -> None:
        super().__init__("Diese Kundennummer ist schon vergeben. Prüfen Sie die Nummer oder öffnen Sie den Fall.")
