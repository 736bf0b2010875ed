r"""The bootstrap distribution of a median, without drawing it.

    median_replicates(passes)      # passes: (N, M); the result: (N, 256)

Theory of operation. A program's cost is the median over its M passes. To resample its measurements is to draw M passes with
replacement and to take the median again. With the passes sorted, that is to draw M places uniformly; the middle places decide.
Their distribution is known (David and Nagaraja, Order Statistics, 2.1), so there is nothing to draw:

* M odd, r = (M + 1) / 2:  P(X_(r) <= a) = P(Bin(M, (a + 1) / M) >= r), for places a = 0 ... M - 1.
* M even, r = M / 2, the two in the middle, a < b, with F(a) = (a + 1) / M:
  P(X_(r) = a, X_(r+1) = b) = C(M, r) (F(a)^r - F(a-1)^r) ((1 - F(b-1))^(M-r) - (1 - F(b))^(M-r)),
  and for a = b what is left of P(X_(r) = a).

Of this distribution the quantiles at (k + 0.5) / 256 are kept: 256 equally likely costs, of which an outer resample picks one.
That is exact but for 1/512 in probability, and has no random error that all programs would share.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from afterburner.metrics.samples import Floats, checked_costs

REPLICATES = 256
"""Of a program's cost; its index fits in a byte, which makes the outer resampling quick."""

_NEGLIGIBLE = 1e-9
"""Pairs of places less likely than that are left out: thousands of them would not move a quantile."""


@dataclass(frozen=True, slots=True)
class _Middles:
    """The places whose mean is the median of a resample, and how likely each pair is."""

    lower: NDArray[np.intp]
    upper: NDArray[np.intp]
    probability: Floats


def median_replicates(passes: Floats) -> Floats:
    """Return ``REPLICATES`` equally likely medians of resampled passes, from small to large.

    Args:
        passes: (N, M), M costs of each of N programs.

    Returns:
        (N, REPLICATES). With one pass each: that pass.

    Raises:
        ValueError: there is none, or a number is not positive and finite.

    """
    ranked = np.sort(checked_costs(passes, field="passes"), axis=1)
    middles = _middles(ranked.shape[1])
    medians: Floats = (ranked[:, middles.lower] + ranked[:, middles.upper]) / 2
    order = np.argsort(medians, axis=1)
    reached = np.cumsum(middles.probability[order], axis=1)
    levels = (np.arange(REPLICATES) + 0.5) / REPLICATES
    places = np.stack([np.searchsorted(row, levels) for row in reached])
    places = np.minimum(places, medians.shape[1] - 1)  # a sum of probabilities may end just below 1
    replicates: Floats = np.take_along_axis(np.take_along_axis(medians, order, axis=1), places, axis=1)
    return replicates


@lru_cache(maxsize=64)
def _middles(passes: int) -> _Middles:
    rank = (passes + 1) // 2
    marginal = np.diff(_reached(passes, rank), prepend=0.0)
    joint = np.diag(marginal)
    if passes % 2 == 0:
        joint = _apart(passes, rank)
        joint[np.diag_indices(passes)] = np.maximum(marginal - joint.sum(axis=1), 0.0)
    lower, upper = np.nonzero(joint > _NEGLIGIBLE)
    kept = joint[lower, upper]
    return _Middles(lower, upper, kept / kept.sum())


def _reached(passes: int, rank: int) -> Floats:
    """Return P(X_(rank) <= a) for a = 0 ... passes - 1."""
    counts = np.arange(rank, passes + 1)
    ways = np.array([_log_choose(passes, int(count)) for count in counts])
    shares = np.arange(1, passes) / passes
    logs = ways + np.outer(np.log(shares), counts) + np.outer(np.log1p(-shares), passes - counts)
    reached: Floats = np.minimum(np.append(np.exp(logs).sum(axis=1), 1.0), 1.0)
    return reached


def _apart(passes: int, rank: int) -> Floats:
    """Return P(X_(rank) = a, X_(rank + 1) = b) for a < b, 0 elsewhere; half of the draws are at most a, half at least b."""
    share = np.arange(1, passes + 1) / passes
    # log(F(a)^r - F(a-1)^r), without the overflow of C(M, r) times tiny powers
    falls = rank * np.log(share) + np.log1p(-(((share - 1 / passes) / share) ** rank))
    rises = falls[::-1]  # by symmetry: as many above as below
    joint = np.exp(_log_choose(passes, rank) + falls[:, None] + rises[None, :])
    return np.triu(joint, k=1)


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
