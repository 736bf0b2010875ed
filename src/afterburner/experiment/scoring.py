"""Results into estimates: every number that a table or a figure shows, with its interval.

    scoring = Scoring(results)
    scoring.estimate("rules", 4, Metric.BEYOND_T)              # Estimate: mean over problems and solutions, 95 % interval
    scoring.difference("rules", "gpt-4o", 4, Metric.BEYOND_T)    # Paired: on the same problems

Rules: a program's cost is the median over its passes; a candidate whose code is that of a reference solution ties with it,
whatever was measured; an iteration beyond a condition's last is its last; what failed, also while being measured, scores 0 and
is never left out. Formulas are in ``metrics``; nothing is computed here that has a name in the literature.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

import numpy as np

from afterburner.core.errors import DataError, UsageError
from afterburner.core.measurement import Estimate
from afterburner.core.objective import Quantity
from afterburner.experiment.results import Provenance, Results
from afterburner.experiment.score_grid import Entry, Standings
from afterburner.metrics.absolute import Absolute, absolute
from afterburner.metrics.beyond import RESOLUTION, HumanShares, percentile_ranks, versus_human
from afterburner.metrics.bootstrap import (
    ALL_LEVELS,
    IntervalMethod,
    Level,
    Resampling,
    ScoreGrid,
    mean_interval,
)
from afterburner.metrics.dps import DifferentialScore, differential_score, efficiency_clusters, mean_score
from afterburner.metrics.effibench import EffiBench, effibench
from afterburner.metrics.median_resampling import REPLICATES
from afterburner.metrics.mercury import mercury_beyond
from afterburner.metrics.paired import Paired, paired_difference
from afterburner.metrics.pass_at_k import pass_at_k
from afterburner.metrics.samples import Floats
from afterburner.metrics.speedup import Pair, Speedups, speedups

__all__ = ["IntervalMethod", "Level", "Metric", "Scoring", "ScoringConfig", "check_same_provenance"]

_KEPT_GRIDS = 16
"""Of the last asked for: one of 300 problems with 4 solutions takes 2.5 MB, and an evaluation may have hundreds."""


class Metric(StrEnum):
    """Shares, 0 to 1; more is better."""

    PASS_AT_1 = "pass_at_1"  # noqa: S105 (no password)
    BEYOND_T = "beyond_t"
    BEYOND_M = "beyond_m"
    BEYOND_I = "beyond_i"

    @property
    def quantity(self) -> Quantity | None:
        """What is ranked; None for pass@1, which ranks nothing."""
        match self:
            case Metric.PASS_AT_1:
                return None
            case Metric.BEYOND_T:
                return Quantity.CPU_S
            case Metric.BEYOND_M:
                return Quantity.PEAK_BYTES
            case Metric.BEYOND_I:
                return Quantity.INTEGRAL_BYTE_S
        assert_never(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringConfig:
    """How results are scored.

    Raises:
        UsageError: a number is out of its range.

    """

    ties_count: bool = True
    """Whether a tie with a reference solution counts as beaten, as in the paper."""
    tie_within: float = RESOLUTION
    """Costs within this share of each other are a tie, 0 to 1; 0: the paper's rule."""
    resamples: int = 10_000
    """2 or more."""
    seed: int = 0
    confidence: float = 0.95
    """In (0, 1)."""
    method: IntervalMethod = IntervalMethod.PERCENTILE
    unit: frozenset[Level] = ALL_LEVELS
    """What is resampled; see ``metrics.bootstrap``."""
    resampling: Resampling = field(init=False)

    def __post_init__(self) -> None:
        if not 0 <= self.tie_within <= 1:
            raise UsageError(f"ties within {self.tie_within}", hint="give a share from 0 to 1, such as 0.03")
        try:
            made = Resampling(
                resamples=self.resamples,
                seed=self.seed,
                confidence=self.confidence,
                method=self.method,
                levels=self.unit,
            )
        except ValueError as error:
            raise UsageError(
                str(error), hint="resamples: 2 or more; seed: 0 or more; confidence: between 0 and 1"
            ) from error
        object.__setattr__(self, "resampling", made)


def tie_words(config: ScoringConfig) -> str:
    """Say what a tie is, and whether it counts as beaten."""
    near = f" within {100 * config.tie_within:g} %" if config.tie_within else ""
    return f"a tie{near} with a reference solution {'counts as' if config.ties_count else 'is not'} beaten"


class Scoring:
    """Results and how to score them; what was computed is kept.

    Raises:
        DataError: the results are incomplete or contradict themselves; see :class:`Standings`. Every method raises it too,
            where a problem has no reference solution, a cost is missing, NaN, infinite or not positive, or there is no such
            condition; the message names problem and field.

    """

    def __init__(self, results: Results, config: ScoringConfig = ScoringConfig()) -> None:
        if not results.problems:
            raise DataError("problems: none was evaluated", hint="see what was left out, and why")
        self.results = results
        self.config = config
        self.standings = Standings(results)
        self._grids: dict[tuple[str, int, Metric], ScoreGrid] = {}
        self._estimates: dict[tuple[str, int, Metric, frozenset[str]], Estimate] = {}

    def estimate(self, condition: str, iteration: int, metric: Metric) -> Estimate:
        """Return the mean over problems and solutions, 0 to 1, with its interval."""
        return self.over(condition, iteration, metric, self.standings.problems)

    def over(self, condition: str, iteration: int, metric: Metric, problems: Collection[str]) -> Estimate:
        """Return :meth:`estimate` over some problems, e.g. those of one difficulty.

        Raises:
            DataError: also where there is none, or one that was not evaluated.

        """
        key = (condition, iteration, metric, frozenset(problems))
        if key not in self._estimates:
            rows = self._rows(key[-1])
            grid = self.grid(condition, iteration, metric)
            part = ScoreGrid(grid.observed[rows], grid.replicates[rows])
            self._estimates[key] = mean_interval(part, self.config.resampling)
        return self._estimates[key]

    def per_problem(self, condition: str, iteration: int, metric: Metric) -> Mapping[str, float]:
        """Return the mean over solutions, 0 to 1, of each problem."""
        means = self.grid(condition, iteration, metric).per_problem
        return dict(zip(self.standings.problems, map(float, means), strict=True))

    def pass_at_k(self, condition: str, iteration: int, k: int) -> Estimate:
        """Return the unbiased pass@k with its interval, over problems alone: resampling solutions would bias it downwards.

        Raises:
            UsageError: k is less than 1, or more than there are solutions.

        """
        samples = self.results.solutions
        try:
            values = [
                pass_at_k(samples=samples, correct=sum(one.program is not None for one in row), k=k)
                for row in self.standings.entries(condition, iteration)
            ]
        except ValueError as error:
            raise UsageError(str(error), hint=f"give k from 1 to {samples}, or evaluate more solutions") from error
        column = np.array(values, dtype=np.float64)[:, None]
        return mean_interval(ScoreGrid(column, column[:, :, None]), self.config.resampling)

    def human(self, condition: str, iteration: int, quantity: Quantity) -> HumanShares:
        """Return how the programs stand to the reference solutions, over all problems and solutions."""
        return versus_human(*self._ranked_costs(condition, iteration, quantity), tie_within=self.config.tie_within)

    def absolute(self, condition: str, iteration: int, quantity: Quantity) -> Absolute | None:
        """Return what accepted programs cost; None where nothing is accepted."""
        return absolute(self.costs(condition, iteration, quantity), self.config.resampling)

    def difference(self, a: str, b: str, iteration: int, metric: Metric) -> Paired:
        """Return ``a`` minus ``b`` on the same problems: positive where ``a`` is better.

        Raises:
            UsageError: scipy is not installed.

        """
        return paired_difference(
            self.grid(a, iteration, metric), self.grid(b, iteration, metric), self.config.resampling
        )

    def speedup(self, condition: str, iteration: int, quantity: Quantity) -> Speedups | None:
        """Return the speed-up over iteration 0 of the same run; None where no run had an accepted program then.

        Runs without one are left out: they have nothing to be faster than.
        """
        rows = zip(self.costs(condition, 0, quantity), self.costs(condition, iteration, quantity), strict=True)
        pairs: list[list[Pair]] = [
            [(old, new) for old, new in zip(before, after, strict=True) if old is not None] for before, after in rows
        ]
        return speedups(pairs, self.config.resampling)

    def mercury(self, condition: str, iteration: int, quantity: Quantity) -> float:
        """Return Mercury's Beyond, 0 to 1, over all problems and solutions."""
        return mercury_beyond(*self._ranked_costs(condition, iteration, quantity))

    def dps(self, condition: str, iteration: int, quantity: Quantity) -> DifferentialScore | None:
        """Return EvalPerf's DPS and DPS_norm: the mean over problems of the mean over what is accepted; None where nothing is."""
        means = []
        for row in self.standings.entries(condition, iteration):
            references = self.standings.reference_costs(row[0].problem, quantity)
            clusters = efficiency_clusters(tuple(references.values()))
            costs = [self.standings.cost(one, quantity) for one in row]
            means.append(mean_score([None if cost is None else differential_score(cost, clusters) for cost in costs]))
        return mean_score(means)

    def effibench(self, condition: str, iteration: int) -> EffiBench | None:
        """Return EffiBench's six over what is accepted; None where nothing is.

        The canonical solution of a problem is its fastest reference solution by CPU time.
        """
        entries = [one for row in self.standings.entries(condition, iteration) for one in row]
        return effibench(
            [self.standings.footprint(one) for one in entries],
            [self.standings.canonical(one.problem) for one in entries],
        )

    def costs(self, condition: str, iteration: int, quantity: Quantity) -> list[list[float | None]]:
        """Return the cost of each problem's solutions, in the order of the problems; None: failed."""
        rows = self.standings.entries(condition, iteration)
        return [[self.standings.cost(one, quantity) for one in row] for row in rows]

    def grid(self, condition: str, iteration: int, metric: Metric) -> ScoreGrid:
        """Return the scores of all problems (P), solutions (S) and replicates (K), in the order of the problems."""
        key = (condition, iteration, metric)
        if key not in self._grids:
            entries = self.standings.entries(condition, iteration)
            quantity = metric.quantity
            if len(self._grids) >= _KEPT_GRIDS:
                self._grids.pop(next(iter(self._grids)))
            self._grids[key] = _passed(entries) if quantity is None else self._ranked(entries, quantity)
        return self._grids[key]

    def _ranked_costs(
        self, condition: str, iteration: int, quantity: Quantity
    ) -> tuple[list[float | None], list[tuple[float, ...]]]:
        """Return the cost of each problem's solutions and, beside each, the costs of the problem's references."""
        entries = [one for row in self.standings.entries(condition, iteration) for one in row]
        costs = [self.standings.cost(one, quantity) for one in entries]
        return costs, [tuple(self.standings.reference_costs(one.problem, quantity).values()) for one in entries]

    def _ranked(self, entries: tuple[tuple[Entry, ...], ...], quantity: Quantity) -> ScoreGrid:
        shape = (len(entries), self.results.solutions)
        observed, replicates = np.zeros(shape), np.zeros((*shape, REPLICATES))
        for place, row in enumerate(entries):
            # Also where all failed: a problem without references is an error, not a 0.
            references = np.array(tuple(self.standings.reference_costs(row[0].problem, quantity).values()))
            for solution, one in enumerate(row):
                cost, drawn = self.standings.cost(one, quantity), self.standings.replicates(one, quantity)
                if cost is not None and drawn is not None:
                    observed[place, solution] = self._rank(np.array([cost]), references)[0]
                    replicates[place, solution] = self._rank(drawn, references)
        return ScoreGrid(observed, replicates)

    def _rank(self, costs: Floats, references: Floats) -> Floats:
        return percentile_ranks(costs, references, ties_count=self.config.ties_count, tie_within=self.config.tie_within)

    def _rows(self, problems: frozenset[str]) -> list[int]:
        if not problems:
            raise DataError("problems: none was chosen", hint="choose at least one that was evaluated")
        if unknown := problems - set(self.standings.problems):
            raise DataError(f"problem {min(unknown)!r}: not evaluated", hint="see what was left out, and why")
        return [place for place, problem in enumerate(self.standings.problems) if problem in problems]


def check_same_provenance(a: Provenance, b: Provenance) -> None:
    """Check that figures of ``a`` and ``b`` may stand in one table.

    Raises:
        DataError: they are of other problems, of another host, or measured by another version; the message names the field and
            both values.

    """
    again = "evaluate both with one version on one machine; costs of different ones are not comparable"
    for name, one, other, hint in (
        ("dataset_digest", a.dataset_digest, b.dataset_digest, "evaluate both on the same problems and tests"),
        ("host_digest", a.host_digest, b.host_digest, again),
        ("measure_version", a.measure_version, b.measure_version, again),
    ):
        if one != other:
            raise DataError(f"results that can't be mixed: {name} is {one} and {other}", hint=hint)


def _passed(entries: tuple[tuple[Entry, ...], ...]) -> ScoreGrid:
    observed = np.array([[float(one.program is not None) for one in row] for row in entries])
    return ScoreGrid(observed, observed[:, :, None])
