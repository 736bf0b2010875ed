"""Is one model better than another on the same problems?

    paired_difference(a, b, Resampling())      # a minus b: Estimate, p by bootstrap, p by Wilcoxon
    holm([0.01, 0.04, 0.03])                   # (0.03, 0.06, 0.06): adjusted for three questions

Source: the bootstrap's p turns the percentile interval (Efron and Tibshirani, An Introduction to the Bootstrap, 1993) of the
paired difference round: the share of resampled differences on the other side of 0, doubled, with one added above and below so
that it is never 0; Wilcoxon, Individual comparisons by ranking methods (1945), through scipy, problems without a difference left
out as he does; Holm, A simple sequentially rejective multiple test procedure (1979).

Deliberate difference: the code published with the paper (arXiv 2505.23387) gives each model an interval of its own and tests no
difference. To see whether two such intervals overlap ignores that the problems are the same, and misses differences that are
there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterburner.core.errors import UsageError
from afterburner.core.measurement import Estimate
from afterburner.metrics.bootstrap import Resampling, ScoreGrid, drawn_scores, interval, problem_draws
from afterburner.metrics.samples import Floats, check_same_length, checked_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The difference a minus b over the same problems."""

    difference: Estimate
    p_bootstrap: float
    """Two-sided, in (0, 1]. With fewer than about ten problems resampling sees too few of them: it errs on the small side."""
    p_wilcoxon: float
    """Two-sided, in (0, 1]; 1.0 where no problem differs."""
    problems: int
    differing: int
    """Problems whose scores differ."""


def paired_difference(a: ScoreGrid, b: ScoreGrid, resampling: Resampling) -> Paired:
    """Return how much better ``a`` is than ``b``; both rows are of the same problems, in the same order.

    Each resample draws the problems once for both, then solutions and measurements for each on its own. The result for (b, a)
    is that for (a, b) with the sign changed, exactly: the two are always drawn in the same order.

    Raises:
        ValueError: the numbers of problems differ.
        UsageError: scipy is not installed.

    """
    check_same_length(a=a.observed, b=b.observed)
    is_swapped = a.observed.tobytes() > b.observed.tobytes()
    first, second = (b, a) if is_swapped else (a, b)
    differences = first.per_problem - second.per_problem
    replicates = _resampled(first, second, resampling)
    found = interval(replicates, float(differences.mean()), resampling, per_problem=differences)
    return Paired(
        difference=_negated(found) if is_swapped else found,
        p_bootstrap=_p_value(replicates),
        p_wilcoxon=wilcoxon(differences),
        problems=len(differences),
        differing=int(np.count_nonzero(differences)),
    )


def wilcoxon(differences: Sequence[float] | Floats) -> float:
    """Return the two-sided p of Wilcoxon's signed-rank test; 1.0 where all differences are 0.

    Raises:
        ValueError: there is no difference, or one is not finite.
        UsageError: scipy is not installed.

    """
    checked = checked_numbers(differences, field="differences")
    if not checked.any():
        return 1.0
    try:
        from scipy import stats  # noqa: PLC0415 (takes half a second)
    except ImportError as error:
        raise UsageError("Wilcoxon's test needs scipy", hint="pip install 'afterburner[eval]'") from error
    return float(stats.wilcoxon(checked[checked != 0]).pvalue)


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return the p values adjusted for being several, in the order given; each is at least its raw one and at most 1.

    The i-th smallest of m is multiplied by m - i + 1, and is no less than the one before it.

    Raises:
        ValueError: one is not in 0 to 1.

    """
    if not all(0 <= p <= 1 for p in p_values):
        raise ValueError(f"p_values: not all are in 0 to 1: {list(p_values)}")
    adjusted, largest = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = largest
    return tuple(adjusted)


def _resampled(a: ScoreGrid, b: ScoreGrid, resampling: Resampling) -> Floats:
    rng = np.random.default_rng(resampling.seed)
    solutions = max(a.observed.shape[1], b.observed.shape[1])
    parts = []
    for problems in problem_draws(len(a.observed), solutions, rng, resampling):
        of_a = drawn_scores(a, problems, rng, resampling.levels)
        of_b = drawn_scores(b, problems, rng, resampling.levels)
        parts.append((of_a - of_b).mean(axis=1))
    return np.concatenate(parts)


def _p_value(replicates: Floats) -> float:
    smaller = min(np.count_nonzero(replicates <= 0), np.count_nonzero(replicates >= 0))
    return float(min(1.0, 2 * (smaller + 1) / (replicates.size + 1)))


def _negated(estimate: Estimate) -> Estimate:
    return Estimate(estimate=-estimate.estimate, low=-estimate.high, high=-estimate.low)
