"""Mercury's Beyond: where between the slowest and the fastest reference does this one lie?

    mercury_beyond([0.2, None], [[0.1, 0.3], [1.0, 2.0]])      # mean of 0.5 and 0: 0.25

Source: Du et al., Mercury: A Code Efficiency Benchmark for Code Large Language Models (NeurIPS 2024, arXiv 2402.07844),
section 3: with R the runtimes of a task's historical solutions, p = (max R - clip(r, min R, max R)) / (max R - min R) for what
passes, 0 for the rest; Beyond is the mean over tasks and samples. It is linear in the runtime: one very slow reference brings
all others near 1, which is why Afterburner's own Beyond counts ranks.

Deliberate differences:

1. All references alike (max = min), which the formula divides by zero, is 1.0 for what is no slower and 0.0 for what is slower.
2. It takes any cost of which less is better, not runtimes alone.
"""

import math
from collections.abc import Sequence

from afterburner.metrics.samples import check_same_length, checked_costs


def runtime_percentile(cost: float, distribution: Sequence[float]) -> float:
    """Return the percentile, 0 (the slowest reference or slower) to 1 (the fastest or faster).

    Raises:
        ValueError: the distribution is empty, or a number is not positive and finite.

    """
    one = float(checked_costs([cost], field="cost")[0])
    references = checked_costs(distribution, field="distribution")
    fastest, slowest = float(references.min()), float(references.max())
    if fastest == slowest:
        return float(one <= fastest)
    # By division of a difference that may be tiny: kept within the range whatever the rounding.
    return min(1.0, max(0.0, (slowest - min(max(one, fastest), slowest)) / (slowest - fastest)))


def mercury_beyond(costs: Sequence[float | None], distributions: Sequence[Sequence[float]]) -> float:
    """Return the mean over all tasks, 0 to 1; not accepted (None) counts 0, so that all failed is 0.0.

    Raises:
        ValueError: lengths differ, there is no task, a distribution is empty, or a number is not positive and finite.

    """
    check_same_length(costs=costs, distributions=distributions)
    if not costs:
        raise ValueError("costs: no values")
    scores = []
    for place, (cost, distribution) in enumerate(zip(costs, distributions, strict=True)):
        checked_costs(distribution, field=f"distributions[{place}]")
        scores.append(0.0 if cost is None else runtime_percentile(cost, distribution))
    return math.fsum(scores) / len(scores)
