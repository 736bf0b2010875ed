"""Measures a candidate as its problem's references were measured, and beside some of them.

    program = measure(problem, solution, distribution, sandbox, measurements=16)

A pass runs the candidate and its anchors over the timed tests in turn, test by test, in an order drawn from the seed; each pass
has its own memory layout, and every answer is checked. Costs are corrected for drift (``dataset.anchors``).

The anchors are, in the first passes, the references that cost about as much; then those only that can't be told from the
candidate yet, in CPU time or in the integral: a rank is as sure as its nearest comparisons, and what is far away costs time and
decides nothing. Give one cell (``Workers.worker``), not a pool: programs on two processors are not beside each other.

A candidate that is a reference, to the letter, is run for its memory trace alone: its costs are those of the calibration.
"""

import random
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TypeVar

from afterburner.core.attempt import Failure
from afterburner.core.errors import DataError, UsageError
from afterburner.core.execution import Execution
from afterburner.core.objective import Clock, Quantity
from afterburner.core.problem import Problem, Solution, Test
from afterburner.dataset.anchors import CORRECTED, Anchored, cheapest, cost_then, drift, nearest
from afterburner.dataset.distribution import Distribution, Member
from afterburner.experiment.results import Program, ReferenceCosts
from afterburner.judge.answers import Examiner
from afterburner.measure.costs import Costs, costs_of
from afterburner.sandbox.port import Call, Sandbox, execute_each

MEASUREMENTS = 16
"""As many as in the paper's evaluation."""
BUDGET_CPU_S = 60.0
"""CPU seconds, of the candidate and its anchors together, after which no further pass is begun."""
LEAST_PASSES = 3
"""Made in any case: a median of three is not moved by one bad pass."""
TRACE_POINTS = 100

RANKED = (Quantity.CPU_S, Quantity.INTEGRAL_BYTE_S)
"""The quantities that drift and are ranked: for each, the references around the candidate are others."""
FIRST_PASSES = 3
"""Beside the references that are nearest by a single look, which may be off by what the machine drifted."""
SETTLED_PASSES = 5
"""Beside one anchor at least: the drift is known from them to about 2 %."""
UNDECIDED = 0.06
"""References within this log ratio are measured in every pass: a calibrated median of five passes is off by up to that."""
MOST_ANCHORS = 4

_Item = TypeVar("_Item")


def measure(
    problem: Problem,
    solution: Solution,
    distribution: Distribution,
    sandbox: Sandbox,
    *,
    measurements: int = MEASUREMENTS,
    seed: int = 0,
    budget_cpu_s: float = BUDGET_CPU_S,
) -> Program:
    """Return what ``solution``, which was accepted before, takes on the timed tests, corrected for drift.

    ``measurements`` passes are made, 1 or more; of a slow candidate as many as begin before ``budget_cpu_s`` CPU seconds are
    spent, at least three. The number of costs says how many there were.

    Raises:
        UsageError: ``measurements`` is below 1.
        DataError: a reference that serves as anchor is not accepted any more.
        SandboxError, CheckerError: nothing can be said of the candidate.

    """
    if measurements < 1:
        raise UsageError(f"{measurements} measurements of a program are none", hint="give 1 or more")
    runs = _Runs(problem, solution, sandbox, random.Random(seed))  # noqa: S311 - it only decides who goes first
    member = distribution.with_digest(solution.digest)
    if member is not None:
        runs.trace_alone()
        return _program(runs, _by_quantity(member.passes) if runs.failure is None else {}, {})
    work = _Work(distribution, runs)
    if not work.make(measurements, budget_cpu_s):
        return _program(runs, {}, {})
    factors = {quantity: work.drift(quantity) for quantity in CORRECTED}
    costs = {
        quantity: tuple(value / factors.get(quantity, 1.0) for value in values)
        for quantity, values in _by_quantity(work.own).items()
    }
    return _program(runs, costs, factors)


def reference_costs(distribution: Distribution) -> tuple[ReferenceCosts, ...]:
    """Return the members of ``distribution`` as results keep them; a quantity that is not known is missing."""
    return tuple(
        ReferenceCosts(name=member.name, code_digest=member.digest, costs=_by_quantity(member.passes))
        for member in distribution.members
    )


def ranked_among(problem: Problem, references: Sequence[ReferenceCosts], *, language: str) -> Distribution:
    """Return the distribution that ``reference_costs`` made ``references`` of.

    Raises:
        DataError: one of them is no solution of ``problem`` any more.

    """
    by_digest = {one.solution.digest: one for one in problem.references_in(language)}
    missing = [one.name for one in references if one.code_digest not in by_digest]
    if missing:
        what = f"problem {problem.id}, field references: {missing[0]} was measured, and is not there any more"
        raise DataError(what, hint="begin a new evaluation: name another --out")
    members = (Member(reference=by_digest[one.code_digest], passes=_passes(one.costs)) for one in references)
    return Distribution(problem=problem.id, language=language, members=tuple(members))


def _passes(costs: Mapping[Quantity, tuple[float, ...]]) -> tuple[Costs, ...]:
    count = len(costs[Quantity.CPU_S])
    missing = (None,) * count
    return tuple(
        Costs(cpu_s=cpu_s, wall_s=wall_s, peak_bytes=peak, integral_byte_s=area)
        for cpu_s, wall_s, peak, area in zip(
            costs[Quantity.CPU_S],
            costs[Quantity.WALL_S],
            costs.get(Quantity.PEAK_BYTES, missing),
            costs.get(Quantity.INTEGRAL_BYTE_S, missing),
            strict=True,
        )
    )


@dataclass(slots=True)
class _Runs:
    """Makes and checks the executions of one candidate and its anchors."""

    problem: Problem
    solution: Solution
    sandbox: Sandbox
    order: random.Random
    spent_s: float = 0.0
    trace: tuple[tuple[float, int], ...] = ()
    failure: str | None = None
    """Why the candidate failed; nothing is run any more then."""

    def trace_alone(self) -> None:
        """Run the candidate on the largest test alone."""
        test = _largest(self.problem.timed_tests())
        call = self._call(self.solution, test, 0)
        seen = self.sandbox.execute(call.program, call.stdin, limits=call.limits, layout=call.layout)
        self._is_right(self.solution, test, seen, number=0)

    def make(self, anchors: Sequence[Member], number: int) -> dict[str, Costs] | None:
        """Make one pass of the candidate and each anchor; returns the costs by digest, None where the candidate failed."""
        programs = [self.solution, *(anchor.reference.solution for anchor in anchors)]
        seen: dict[str, list[Execution]] = {program.digest: [] for program in programs}
        tests = self._shuffled(self.problem.timed_tests())
        turns = [(program, test) for test in tests for program in self._shuffled(programs)]
        with closing(execute_each(self.sandbox, [self._call(*turn, number) for turn in turns])) as executions:
            for (program, test), execution in zip(turns, executions, strict=True):
                if not self._is_right(program, test, execution, number=number):
                    return None
                seen[program.digest].append(execution)
        return {digest: costs_of(executions, clock=Clock.CPU) for digest, executions in seen.items()}

    def _call(self, solution: Solution, test: Test, number: int) -> Call:
        program = self.problem.program(solution)
        return Call(program=program, stdin=test.input, limits=self.problem.limits, layout=number + 1)

    def _is_right(self, solution: Solution, test: Test, seen: Execution, *, number: int) -> bool:
        """Note what a run took; tells whether the candidate, if it was its run, got through."""
        self.spent_s += seen.cpu_s or 0.0
        failure = Examiner(self.problem, solution, self.sandbox).failure(test, seen)
        if solution is not self.solution:
            if failure is not None:
                raise _broken(self.problem, solution, failure)
        elif failure is not None:
            self.failure = _said(failure, number)
            return False
        elif not self.trace and test == _largest(self.problem.timed_tests()):
            self.trace = tuple((one.wall_s, one.rss_bytes) for one in seen.timeline.thinned(TRACE_POINTS))
        return True

    def _shuffled(self, items: Sequence[_Item]) -> list[_Item]:
        return self.order.sample(list(items), len(items))


@dataclass(slots=True)
class _Work:
    """One candidate's passes, and the anchors that each was made beside."""

    distribution: Distribution
    runs: _Runs
    own: list[Costs] = field(default_factory=list)
    """The candidate's, by pass."""
    anchors: dict[str, dict[int, Costs]] = field(default_factory=dict)
    """By digest of the anchor and number of the candidate's pass."""

    def make(self, measurements: int, budget_cpu_s: float) -> bool:
        """Make the passes; tells whether the candidate got through."""
        rough = self.runs.make((), 0)
        if rough is None:
            return False
        first = self._around(
            {quantity: rough[self.runs.solution.digest].value(quantity) for quantity in RANKED}, most=2
        )
        for number in range(measurements):
            if number >= LEAST_PASSES and self.runs.spent_s >= budget_cpu_s:
                break
            costs = self.runs.make(first if number < FIRST_PASSES else self._undecided(number), number)
            if costs is None:
                return False
            self._take(costs)
        return True

    def drift(self, quantity: Quantity) -> float:
        """Return how much more the machine costs now than at calibration, in ``quantity``."""
        own = _by_quantity(self.own).get(quantity)
        return drift(own, self._anchored(quantity)) if own else 1.0

    def _take(self, costs: Mapping[str, Costs]) -> None:
        for digest, one in costs.items():
            if digest != self.runs.solution.digest:
                self.anchors.setdefault(digest, {})[len(self.own)] = one
        self.own.append(costs[self.runs.solution.digest])

    def _undecided(self, number: int) -> tuple[Member, ...]:
        then = {quantity: cost_then(self._anchored(quantity)) for quantity in RANKED}
        near = self._around(then, most=3, band=UNDECIDED)
        return near or (self._around(then, most=1)[:1] if number < SETTLED_PASSES else ())

    def _around(
        self, costs: Mapping[Quantity, float | None], *, most: int, band: float | None = None
    ) -> tuple[Member, ...]:
        """Return the members nearest to the candidate in either quantity; the cheapest where all are dear."""
        found: dict[str, Member] = {}
        for quantity, cost in costs.items():
            if cost:
                near = nearest(self.distribution, cost, quantity=quantity, most=most, band=band)
                found |= {member.digest: member for member in near}
        if not found and band is None:
            return (cheapest(self.distribution),)
        return tuple(found.values())[:MOST_ANCHORS]

    def _anchored(self, quantity: Quantity) -> list[Anchored]:
        found = []
        for digest, passes in self.anchors.items():
            member = self.distribution.with_digest(digest)
            then = None if member is None else member.median(quantity)
            values = ((self.own[number].value(quantity), costs.value(quantity)) for number, costs in passes.items())
            pairs = tuple((own, anchor) for own, anchor in values if own and anchor)
            if then and pairs:
                found.append(Anchored(then=then, pairs=pairs))
        return found


def _program(runs: _Runs, costs: Mapping[Quantity, tuple[float, ...]], factors: Mapping[Quantity, float]) -> Program:
    return Program(
        digest=runs.solution.digest,
        language=runs.solution.language,
        code=runs.solution.code,
        costs=costs,
        drift=factors,
        failure=runs.failure,
        trace=runs.trace,
    )


def _broken(problem: Problem, solution: Solution, failure: Failure) -> DataError:
    name = next(one.name for one in problem.references if one.solution.digest == solution.digest)
    what = f"problem {problem.id}, reference {name}: {failure.verdict} on test {failure.test}"
    return DataError(
        f"{what}, though it was accepted when it was calibrated", hint="mend or remove it, and calibrate anew"
    )


def _said(failure: Failure, number: int) -> str:
    reason = f" ({failure.reason})" if failure.reason else ""
    return f"{failure.verdict.value} on test {failure.test} in pass {number + 1}{reason}"


def _largest(tests: Sequence[Test]) -> Test:
    return max(tests, key=lambda test: len(test.input))


def _by_quantity(passes: Sequence[Costs]) -> dict[Quantity, tuple[float, ...]]:
    found = {}
    for quantity in Quantity:
        values = [value for costs in passes if (value := costs.value(quantity)) is not None]
        if passes and len(values) == len(passes):
            found[quantity] = tuple(values)
    return found
