"""What every metric demands of the numbers that it is given: they are there, finite and positive.

    checked_costs([0.2, 0.3], field="references of two-sum, cpu_s")        # an array
    checked_costs([0.2, float("nan")], field="...")                        # ValueError that names the field

A cost that is NaN, infinite, zero or negative was never measured: it is an error, not a bad or a perfect score.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def checked_costs(values: Sequence[float] | Floats, *, field: str) -> Floats:
    """Return ``values`` as an array of floats.

    Args:
        values: costs, in any unit; any shape.
        field: what they are, for messages.

    Raises:
        ValueError: there is none, or one is not a positive finite number; the message names ``field``.

    """
    costs = np.asarray(values, dtype=np.float64)
    if costs.size == 0:
        raise ValueError(f"{field}: no values")
    wrong = ~(np.isfinite(costs) & (costs > 0))
    if wrong.any():
        raise ValueError(f"{field}: {costs[wrong].flat[0]} is not a positive finite number")
    return costs


def checked_numbers(values: Sequence[float] | Floats, *, field: str) -> Floats:
    """Return ``values`` as an array of floats, of either sign or 0.

    Raises:
        ValueError: there is none, or one is not finite; the message names ``field``.

    """
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.size == 0:
        raise ValueError(f"{field}: no values")
    if not np.isfinite(numbers).all():
        raise ValueError(f"{field}: {numbers[~np.isfinite(numbers)].flat[0]} is not a finite number")
    return numbers


def check_same_length(**fields: Sequence[object] | Floats) -> None:
    """Check that all ``fields`` have one length.

    Raises:
        ValueError: they differ; the message names each with its length.

    """
    lengths = {name: len(values) for name, values in fields.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError("lengths differ: " + ", ".join(f"{name} has {length}" for name, length in lengths.items()))
