"""Speed-up and %Opt: how much faster than where it started, and how often at all?

    speedups([(2.0, 1.0), (1.0, None)])      # arithmetic 1.5, geometric 1.41, optimised 0.5

Source: Shypula et al., Learning Performance-Improving Code Edits (ICLR 2024, arXiv 2302.07867), section 4, and its code
(``gem5_eval``): speed-up o / n of old over new time, 1.0 where the new program is wrong or slower; %Opt is the share of programs
that are correct and at least 10 % faster (o / n >= 1.1). The same holds for any cost of which less is better.

Deliberate differences:

1. The geometric mean stands first; PIE reports the arithmetic one, which one program made 1000 times faster decides.
2. Both have intervals, over problems as clusters.
3. Repeats of noisy measurements are not simulated away as by PIE's gem5; a program with the same code has speed-up 1 exactly (the
   caller says so by equal costs).
4. Each pair counts. PIE's Best@k takes the fastest correct one of k samples of a program; this is its Best@1.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterburner.core.measurement import Estimate
from afterburner.metrics.bootstrap import Resampling, ratio_interval
from afterburner.metrics.samples import Floats, checked_costs

OPTIMISED = 1.1
"""From which speed-up on a program counts as optimised, as in PIE."""

Pair = tuple[float, float | None]
"""Cost before and after; None: not accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speedups:
    """Over all pairs of a program and what became of it."""

    geometric_mean: Estimate
    """A ratio, 1 or more."""
    mean: Estimate
    """PIE's."""
    optimised: Estimate
    """%Opt as a share, 0 to 1."""
    pairs: int


def speedup(before: float, after: float | None) -> float:
    """Return before over after, and 1.0 where that is less or nothing is accepted (None).

    Raises:
        ValueError: a cost is not a positive finite number.

    """
    old = float(checked_costs([before], field="before")[0])
    if after is None:
        return 1.0
    return max(1.0, old / float(checked_costs([after], field="after")[0]))


def speedups(pairs: Sequence[Sequence[Pair]], resampling: Resampling) -> Speedups | None:
    """Return the means over all ``pairs``, which come by problem; None where there is none.

    Problems alone are resampled, whatever ``resampling.levels`` says.

    Raises:
        ValueError: a cost is not a positive finite number.

    """
    ratios = [[speedup(before, after) for before, after in row] for row in pairs]
    counts = np.array([len(row) for row in ratios], dtype=np.float64)
    if not counts.sum():
        return None
    logs = ratio_interval(_sums([[math.log(one) for one in row] for row in ratios]), counts, resampling)
    return Speedups(
        geometric_mean=Estimate(estimate=math.exp(logs.estimate), low=math.exp(logs.low), high=math.exp(logs.high)),
        mean=ratio_interval(_sums(ratios), counts, resampling),
        optimised=ratio_interval(
            _sums([[float(one >= OPTIMISED) for one in row] for row in ratios]), counts, resampling
        ),
        pairs=int(counts.sum()),
    )


def _sums(rows: Sequence[Sequence[float]]) -> Floats:
    return np.array([math.fsum(row) for row in rows], dtype=np.float64)
