"""What an action answers that does not happen."""


class ActionRefused(Exception):
    """The action did not happen; ``str()`` says why and what to do, ``field`` which entry it is about, if one is."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class ChangedMeanwhile(ActionRefused):
    """Somebody else saved the same after the form was opened."""

    def __init__(self) -> None:
        super().__init__("Die Angaben wurden inzwischen von jemand anderem geändert. Vergleichen Sie beide Fassungen.")
