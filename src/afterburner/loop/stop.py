"""When to stop: budgets."""

import time
from dataclasses import dataclass, field
from typing import Protocol

from afterburner.loop.archive import Archive


class StopCondition(Protocol):
    """Asked before every round."""

    def __call__(self, archive: Archive) -> bool:
        """Tell whether to stop."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Stops after so many rounds of the run, so much wall time of this process, or when nothing is found any more."""

    iterations: int
    seconds: float = float("inf")
    patience: int = 2
    """Rounds in a row without an improvement after which there is no use in going on."""
    started_s: float = field(default_factory=time.monotonic)

    def __call__(self, archive: Archive) -> bool:
        """Tell whether the budget is spent."""
        last_success = max((attempt.round for attempt in archive.attempts() if attempt.improved), default=0)
        is_stuck = archive.rounds - last_success >= self.patience
        return is_stuck or archive.rounds >= self.iterations or time.monotonic() - self.started_s >= self.seconds
