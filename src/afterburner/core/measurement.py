"""Numbers with their uncertainty: what a measurement and a comparison say."""

from collections.abc import Mapping
from dataclasses import dataclass

from afterburner.core.objective import Clock, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number and its 95 % interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """The statistics over repeated executions of one program on one set of tests."""

    quantities: Mapping[Quantity, Estimate]
    """What was measured; a quantity that was not is missing. Times and integrals are sums over the tests, the peak is
    the largest."""
    repeats: int
    clock: Clock = Clock.CPU
    """The clock under the integral."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Programs a and b, run in turn on the same tests."""

    ratios: Mapping[Quantity, Estimate]
    """a over b: above 1, b is the better one. The intervals hold 95 % for all looks together."""
    decided: Mapping[Quantity, bool]
    """Whether the difference is real: beyond noise, and large enough to matter."""
    pairs: int
    a: Measurement
    b: Measurement
    failure: str | None = None
    """Why it could not be finished: a program that failed while being measured; None: it was."""

    def better(self, quantity: Quantity) -> str | None:
        """Return ``"a"`` or ``"b"``, whichever is really better, or None if that can't be told from noise."""
        if not self.decided.get(quantity, False):
            return None
        return "b" if self.ratios[quantity].estimate > 1 else "a"
