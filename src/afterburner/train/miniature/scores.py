"""What the loop came to: pass@1 and Beyond by method and round, with intervals over problems and training seeds.

    scores = Scores(catalogue, lines)
    scores.estimate(Series("grpo", "full"), 10, Metric.BEYOND_I)
    scores.difference(Series("grpo"), Series("sft"), 10, Metric.BEYOND_I)

A resample draws problems with replacement and, for all of them together, training seeds: a seed is one model, and what is
peculiar to it shows on all problems at once. Series that are compared share their draws.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from afterburner.core.measurement import Estimate
from afterburner.core.objective import Quantity
from afterburner.experiment.scoring import Metric
from afterburner.metrics.beyond import RESOLUTION, percentile_rank
from afterburner.metrics.bootstrap import Resampling, interval
from afterburner.metrics.samples import Floats
from afterburner.train.miniature.catalogue import Catalogue
from afterburner.train.miniature.known import Facts
from afterburner.train.miniature.tasks import Task

METRICS = (Metric.PASS_AT_1, Metric.BEYOND_T, Metric.BEYOND_M, Metric.BEYOND_I)
QUANTITIES = {
    Metric.BEYOND_T: Quantity.CPU_S,
    Metric.BEYOND_M: Quantity.PEAK_BYTES,
    Metric.BEYOND_I: Quantity.INTEGRAL_BYTE_S,
}
RESAMPLES = 4000


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """One policy, asked in one way."""

    method: str
    variant: str = "full"

    @property
    def label(self) -> str:
        """How tables and legends call it."""
        return self.method if self.variant == "full" else f"{self.method}, {self.variant}"


Outcomes = Mapping[tuple[Series, int], Sequence[Mapping[Task, Facts | None]]]
"""By series and training seed: for each round, what is known of each problem's best program; None: there is none."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Estimates over what came out."""

    catalogue: Catalogue
    outcomes: Outcomes
    resampling: Resampling = field(default_factory=lambda: Resampling(resamples=RESAMPLES, seed=0))

    @property
    def series(self) -> list[Series]:
        """Every series, in the order of the outcomes."""
        return list(dict.fromkeys(series for series, _seed in self.outcomes))

    def rounds(self, series: Series) -> int:
        """Return the last round of ``series``."""
        return len(next(found for (one, _seed), found in self.outcomes.items() if one == series)) - 1

    def grid(self, series: Series, number: int, metric: Metric) -> Floats:
        """Return the scores after a round, (problems, seeds)."""
        seeds = [found[number] for (one, _seed), found in self.outcomes.items() if one == series]
        tasks = sorted(seeds[0])
        return np.array([[self._score(task, found[task], metric) for found in seeds] for task in tasks])

    def _score(self, task: Task, facts: Facts | None, metric: Metric) -> float:
        if facts is None or not facts.is_correct:
            return 0.0
        if metric is Metric.PASS_AT_1:
            return 1.0
        cost = facts.cost(QUANTITIES[metric])
        known = self.catalogue.distribution(task, QUANTITIES[metric])
        return 0.0 if cost is None else percentile_rank(cost, known, tie_within=RESOLUTION)

    def estimate(self, series: Series, number: int, metric: Metric) -> Estimate:
        """Return the mean over problems and seeds."""
        return crossed_interval(self.grid(series, number, metric), self.resampling)

    def difference(self, a: Series, b: Series, number: int, metric: Metric) -> Estimate:
        """Return a minus b after a round."""
        one, other = self.grid(a, number, metric), self.grid(b, number, metric)
        if one.shape != other.shape:  # the base model is one, whatever the seeds of the others
            one, other = np.broadcast_arrays(one.mean(axis=1, keepdims=True), other.mean(axis=1, keepdims=True))
        return crossed_interval(one - other, self.resampling)

    def gain(self, series: Series, start: int, end: int, metric: Metric) -> Estimate:
        """Return what the rounds after ``start`` up to ``end`` brought."""
        return crossed_interval(self.grid(series, end, metric) - self.grid(series, start, metric), self.resampling)


def crossed_interval(grid: Floats, resampling: Resampling) -> Estimate:
    """Return the mean of (problems, seeds) with its interval: seeds are drawn for all problems together."""
    rng = np.random.default_rng(resampling.seed)
    problems, seeds = grid.shape
    drawn_problems = rng.integers(problems, size=(resampling.resamples, problems))
    drawn_seeds = rng.integers(seeds, size=(resampling.resamples, seeds))
    means = grid[drawn_problems[:, :, None], drawn_seeds[:, None, :]].mean(axis=(1, 2))
    return interval(means, float(grid.mean()), resampling, per_problem=grid.mean(axis=1))
