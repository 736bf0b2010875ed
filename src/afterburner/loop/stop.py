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
    """Stops after so many rounds of the run, or so much wall time of this process."""

    iterations: int
    seconds: float = float("inf")
    started_s: float = field(default_factory=time.monotonic)

    def __call__(self, archive: Archive) -> bool:
        """Tell whether the budget is spent."""
        return archive.rounds >= self.iterations or time.monotonic() - self.started_s >= self.seconds
