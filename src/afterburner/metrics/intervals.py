"""Intervals: how sure is a ratio, how sure is a repeated measurement.

Times are multiplied by noise rather than having it added, so means are of logarithms: an interval is symmetric as
a factor, and the ratio of b to a is one over the ratio of a to b.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import median, stdev

from afterburner.core.measurement import Estimate

_LARGEST_LOG = 709.0
"""Two values that differ much have an upper bound beyond the range of floats: it is cut off at about 1e308."""


def geometric_interval(values: Sequence[float], *, confidence: float = 0.95) -> Estimate | None:
    """Return the geometric mean of positive ``values`` with Student's interval on their logarithms.

    Under "no difference" a paired log ratio is symmetric about 0, and for symmetric distributions with heavy tails
    Student's test errs on the safe side (Cressie, Relaxing assumptions in the one sample t-test, 1980); skewed single
    measurements have no such promise, their interval is descriptive.

    One value gives an interval of that value alone; none, or a value that is not positive, gives None.
    """
    if not values or min(values) <= 0:
        return None
    logs = [math.log(value) for value in values]
    mean = math.fsum(logs) / len(logs)
    if len(values) == 1:
        return Estimate(estimate=math.exp(mean), low=math.exp(mean), high=math.exp(mean))
    half = student_quantile((1 + confidence) / 2, len(values) - 1) * stdev(logs) / math.sqrt(len(values))
    return Estimate(estimate=math.exp(mean), low=math.exp(mean - half), high=math.exp(min(mean + half, _LARGEST_LOG)))


def median_interval(values: Sequence[float]) -> Estimate | None:
    """Return the median of ``values`` with the interval between order statistics that holds it at least 95 times in 100.

    For many values with few but far outliers, whatever their distribution (Conover, Practical nonparametric statistics):
    the number of values below the true median is binomial. Fewer than six values can't hold it so often: None.
    """
    ranked, count = sorted(values), len(values)
    # Of the 2**count equally likely patterns of values below and above, at most one in 40 may be outside on either side.
    allowed = 2**count // 40
    left_out, outside = 0, 1
    while outside <= allowed:
        left_out += 1
        outside += math.comb(count, left_out)
    if left_out == 0:
        return None
    return Estimate(estimate=median(ranked), low=ranked[left_out - 1], high=ranked[count - left_out])


@lru_cache(maxsize=256)
def student_quantile(probability: float, degrees: int) -> float:
    """Return the quantile of Student's t for ``probability`` in (0.5, 1) and ``degrees`` >= 1 of freedom.

    By bisection on the distribution function, whose integral is a sum of finitely many terms for whole degrees
    (Abramowitz and Stegun 26.7.3 and 26.7.4): exact to 1e-9, without scipy.
    """
    low, high = 0.0, 1.0
    while _student_cdf(high, degrees) < probability:
        high *= 2
    while high - low > 1e-10 * max(1.0, high):
        middle = (low + high) / 2
        if _student_cdf(middle, degrees) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _student_cdf(t: float, degrees: int) -> float:
    theta = math.atan2(t, math.sqrt(degrees))
    sine, cosine = math.sin(theta), math.cos(theta)
    if degrees == 1:
        return 0.5 + theta / math.pi
    odd = degrees % 2
    term, total = (cosine, cosine) if odd else (1.0, 1.0)
    for k in range(3 if odd else 2, degrees - 1, 2):
        term *= cosine * cosine * ((k - 1) / k)
        total += term
    inner = (theta + sine * total) * 2 / math.pi if odd else sine * total
    return 0.5 + inner / 2
