"""Which programs of a group really cost the same? A partition into tiers, cheapest first.

    tiers([(1.00, 1.10, 0.90), (2.0, 2.2, 1.8), (1.02, 1.09, 0.91)])      # [(0, 2), (1,)]

Costs are compared by their logarithms, and paired by pass: pass i of all programs was made at the same time, so what disturbed
it disturbed all of them. A set of programs is one tier unless the analysis of variance in blocks (program by pass) says that
their means differ; then it is cut where the sum of squares between both sides is largest, and each side is looked at again.
A cut must also show in the ratio of both sides: its 95 % interval, paired by pass (``intervals.geometric_interval``), is above 1.
For two programs both tests are one.

Source: Scott and Knott, A cluster analysis method for grouping means in the analysis of variance (1974). Deliberate
differences: (1) the decision to cut is the F test of a randomised block design, which knows how few passes there are, and not
the asymptotic one; (2) a set of m of n programs is tested at m/n of the error rate, so that the chance of any cut between
programs of equal cost stays at the error rate however many sets are tested (Meinshausen, Hierarchical testing of variable
importance, 2008); (3) the interval of the ratio, which does not take the noise of all programs for equal: of six quiet programs
and two with ten times their noise, all of one cost, 7 groups of 100 are cut, and 14 by the F test alone; (4) what differs by
less than ``LEAST_EFFECT`` is never cut.

Why not pair by pair: "can't be told apart" is not transitive, so tiers made of pairwise tests either chain everything together,
or put the border between two programs that nobody can tell apart. Here the border lies where the evidence is largest, and all
programs of both sides bear witness. The residual is that of the set that is tested: a noisy pair is judged by its own noise.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from afterburner.metrics.intervals import geometric_interval

LEAST_EFFECT = 0.02
"""Costs that differ by less than this share are the same, as in ``measure.compare``."""
SINGLE_PASS_FACTOR = 2.0
"""One pass has no interval. Two runs of one program on a busy machine (times vary by 22 %) differ by more than this factor once
in 40; so neighbours that differ by less are one tier."""
ERROR_RATE = 0.05
"""How often, at most, a group of programs of equal cost is cut anywhere."""

_MOST_LOG = 700.0
"""Ratios are cut off at e to this power: floats end soon after."""

Logs = Sequence[tuple[float, ...]]


def tiers(costs: Sequence[Sequence[float]], *, error_rate: float = ERROR_RATE) -> list[tuple[int, ...]]:
    """Return the places of the programs in tiers: the cheapest tier first, in a tier the lowest place first.

    Args:
        costs: of each program, by pass: above 0, as many for each, in any unit.
        error_rate: between 0 and 1.

    Raises:
        ValueError: a program has no pass, or more than another, or a cost is not a positive number.

    """
    _check(costs)
    logs = [tuple(map(math.log, passes)) for passes in costs]
    ranked = sorted(range(len(logs)), key=lambda place: (math.fsum(logs[place]), place))
    if not ranked:
        return []
    found = _cut_at_gaps(ranked, logs) if len(logs[0]) == 1 else _cut(ranked, logs, error_rate / len(ranked))
    return [tuple(sorted(tier)) for tier in found]


def _check(costs: Sequence[Sequence[float]]) -> None:
    if len({len(passes) for passes in costs}) > 1 or not all(costs):
        raise ValueError(f"costs: each program needs as many passes, one or more; there are {[*map(len, costs)]}")
    for place, passes in enumerate(costs):
        wrong = [cost for cost in passes if not 0 < cost < math.inf]
        if wrong:
            raise ValueError(f"costs[{place}] holds {wrong[0]}: costs are positive numbers")


def _cut_at_gaps(ranked: list[int], logs: Logs) -> list[list[int]]:
    found = [ranked[:1]]
    for before, after in pairwise(ranked):
        if logs[after][0] - logs[before][0] > math.log(SINGLE_PASS_FACTOR):
            found.append([])
        found[-1].append(after)
    return found


def _cut(ranked: list[int], logs: Logs, rate_each: float) -> list[list[int]]:
    """Return the tiers of ``ranked``, which is sorted by mean; it is tested at ``rate_each`` for each of its programs."""
    if len(ranked) == 1:
        return [ranked]
    chosen = [logs[place] for place in ranked]
    edge = _best_edge([_mean(passes) for passes in chosen])
    if not _is_apart(chosen[:edge], chosen[edge:]) or chance_of_no_difference(chosen) > rate_each * len(ranked):
        return [ranked]
    return _cut(ranked[:edge], logs, rate_each) + _cut(ranked[edge:], logs, rate_each)


def _best_edge(means: Sequence[float]) -> int:
    """Return how many stand before the cut with the largest sum of squares between its sides."""

    def between(edge: int) -> float:
        return edge * (len(means) - edge) * (_mean(means[edge:]) - _mean(means[:edge])) ** 2

    return max(range(1, len(means)), key=between)


def _is_apart(cheaper: Logs, dearer: Logs) -> bool:
    """Tell whether the 95 % interval of the ratio of both sides' costs, paired by pass, is above 1, and it is large enough."""
    of_pass = [
        math.exp(min(_mean(there) - _mean(here), _MOST_LOG))
        for here, there in zip(zip(*cheaper, strict=True), zip(*dearer, strict=True), strict=True)
    ]
    ratio = geometric_interval(of_pass)
    return ratio is not None and ratio.low > 1 and ratio.estimate > 1 + LEAST_EFFECT


def chance_of_no_difference(logs: Logs) -> float:
    """Return how likely the means of programs of equal cost differ by as much: the F test of a randomised block design, 0 to 1.

    ``logs`` are logarithms of costs by program and pass, two or more of both, as many passes for each.
    """
    programs, passes = len(logs), len(logs[0])
    of_program = [_mean(row) for row in logs]
    of_pass = [_mean(column) for column in zip(*logs, strict=True)]
    whole = _mean(of_program)
    between = passes * math.fsum((mean - whole) ** 2 for mean in of_program)
    residual = math.fsum(
        (value - mean - shift + whole) ** 2
        for row, mean in zip(logs, of_program, strict=True)
        for value, shift in zip(row, of_pass, strict=True)
    )
    first, second = programs - 1, (programs - 1) * (passes - 1)
    # The share of the residual, each freedom weighted: 1 where nothing differs, 0 where all passes say the same difference.
    total = between + residual
    return incomplete_beta(residual / total, second / 2, first / 2) if total > 0 else 1.0


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function, 0 to 1, for ``x`` in 0 to 1 and ``a``, ``b`` above 0.

    By its continued fraction (Abramowitz and Stegun 26.5.8), exact to 1e-12 for the degrees of freedom of groups.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    # The fraction converges fast on this side of the mean; the other side is one minus its mirror image.
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    log_factor = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(log_factor) / a / _fraction(x, a, b)


_TERMS = 200
"""Of the continued fraction: about 10 are enough for a group of 8, 60 for one of 1,000."""


def _fraction(x: float, a: float, b: float) -> float:
    """Return 1 + d1 / (1 + d2 / (1 + ...)), from its far end."""
    value = 1.0
    for n in range(_TERMS, 0, -1):
        half = n // 2
        if n % 2:
            term = -(a + half) * (a + b + half) / ((a + 2 * half) * (a + 2 * half + 1)) * x
        else:
            term = half * (b - half) / ((a + n - 1) * (a + n)) * x
        value = 1 + term / value
    return value
