"""What is to become smaller: the only place that knows which direction is better.

>>> Objective.TIME.quantity(Clock.CPU)
<Quantity.CPU_S: 'cpu_s'>
"""

from enum import StrEnum


class Clock(StrEnum):
    """The clock behind the objectives ``time`` and ``integral``."""

    CPU = "cpu"
    WALL = "wall"


class Quantity(StrEnum):
    """A measured quantity; the value is the field's name in executions and JSON. Less is better for each."""

    CPU_S = "cpu_s"
    WALL_S = "wall_s"
    PEAK_BYTES = "peak_bytes"
    INTEGRAL_BYTE_S = "integral_byte_s"


class Objective(StrEnum):
    """What a run of the loop minimises."""

    TIME = "time"
    MEMORY = "memory"
    INTEGRAL = "integral"

    def quantity(self, clock: Clock = Clock.CPU) -> Quantity:
        """Return the quantity that this objective minimises under ``clock``."""
        if self is Objective.MEMORY:
            return Quantity.PEAK_BYTES
        if self is Objective.INTEGRAL:
            return Quantity.INTEGRAL_BYTE_S
        return Quantity.CPU_S if clock is Clock.CPU else Quantity.WALL_S


def improvement(ratio: float) -> bool:
    """Tell whether ``ratio`` = before over after is in the better direction (every quantity: less is better)."""
    return ratio > 1.0
