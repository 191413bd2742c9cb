"""One step with several hand-overs at once: each is taken or refused for itself."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from kit.refusals import ActionRefused
from routing.acts import Act
from routing.assignment.deciding import decide_held
from routing.casefile import CaseFile, held_files
from routing.enums import Occasion
from routing.models import Transfer


class TransferAct(Protocol):
    """A step to take with a hand-over, and who takes it when."""

    @property
    def transfer(self) -> Transfer:
        """The hand-over."""

    @property
    def act(self) -> Act:
        """Who takes the step when."""


Step = TypeVar("Step", bound=TransferAct)


class Together(Generic[Step]):
    """The same step with several hand-overs of different applicants, their files held: which are still to be taken, and
    why the others are refused.
    """

    def __init__(self, steps: Sequence[Step]) -> None:
        """Locks the applicants."""
        self.acts = {step.transfer.applicant_id: step.act for step in steps}
        files = held_files(self.acts)
        self._steps = steps
        self._refused: dict[int, ActionRefused] = {}
        self._transfers: dict[int, Transfer] = {}
        self.left: list[tuple[CaseFile, Step]] = [(files[step.transfer.applicant_id], step) for step in steps]

    def keep_if(self, check: Callable[[CaseFile, Step], object]) -> None:
        """Drop those whose check raises `ActionRefused`."""
        kept = []
        for file, step in self.left:
            try:
                check(file, step)
            except ActionRefused as refused:
                self._refused[step.transfer.pk] = refused
            else:
                kept.append((file, step))
        self.left = kept

    def ask_anew(self) -> None:
        """Ask the rules about those that are left; what follows stands, whatever becomes of the step."""
        files = {file.applicant.pk: file for file, _ in self.left}
        decide_held(files, Occasion.TRANSFERRED, self.acts)
        self._transfers = {file.transfer.pk: file.transfer for file, _ in self.left if file.transfer is not None}

    def outcomes(self) -> list[Transfer | ActionRefused]:
        """For each step, in order, the transfer as it is stored now, or why it was refused."""
        return [self._refused.get(step.transfer.pk) or self._transfers[step.transfer.pk] for step in self._steps]
