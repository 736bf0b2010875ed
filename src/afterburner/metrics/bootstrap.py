"""Intervals of a mean over problems: resample problems, solutions and measurements.

    grid = ScoreGrid(observed, replicates)                    # (P, S) and (P, S, K)
    mean_interval(grid, Resampling(resamples=10_000, seed=0))   # an Estimate

Theory of operation. The data are nested: P problems, S independent solutions of each, M passes of each solution. A resample
draws P problems with replacement, for each S of its solutions, for each its cost from the bootstrap distribution of its median
(``median_resampling``: K equally likely values, scored beforehand). Its mean is one number; the interval is made of many.

Which levels are resampled is the caller's (``Resampling.levels``), for they answer different questions:

* problems alone: what would other problems like these give? Whatever varies inside a problem varies between problems too, so that
  this covers it (Davison and Hinkley, Bootstrap Methods and their Application, 1997, 3.8).
* measurements alone: what would the same programs give, measured again?
* all three, the default: counts what varies inside a problem twice, so that it errs on the wide side: not at all with one
  solution a problem and quiet measurements, by about a fifth for pass@1 with four. With one problem it is the only one that
  says anything.

Reference distributions are held fixed: they are part of the question. Randomness comes from the given seed alone; one seed
draws the same problems for each condition.

Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993): percentile, and BCa (14.3) with a jackknife over problems.
Deliberate difference from the paper's procedure: an interval's width does not depend on how many resamples are drawn (see
``paper``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from afterburner.core.measurement import Estimate
from afterburner.metrics.samples import Floats, checked_numbers

_CELLS = 120_000
"""Of a chunk of resamples: small enough for its arrays to stay in the cache, large enough that Python's part doesn't count."""


class Level(StrEnum):
    """What is drawn with replacement."""

    PROBLEMS = "problems"
    SOLUTIONS = "solutions"
    MEASUREMENTS = "measurements"


ALL_LEVELS = frozenset(Level)


class IntervalMethod(StrEnum):
    """How resamples become an interval."""

    PERCENTILE = "percentile"
    BCA = "bca"
    """Bias-corrected and accelerated: for skewed distributions, such as shares near 0 or 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resampling:
    """How it is done.

    Raises:
        ValueError: a number is out of its range.

    """

    resamples: int = 10_000
    """2 or more."""
    seed: int = 0
    confidence: float = 0.95
    """In (0, 1)."""
    method: IntervalMethod = IntervalMethod.PERCENTILE
    levels: frozenset[Level] = ALL_LEVELS

    def __post_init__(self) -> None:
        if self.resamples < 2:  # noqa: PLR2004
            raise ValueError(f"resamples: {self.resamples} is less than 2")
        if not 0 < self.confidence < 1:
            raise ValueError(f"confidence: {self.confidence} is not between 0 and 1")
        if self.seed < 0:
            raise ValueError(f"seed: {self.seed} is negative")


@dataclass(frozen=True, slots=True)
class ScoreGrid:
    """The scores of one condition.

    Raises:
        ValueError: the shapes don't fit, or a score is not finite.

    """

    observed: Floats
    """(P, S): the score of each problem's solutions, 0 for what failed."""
    replicates: Floats
    """(P, S, K): equally likely scores under measuring again; K is 1 where measuring can't change them."""

    def __post_init__(self) -> None:
        checked_numbers(self.observed, field="observed")
        checked_numbers(self.replicates, field="replicates")
        if self.observed.ndim != 2 or self.replicates.shape[:2] != self.observed.shape:  # noqa: PLR2004
            raise ValueError(f"replicates: {self.replicates.shape} does not go with observed: {self.observed.shape}")

    @property
    def per_problem(self) -> Floats:
        """The mean over solutions, (P,)."""
        mean: Floats = self.observed.mean(axis=1)
        return mean

    @property
    def mean(self) -> float:
        """The mean over problems and solutions."""
        return float(self.observed.mean())


def mean_interval(grid: ScoreGrid, resampling: Resampling) -> Estimate:
    """Return the mean over problems and solutions with its interval."""
    return interval(resampled_means(grid, resampling), grid.mean, resampling, per_problem=grid.per_problem)


def resampled_means(grid: ScoreGrid, resampling: Resampling) -> Floats:
    """Return the mean of each resample, (resamples,)."""
    rng = np.random.default_rng(resampling.seed)
    count = len(grid.observed)
    means = [
        drawn_scores(grid, problems, rng, resampling.levels).mean(axis=1)
        for problems in problem_draws(count, grid.observed.shape[1], rng, resampling)
    ]
    return np.concatenate(means)


def problem_draws(
    problems: int, solutions: int, rng: np.random.Generator, resampling: Resampling
) -> Iterator[NDArray[np.int32]]:
    """Yield chunks (B, P) of drawn problems, ``resamples`` rows together; each problem once where they are not resampled."""
    chunk = max(1, _CELLS // (problems * solutions))
    for start in range(0, resampling.resamples, chunk):
        rows = min(chunk, resampling.resamples - start)
        if Level.PROBLEMS in resampling.levels:
            yield rng.integers(problems, size=(rows, problems), dtype=np.int32)
        else:
            yield np.broadcast_to(np.arange(problems, dtype=np.int32), (rows, problems))


def drawn_scores(
    grid: ScoreGrid, problems: NDArray[np.int32], rng: np.random.Generator, levels: frozenset[Level]
) -> Floats:
    """Return the mean over solutions of the drawn ``problems``, in their shape (B, P)."""
    solutions = grid.observed.shape[1]
    scores = grid.replicates if Level.MEASUREMENTS in levels else grid.observed[:, :, None]
    replicates = scores.shape[2]
    shape = (*problems.shape, solutions)
    if Level.SOLUTIONS in levels and solutions > 1:
        chosen = rng.integers(solutions, size=shape, dtype=np.int32)
    else:
        chosen = np.broadcast_to(np.arange(solutions, dtype=np.int32), shape)
    places = (problems[:, :, None] * np.int32(solutions) + chosen) * np.int32(replicates)
    if replicates > 1:
        places += rng.integers(replicates, size=shape, dtype=np.uint16)
    mean: Floats = scores.reshape(-1).take(places).mean(axis=2)
    return mean


def ratio_interval(sums: Floats, counts: Floats, resampling: Resampling) -> Estimate:
    """Return sum over sum of ``sums`` and ``counts`` with its interval, by resampling problems alone.

    For means over what only some problems have (accepted programs): both (P,), by problem. Resamples that hold nothing are left
    out; so many problems have none of it that the interval is then one of what is left.

    Raises:
        ValueError: lengths differ, or nothing is counted.

    """
    if sums.shape != counts.shape or counts.sum() <= 0:
        raise ValueError(f"counts: {counts.shape} of sums: {sums.shape}, {counts.sum():g} together")
    rng = np.random.default_rng(resampling.seed)
    always = Resampling(resamples=resampling.resamples, seed=resampling.seed)
    parts = [(sums[drawn].sum(axis=1), counts[drawn].sum(axis=1)) for drawn in problem_draws(len(sums), 1, rng, always)]
    over = np.concatenate([part[1] for part in parts])
    ratios = np.concatenate([part[0] for part in parts])[over > 0] / over[over > 0]
    estimate = float(sums.sum() / counts.sum())
    left_out = counts.sum() - counts
    usable = left_out > 0
    jackknife = (sums.sum() - sums)[usable] / left_out[usable]
    return _interval(ratios, estimate, resampling, acceleration=_acceleration(jackknife))


def interval(replicates: Floats, estimate: float, resampling: Resampling, *, per_problem: Floats) -> Estimate:
    """Return the interval of a mean over problems.

    ``BCA`` takes its acceleration from leaving out one of ``per_problem`` at a time; it is 0 where problems are not resampled.
    """
    count, total = len(per_problem), per_problem.sum()
    has_jackknife = count > 1 and Level.PROBLEMS in resampling.levels
    jackknife = (total - per_problem) / (count - 1) if has_jackknife else np.zeros(1)
    return _interval(replicates, estimate, resampling, acceleration=_acceleration(jackknife))


def _interval(replicates: Floats, estimate: float, resampling: Resampling, *, acceleration: float) -> Estimate:
    tail = (1 - resampling.confidence) / 2
    levels = [tail, 1 - tail]
    if resampling.method is IntervalMethod.BCA:
        levels = _corrected(levels, _share_below(replicates, estimate), acceleration)
    low, high = np.quantile(replicates, levels)
    return Estimate(estimate=estimate, low=float(low), high=float(high))


def _acceleration(jackknife: Floats) -> float:
    """Return Efron's a, from the statistic with each problem left out; 0 where nothing varies, or nothing can be left out."""
    if jackknife.size < 2:  # noqa: PLR2004 - one value does not vary
        return 0.0
    away = jackknife.mean() - jackknife
    spread = float((away**2).sum())
    return 0.0 if spread <= 0 else float((away**3).sum()) / (6 * spread**1.5)


def _share_below(replicates: Floats, estimate: float) -> float:
    """Return the share of replicates below the estimate, ties half; kept off 0 and 1, which have no normal quantile."""
    slack = 1e-12 * max(1.0, abs(estimate))
    below = np.count_nonzero(replicates < estimate - slack)
    tied = np.count_nonzero(np.abs(replicates - estimate) <= slack)
    share = (below + tied / 2) / replicates.size
    return float(min(max(share, 0.5 / replicates.size), 1 - 0.5 / replicates.size))


def _corrected(levels: list[float], share_below: float, acceleration: float) -> list[float]:
    """Return the levels that BCa reads instead (Efron and Tibshirani, 14.3)."""
    normal = NormalDist()
    bias = normal.inv_cdf(share_below)
    shifted = [bias + normal.inv_cdf(level) for level in levels]
    # The formula turns over where its divisor reaches 0, which only a very skewed and very biased statistic does: it ends there.
    return [normal.cdf(bias + one / max(1 - acceleration * one, 1e-6)) for one in shifted]
