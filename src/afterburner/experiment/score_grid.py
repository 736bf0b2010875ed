"""Results checked and laid out: which program each condition had, for each problem and solution, after each iteration.

    standings = Standings(results)                       # DataError where something is missing or there twice
    standings.entries("rules", 4)                        # by problem, then by solution
    standings.reference_costs("two-sum", Quantity.CPU_S)   # medians over passes

The rules about what counts live here: what is accepted, what a program costs, which program is a reference solution itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from afterburner.core.errors import DataError
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.experiment.results import Program, Results, Score
from afterburner.metrics.effibench import Footprint
from afterburner.metrics.median_resampling import median_replicates
from afterburner.metrics.samples import Floats, checked_costs

_AGAIN = "evaluate again into a new folder, or report what wrote these results"

_FOOTPRINT = {
    Quantity.CPU_S: "time_s",
    Quantity.PEAK_BYTES: "peak_bytes",
    Quantity.INTEGRAL_BYTE_S: "integral_byte_s",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One solution of one problem after one iteration."""

    problem: str
    """The key of its distribution, see ``results.place``: the problem's id where all of its tests count."""
    program: Program | None
    """None: failed. A program that broke down while being measured has failed too."""


class Standings:
    """The checked scores of all conditions.

    Raises:
        DataError: a condition lacks a problem, solution or iteration, or has one twice; a score's program is missing; ids or
            names are not unique. The message names condition, problem and field.

    """

    def __init__(self, results: Results) -> None:
        self.results = results
        self.problems = tuple(one.id for one in results.problems)
        _check_unique("problem", self.problems)
        _check_unique("condition", [one.name for one in results.conditions])
        self._scores = _indexed(results)
        self._reference_costs: dict[tuple[str, Quantity], Mapping[str, float]] = {}

    def entries(self, condition: str, iteration: int) -> tuple[tuple[Entry, ...], ...]:
        """Return one row for each problem, of one entry for each solution; an iteration beyond the last is the last.

        Raises:
            DataError: there is no such condition, or the iteration is negative.

        """
        known = {one.name: one.iterations for one in self.results.conditions}
        if condition not in known:
            raise DataError(f"no condition {condition!r}", hint="there are: " + ", ".join(map(repr, known)))
        if iteration < 0:
            raise DataError(f"iteration {iteration} of {condition!r}", hint="iterations count from 0")
        last = min(iteration, known[condition])
        solutions = range(self.results.solutions)
        return tuple(
            tuple(self._entry(self._scores[condition, problem, solution, last]) for solution in solutions)
            for problem in self.problems
        )

    def _entry(self, score: Score) -> Entry:
        if score.verdict is not Verdict.ACCEPTED:
            return Entry(self.results.place_of(score), None)
        at = self.results.place_of(score)
        program = None if score.program is None else self.results.programs.get((at, score.program))
        if program is None:
            field = f"program {score.program!r} of solution {score.solution}, iteration {score.iteration}"
            raise DataError(
                f"{score.condition!r}, problem {score.problem!r}: {field} is accepted and missing", hint=_AGAIN
            )
        return Entry(at, None if program.failure else program)

    def reference_costs(self, problem: str, quantity: Quantity) -> Mapping[str, float]:
        """Return the median cost of each reference solution, by its name; never empty.

        Raises:
            DataError: the problem has no reference solution, or one has no usable ``quantity``.

        """
        key = (problem, quantity)
        if key not in self._reference_costs:
            self._reference_costs[key] = self._medians(problem, quantity)
        return self._reference_costs[key]

    def _medians(self, problem: str, quantity: Quantity) -> Mapping[str, float]:
        references = self.results.references.get(problem, ())
        if not references:
            hint = "calibrate the dataset (afterburner dataset calibrate), or leave this problem out"
            raise DataError(f"problem {problem!r}, references: no accepted reference solution", hint=hint)
        _check_unique(f"problem {problem!r}, reference", [one.name for one in references])
        return {
            one.name: float(
                np.median(usable_passes(one.costs.get(quantity, ()), problem, f"reference {one.name!r}, {quantity}"))
            )
            for one in references
        }

    def same_reference(self, program: Program, problem: str) -> str | None:
        """Return the name of the reference solution whose code is the program's; None where there is none."""
        references = self.results.references.get(problem, ())
        return next((one.name for one in references if one.code_digest == program.digest), None)

    def cost(self, entry: Entry, quantity: Quantity) -> float | None:
        """Return the median over passes; None where it failed. A reference solution costs what it cost when it was calibrated.

        Raises:
            DataError: the program has no usable ``quantity``.

        """
        if entry.program is None:
            return None
        same = self.same_reference(entry.program, entry.problem)
        if same is not None:
            return self.reference_costs(entry.problem, quantity)[same]
        field = f"program {entry.program.digest}, {quantity}"
        return float(np.median(usable_passes(entry.program.costs.get(quantity, ()), entry.problem, field)))

    def footprint(self, entry: Entry) -> Footprint | None:
        """Return what the program costs in time, peak and integral; None where it failed.

        Raises:
            DataError: the program lacks one of them.

        """
        costs = {one: self.cost(entry, one) for one in _FOOTPRINT}
        found = {_FOOTPRINT[one]: cost for one, cost in costs.items() if cost is not None}
        return Footprint(**found) if found else None

    def canonical(self, problem: str) -> Footprint:
        """Return what the reference solution costs that takes the least CPU time.

        Raises:
            DataError: the problem has no reference solution, or one lacks a quantity.

        """
        times = self.reference_costs(problem, Quantity.CPU_S)
        fastest = min(times, key=times.__getitem__)
        return Footprint(**{name: self.reference_costs(problem, one)[fastest] for one, name in _FOOTPRINT.items()})

    def replicates(self, entry: Entry, quantity: Quantity) -> Floats | None:
        """Return equally likely costs under measuring again; None where it failed; one value for a reference solution.

        Raises:
            DataError: the program has no usable ``quantity``.

        """
        if entry.program is None:
            return None
        if self.same_reference(entry.program, entry.problem) is not None:
            return np.array([self.cost(entry, quantity)], dtype=np.float64)
        field = f"program {entry.program.digest}, {quantity}"
        passes = usable_passes(entry.program.costs.get(quantity, ()), entry.problem, field)
        drawn: Floats = median_replicates(passes[None, :])[0]
        return drawn


def usable_passes(costs: Iterable[float], problem: str, field: str) -> Floats:
    """Return the passes as an array.

    Raises:
        DataError: there is none, or one is not a positive finite number; the message names problem and field.

    """
    try:
        return checked_costs(tuple(costs), field=f"problem {problem!r}, {field}")
    except ValueError as error:
        raise DataError(str(error), hint="measure it again: such a number is never scored") from error


def _indexed(results: Results) -> dict[tuple[str, str, int, int], Score]:
    """Return the scores by condition, problem, solution and iteration, each there exactly once."""
    skipped = {*results.unfinished, *results.left_out}
    scores: dict[tuple[str, str, int, int], Score] = {}
    for one in results.scores:
        if one.problem in skipped:
            continue
        key = (one.condition, one.problem, one.solution, one.iteration)
        if key in scores:
            raise DataError(f"{_place(key)}: there twice", hint=_AGAIN)
        scores[key] = one
    wanted = {
        (condition.name, problem.id, solution, iteration)
        for condition in results.conditions
        for problem in results.problems
        for solution in range(results.solutions)
        for iteration in range(condition.iterations + 1)
    }
    if missing := wanted - scores.keys():
        raise DataError(f"{_place(min(missing))}: missing", hint="finish the evaluation: give the same command again")
    if unknown := scores.keys() - wanted:
        raise DataError(f"{_place(min(unknown))}: not part of this evaluation", hint=_AGAIN)
    return scores


def _place(key: tuple[str, str, int, int]) -> str:
    condition, problem, solution, iteration = key
    return f"{condition!r}, problem {problem!r}, scores: solution {solution}, iteration {iteration}"


def _check_unique(what: str, names: Iterable[str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise DataError(f"{what} {twice[0]!r}: there twice", hint=_AGAIN)
