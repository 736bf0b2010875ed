"""What one pass over a set of tests costs, and the statistics over several passes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from afterburner.core.execution import Execution
from afterburner.core.measurement import Estimate, Measurement
from afterburner.core.objective import Clock, Quantity
from afterburner.metrics.intervals import geometric_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """One pass of one program over all timed tests. Times and integrals are sums, the peak is the largest."""

    cpu_s: float
    wall_s: float
    peak_bytes: float | None
    integral_byte_s: float | None

    def value(self, quantity: Quantity) -> float | None:
        """Return the cost in ``quantity``."""
        value: float | None = getattr(self, quantity.value)
        return value


FLOOR_S = 1e-5
"""Times are counted in microseconds: below ten of them a ratio is a ratio of rounding errors."""


def costs_of(executions: Iterable[Execution], *, clock: Clock) -> Costs:
    """Add up the executions of one pass."""
    runs = list(executions)
    peaks = [run.peak_bytes for run in runs if run.peak_bytes is not None]
    integrals = [area for run in runs if (area := run.timeline.integral_byte_s(clock)) is not None]
    return Costs(
        cpu_s=max(FLOOR_S, sum(run.cpu_s or 0.0 for run in runs)),
        wall_s=max(FLOOR_S, sum(run.wall_s or 0.0 for run in runs)),
        peak_bytes=max(peaks) if len(peaks) == len(runs) else None,
        integral_byte_s=sum(integrals) if len(integrals) == len(runs) else None,
    )


def measurement_of(passes: Sequence[Costs], *, clock: Clock) -> Measurement:
    """Return the estimates with intervals over several passes."""
    quantities: dict[Quantity, Estimate] = {}
    for quantity in Quantity:
        values = [value for costs in passes if (value := costs.value(quantity)) is not None]
        interval = geometric_interval(values) if len(values) == len(passes) else None
        if interval is not None:
            quantities[quantity] = interval
    return Measurement(quantities=quantities, repeats=len(passes), clock=clock)
