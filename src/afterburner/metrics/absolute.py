"""Absolute time and memory, over what was accepted alone.

    absolute([[0.2, None], [0.4, 0.6]], Resampling())      # mean 0.4, median 0.4, 3 of 4

Source: the "absolute" table of the paper's rebuttal (arXiv 2505.23387). Two conditions that solve different problems are not
comparable by it: one that solves only easy problems looks fast. That is why the count stands beside it.

Deliberate differences: the median stands beside the mean, which a few slow problems decide; both have intervals, over problems
(clusters: the solutions of one problem are alike); nothing accepted is None, not 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterburner.core.measurement import Estimate
from afterburner.metrics.bootstrap import Resampling, problem_draws, ratio_interval
from afterburner.metrics.samples import Floats, checked_costs


@dataclass(frozen=True, slots=True, kw_only=True)
class Absolute:
    """What accepted programs cost, in the unit of the quantity."""

    mean: Estimate
    median: Estimate
    count: int
    """Programs accepted."""
    total: int
    """Programs in all."""


def absolute(costs: Sequence[Sequence[float | None]], resampling: Resampling) -> Absolute | None:
    """Return mean and median of the accepted; None where nothing is accepted.

    Args:
        costs: by problem and solution; None: not accepted.
        resampling: problems alone are resampled, whatever ``levels`` says. The median's interval is always a percentile interval.

    Raises:
        ValueError: a cost is not a positive finite number.

    """
    kept = [[cost for cost in row if cost is not None] for row in costs]
    values = [cost for row in kept for cost in row]
    if not values:
        return None
    checked = checked_costs(values, field="costs")
    owners = np.repeat(np.arange(len(kept)), [len(row) for row in kept])
    sums = np.bincount(owners, weights=checked, minlength=len(kept)).astype(np.float64)
    counts = np.array([len(row) for row in kept], dtype=np.float64)
    return Absolute(
        mean=ratio_interval(sums, counts, resampling),
        median=_median(checked, owners, len(kept), resampling),
        count=len(values),
        total=sum(map(len, costs)),
    )


def _median(values: Floats, owners: NDArray[np.signedinteger], problems: int, resampling: Resampling) -> Estimate:
    order = np.argsort(values)
    ranked, owners = values[order], owners[order]
    rng = np.random.default_rng(resampling.seed)
    always = Resampling(resamples=resampling.resamples, seed=resampling.seed)
    medians = []
    for drawn in problem_draws(problems, max(1, len(values) // problems), rng, always):
        rows = len(drawn)
        flat = (drawn + np.arange(rows, dtype=np.int32)[:, None] * np.int32(problems)).ravel()
        times = np.bincount(flat, minlength=rows * problems).reshape(rows, problems)
        medians.append(_weighted_medians(ranked, times[:, owners]))
    tail = (1 - resampling.confidence) / 2
    low, high = np.quantile(np.concatenate(medians), [tail, 1 - tail])
    return Estimate(estimate=float(np.median(values)), low=float(low), high=float(high))


def _weighted_medians(ranked: Floats, times: NDArray[np.signedinteger]) -> Floats:
    """Return the medians of ``ranked``, (N,), its values repeated as each row of ``times``, (B, N), says.

    Rows that repeat nothing are left out.
    """
    reached = np.cumsum(times, axis=1)
    reached = reached[reached[:, -1] > 0]
    total = reached[:, -1:]
    lower = np.count_nonzero(reached < (total + 1) // 2, axis=1)
    upper = np.count_nonzero(reached < total // 2 + 1, axis=1)
    medians: Floats = (ranked[lower] + ranked[upper]) / 2
    return medians
