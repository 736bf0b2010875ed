"""ENAMEL's eff@k: how efficient is the best of k samples, measured against an expert's solution?

    levels = (InputLevel(cost=0.5, reference=0.2, weight=3), InputLevel(cost=None, reference=1.0, weight=4))
    score = efficiency_score(levels, limit=2.0)      # level 1: 1.5 / 1.8, level 2: cut off, 0
    eff_at_k([score, 0.9, 0.0], k=2)

Source: Qiu et al., How Efficient is LLM-Generated Code? A Rigorous and High-Standard Benchmark (ICLR 2025, arXiv 2406.06647),
section 2, and its code (``enam/evaluate``).

* Level l of a problem has the score f_l = max(0, T - t_l) / (T - t*_l): t_l is the longest time over the level's tests, t*_l the
  reference's, T the time limit, alpha = 2 times the reference's longest over all levels. From the first level that runs into the
  limit on, times are censored and f_l is 0.
* The sample's score is e = sum(h_l f_l) / sum(h_l), h the hardness of levels, (3, 3, 4) there; 0 for what is wrong.
* eff@k is the expected largest e of k samples. From n samples, sorted as e_(1) <= ... <= e_(n), its estimator is
  sum over r = k ... n of C(r - 1, k - 1) / C(n, k) * e_(r): the mean over all subsets of k (Rao-Blackwell), hence unbiased and of
  least variance. As there, coefficients come from one another by multiplication, no binomial is formed.

A score is above 1 where a sample beats the reference; it is not cut off, here or there.

Deliberate differences:

1. Times are the caller's medians over passes; ENAMEL takes the Hodges-Lehmann estimate of 6 repeats.
2. Any cost of which less is better may stand for the time.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import mul

import numpy as np

from afterburner.metrics.samples import Floats, checked_costs, checked_numbers

ALPHA = 2.0
"""Time limit over the reference's longest time, as in the paper."""
HARDNESS = (3.0, 3.0, 4.0)
"""The weights of the paper's three levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputLevel:
    """One level of input size."""

    cost: float | None
    """The sample's longest over the level's tests; None: it ran into the limit."""
    reference: float
    """The expert's."""
    weight: float
    """The hardness, more than 0."""


def cost_limit(references: Sequence[float], *, alpha: float = ALPHA) -> float:
    """Return the limit T of a problem from the reference's cost by level.

    Raises:
        ValueError: there is no level, a cost is not positive and finite, or ``alpha`` is not above 1.

    """
    if not alpha > 1:
        raise ValueError(f"alpha: {alpha} is not above 1")
    return alpha * float(checked_costs(references, field="references").max())


def efficiency_score(levels: Sequence[InputLevel], *, limit: float) -> float:
    """Return the score e of a correct sample, 0 or more; a wrong one has 0.0 by definition, without asking.

    Args:
        levels: from small inputs to large ones.
        limit: T, in the unit of the costs.

    Raises:
        ValueError: there is no level, a cost or weight is not positive and finite, or the limit is not above each reference's
            cost.

    """
    references = checked_costs([level.reference for level in levels], field="levels.reference")
    weights = checked_costs([level.weight for level in levels], field="levels.weight")
    if not (math.isfinite(limit) and limit > references.max()):
        raise ValueError(f"limit: {limit} is not above the reference's cost, {references.max()}")
    scores = []
    is_censored = False
    for level in levels:
        is_censored = is_censored or level.cost is None
        scores.append(0.0 if is_censored else _level_score(level, limit))
    return float(np.average(scores, weights=weights))


def eff_at_k(scores: Sequence[float], *, k: int) -> float:
    """Return the estimate for one problem from the scores of its n samples, wrong ones as 0.0.

    Raises:
        ValueError: k is less than 1 or more than n, or a score is negative or not finite.

    """
    ranked = np.sort(checked_numbers(scores, field="scores"))
    if ranked[0] < 0:
        raise ValueError(f"scores: {ranked[0]} is negative")
    if not 1 <= k <= len(ranked):
        raise ValueError(f"k: eff@{k} needs k from 1 to the number of samples, {len(ranked)}")
    return float(_weights(len(ranked), k) @ ranked[k - 1 :])


def _weights(samples: int, k: int) -> Floats:
    """Return C(r - 1, k - 1) / C(n, k) for r = k ... n; from k / n at r = n down, times (r - k + 1) / r from r + 1 to r."""
    ratios = [1 - (k - 1) / r for r in range(samples - 1, k - 1, -1)]
    return np.array(list(accumulate(ratios, mul, initial=k / samples)))[::-1]


def _level_score(level: InputLevel, limit: float) -> float:
    cost = float(checked_costs([level.cost or 0.0], field="levels.cost")[0])
    return max(0.0, limit - cost) / (limit - level.reference)
