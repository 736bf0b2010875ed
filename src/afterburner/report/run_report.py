"""One run with everything that its report rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from afterburner.core.attempt import Attempt
from afterburner.core.measurement import Comparison
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem
from afterburner.loop.outcome import Outcome
from afterburner.loop.run_folder import RunConfig, RunFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What was asked, what was tried, how it ended, and on which machine."""

    config: RunConfig
    problem: Problem
    attempts: Sequence[Attempt]
    outcome: Outcome | None
    """None: the run has not ended, or was interrupted."""
    host: Mapping[str, object]

    @property
    def quantity(self) -> Quantity:
        """The quantity that the run minimised."""
        return self.config.objective.quantity(self.config.clock)

    @property
    def comparison(self) -> Comparison | None:
        """The given program against the winner; None where nothing won."""
        return self.outcome.comparison if self.outcome else None


def report_of(folder: RunFolder) -> RunReport:
    """Read a run from its folder.

    Raises:
        DataError: the folder holds no run, or a file of it is broken.

    """
    archive = folder.archive(read_only=True)
    try:
        attempts = tuple(archive.attempts())
    finally:
        archive.close()
    return RunReport(
        config=folder.config(),
        problem=folder.problem(),
        attempts=attempts,
        outcome=folder.outcome(),
        host=folder.host(),
    )
