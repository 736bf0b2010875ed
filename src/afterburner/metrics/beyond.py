"""Beyond: which share of other solutions does this one beat?

    beyond([0.2, None], [[0.1, 0.2, 0.3, 0.4], [1.0]])      # mean of 3/4 and 0: 0.375
    versus_human([0.05, None], [[0.1, 0.2], [1.0]])         # half better than all, half failed

Source: Du et al., Afterburner: Reinforcement Learning Facilitates Self-Improving Code Efficiency Optimization (NeurIPS 2025,
arXiv 2505.23387), Beyond-T, -M and -I, and its code (``venus_evaluator``, ``beyond_statistic``): with D_n the distribution of
problem n's accepted reference solutions, PR(x, D) = share of D that is >= x, and Beyond = mean over all problems of PR for what
is accepted and 0 for the rest.

Deliberate differences:

1. The tie rule is an option; the published code always counts a tie as beaten. So does the default here. Costs within
   ``tie_within`` of each other may be a tie; 0 is the published rule, which ranks two programs of one cost by chance.
2. An empty distribution is an error; the published code scores 0 there, whatever was solved.
3. A NaN is an error; the published code looks for a cost's place by comparisons, which are all false for NaN, and scores it 1.
4. Against people, a tie with the best is within. The published code counts PR = 1, hence such a tie too, as better than all.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterburner.metrics.samples import Floats, check_same_length, checked_costs


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanShares:
    """How programs stand to people's; the four add up to 1."""

    better_than_all: float
    """Costs less than every reference solution."""
    within: float
    """Neither: ties with the best and with the worst are within."""
    worse_than_all: float
    """Costs more than every reference solution."""
    failed: float
    """Not accepted."""


RESOLUTION = 0.03
"""Costs within this share of each other can't be told apart from one calibration to the next: the median of five passes is off by
up to that. Ranks that call them a tie repeat (``benchmarks/retest.py``)."""


def percentile_rank(
    value: float, distribution: Sequence[float], *, ties_count: bool = True, tie_within: float = 0.0
) -> float:
    """Return the share, 0 to 1, of ``distribution`` that is worse than ``value``, where less is better.

    A tie counts as beaten, as in the reference implementation; ``ties_count=False`` counts only what is strictly worse. What is
    within ``tie_within``, a share of 0 or more, of ``value`` is a tie.

    Raises:
        ValueError: the distribution is empty, or something is NaN.

    """
    if not distribution:
        raise ValueError("an empty distribution ranks nothing")
    if math.isnan(value) or any(map(math.isnan, distribution)):
        raise ValueError("NaN has no rank")
    edge = _edge(value, ties_count, tie_within)
    beaten = sum(other >= edge if ties_count else other > edge for other in distribution)
    return beaten / len(distribution)


def _edge(value: float, ties_count: bool, tie_within: float) -> float:  # noqa: FBT001 - as the rule has it
    """Return from which cost on a reference is beaten."""
    return value / (1 + tie_within) if ties_count else value * (1 + tie_within)


def percentile_ranks(
    values: Floats, distribution: Sequence[float] | Floats, *, ties_count: bool = True, tie_within: float = 0.0
) -> Floats:
    """Return :func:`percentile_rank` of each of ``values``, in an array of their shape.

    Raises:
        ValueError: the distribution is empty, or a number is not positive and finite.

    """
    costs = checked_costs(values, field="values")
    ranked = np.sort(checked_costs(distribution, field="distribution"), axis=None)
    edges = costs * _edge(1.0, ties_count, tie_within)
    below = np.searchsorted(ranked, edges, side="left" if ties_count else "right")
    return (ranked.size - below) / ranked.size


def beyond_per_problem(
    costs: Sequence[float | None], distributions: Sequence[Sequence[float]], *, ties_count: bool = True
) -> tuple[float, ...]:
    """Return the score, 0 to 1, of each problem: its percentile rank, 0.0 where the cost is None (not accepted).

    Failed scores 0 by definition, so that all failed is 0.0 and no error; a problem without references is one.

    Raises:
        ValueError: lengths differ, a distribution is empty, or a number is not positive and finite; the message names the problem
            by its place.

    """
    check_same_length(costs=costs, distributions=distributions)
    scores = []
    for place, (cost, distribution) in enumerate(zip(costs, distributions, strict=True)):
        ranked = checked_costs(distribution, field=f"distributions[{place}]")
        if cost is None:
            scores.append(0.0)
            continue
        one = checked_costs([cost], field=f"costs[{place}]")
        scores.append(float(percentile_ranks(one, ranked, ties_count=ties_count)[0]))
    return tuple(scores)


def beyond(
    costs: Sequence[float | None], distributions: Sequence[Sequence[float]], *, ties_count: bool = True
) -> float:
    """Return Beyond, 0 to 1: the mean over all problems; not accepted (None) counts 0.

    Raises:
        ValueError: as :func:`beyond_per_problem`; there is no problem.

    """
    if not costs:
        raise ValueError("costs: no values")
    scores = beyond_per_problem(costs, distributions, ties_count=ties_count)
    return math.fsum(scores) / len(scores)


def versus_human(
    costs: Sequence[float | None], distributions: Sequence[Sequence[float]], *, tie_within: float = 0.0
) -> HumanShares:
    """Return which shares are better than all, within, worse than all references, and failed.

    Source: the paper's comparison with human solutions (arXiv 2505.23387). A tie with the best or the worst is within; the
    published code counts one with the best as better than all. ``tie_within`` is as in :func:`percentile_rank`.

    Raises:
        ValueError: lengths differ, there is no problem, a distribution is empty, or a number is not positive and finite.

    """
    check_same_length(costs=costs, distributions=distributions)
    if not costs:
        raise ValueError("costs: no values")
    better = worse = failed = 0
    for place, (cost, distribution) in enumerate(zip(costs, distributions, strict=True)):
        ranked = checked_costs(distribution, field=f"distributions[{place}]")
        if cost is None:
            failed += 1
            continue
        one = float(checked_costs([cost], field=f"costs[{place}]")[0])
        better += one * (1 + tie_within) < float(ranked.min())
        worse += one > float(ranked.max()) * (1 + tie_within)
    count = len(costs)
    return HumanShares(
        better_than_all=better / count,
        within=(count - better - worse - failed) / count,
        worse_than_all=worse / count,
        failed=failed / count,
    )
