"""Where the program of a score stands among the reference solutions of its problem: cost, rank, and how far from the best.

    placements = Placements(results, ties_count=True)
    placements.of(score, Quantity.CPU_S).rank        0.93: it costs no more than 93 of 100

It says of one score what ``experiment.scoring`` says of all together, by the same rules: the cost of a program is the median over
its passes, a program with the code of a reference costs what that one did, and one that failed while being measured has failed.
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from afterburner.core.objective import Quantity
from afterburner.experiment.results import Program, ReferenceCosts, Results, Score
from afterburner.metrics.beyond import RESOLUTION, percentile_rank

RANKED = (Quantity.CPU_S, Quantity.PEAK_BYTES, Quantity.INTEGRAL_BYTE_S)
"""The quantities behind Beyond-T, -M and -I, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One program, one quantity."""

    cost: float | None
    """Seconds, bytes or byte seconds; None: the program failed, or this was not measured."""
    rank: float | None
    """The percentile rank, 0 to 1; 0 for what failed; None where nothing can be ranked."""
    over_best: float | None = None
    """Its cost over that of the cheapest reference: 1.5 is half as much again."""
    over_middle: float | None = None
    """Its cost over the median reference's."""


class Placements:
    """The placements of all scores of an evaluation."""

    def __init__(self, results: Results, *, ties_count: bool = True, tie_within: float = RESOLUTION) -> None:
        self._results = results
        self._ties_count = ties_count
        self._tie_within = tie_within
        self._known: dict[tuple[str, Quantity], dict[str, float]] = {}

    def of(self, score: Score, quantity: Quantity) -> Placement:
        """Return where the best program of ``score`` stands."""
        program = self._results.program_of(score)
        if program is None or program.failure is not None:
            return Placement(cost=None, rank=0.0)
        at = self._results.place_of(score)
        references = self.references(at, quantity)
        same = self._same_reference(at, program)
        cost = references[same] if same is not None and same in references else median_cost(program, quantity)
        if cost is None or not references:
            return Placement(cost=cost, rank=None)
        costs = list(references.values())
        return Placement(
            cost=cost,
            rank=percentile_rank(cost, costs, ties_count=self._ties_count, tie_within=self._tie_within),
            over_best=_over(cost, min(costs)),
            over_middle=_over(cost, statistics.median(costs)),
        )

    def references(self, problem: str, quantity: Quantity) -> Mapping[str, float]:
        """Return the cost of each reference of ``problem`` by its name; those not measured are left out."""
        key = (problem, quantity)
        if key not in self._known:
            found = self._results.references.get(problem, ())
            costs = {one.name: median_cost(one, quantity) for one in found}
            self._known[key] = {name: cost for name, cost in costs.items() if cost is not None}
        return self._known[key]

    def _same_reference(self, problem: str, program: Program) -> str | None:
        """Return the name of the reference with the code of ``program``; None where there is none."""
        found = self._results.references.get(problem, ())
        return next((one.name for one in found if one.code_digest == program.digest), None)


def median_cost(measured: Program | ReferenceCosts, quantity: Quantity) -> float | None:
    """Return the median over the passes; None where there is none."""
    costs: Sequence[float] = measured.costs.get(quantity, ())
    known = [cost for cost in costs if math.isfinite(cost)]
    return statistics.median(known) if known else None


def _over(cost: float, other: float) -> float | None:
    return cost / other if other > 0 else None
