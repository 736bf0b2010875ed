"""Do two rankings agree?

    pearson([1, 2, 3], [2, 4, 6.1])       # 0.9999
    spearman([1, 2, 3], [10, 30, 20])     # 0.5
    kendall([1, 2, 3], [10, 30, 20])      # 0.333

Source: Pearson's r; Spearman's rho as Pearson's r of ranks, ties with their mean rank; Kendall's tau-b (Kendall, The treatment
of ties in ranking problems, 1945): (concordant - discordant) / sqrt((n0 - n1) (n0 - n2)), n0 = n (n - 1) / 2 pairs, n1 and n2
those tied in one and in the other. All are -1 to 1.

Deliberate difference from common libraries: where one input is constant, or there are fewer than two pairs, there is no
correlation, and the answer is None, not NaN.
"""

import math
from collections.abc import Sequence

import numpy as np

from afterburner.metrics.samples import Floats, check_same_length, checked_numbers

_FEWEST = 2


def pearson(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return Pearson's r; None where ``a`` or ``b`` is constant, or there are fewer than two pairs.

    Raises:
        ValueError: lengths differ, or a value is not finite.

    """
    x, y = _checked(a, b)
    return _pearson(x, y)


def spearman(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return Spearman's rho; None where :func:`pearson` has none.

    Raises:
        ValueError: as :func:`pearson`.

    """
    x, y = _checked(a, b)
    return _pearson(mean_ranks(x), mean_ranks(y))


def kendall(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return Kendall's tau-b; None where :func:`pearson` has none. Takes time and memory as the square of the length.

    Raises:
        ValueError: as :func:`pearson`.

    """
    x, y = _checked(a, b)
    above = np.triu_indices(len(x), k=1)
    signs_x = np.sign(x[:, None] - x[None, :])[above]
    signs_y = np.sign(y[:, None] - y[None, :])[above]
    untied = math.sqrt(float(np.count_nonzero(signs_x)) * float(np.count_nonzero(signs_y)))
    return None if untied == 0 else float((signs_x * signs_y).sum()) / untied


def mean_ranks(values: Floats) -> Floats:
    """Return ranks from 1; equal values have the mean of their ranks."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = (last - (counts - 1) / 2)[places]
    return ranks


def _pearson(x: Floats, y: Floats) -> float | None:
    if x.size < _FEWEST or x.min() == x.max() or y.min() == y.max():
        return None
    away_x, away_y = _from_the_mean(x), _from_the_mean(y)
    r = float(away_x @ away_y) / math.sqrt(float(away_x @ away_x) * float(away_y @ away_y))
    return min(1.0, max(-1.0, r))


def _from_the_mean(values: Floats) -> Floats:
    """Return values less their mean, scaled to 1: squares of tiny or huge ones would leave the range of floats."""
    spread = values / np.abs(values).max()
    spread -= spread.mean()
    scaled: Floats = spread / np.abs(spread).max()
    return scaled


def _checked(a: Sequence[float], b: Sequence[float]) -> tuple[Floats, Floats]:
    check_same_length(a=a, b=b)
    if not len(a):
        return np.empty(0), np.empty(0)
    x, y = checked_numbers(a, field="a"), checked_numbers(b, field="b")
    return x, y
