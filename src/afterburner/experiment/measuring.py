"""Measures a candidate as its problem's references were measured, and beside a few of them.

    program = measure(problem, solution, distribution, sandbox, measurements=16)

A pass runs the candidate and its anchors over the timed tests in turn, test by test, in an order drawn from the seed; each pass
has its own memory layout, and every answer is checked. Costs are corrected for drift (``dataset.anchors``). Give one cell
(``Pool.worker``), not a pool: programs on two processors are not beside each other.

A candidate that is a reference, to the letter, is not run again but for its memory trace: its costs are those of the calibration.
"""

import random
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from afterburner.core.attempt import Failure
from afterburner.core.errors import DataError
from afterburner.core.execution import Execution
from afterburner.core.objective import Clock, Quantity
from afterburner.core.problem import Problem, Solution, Test
from afterburner.dataset.anchors import CORRECTED, Pairing, choose, corrected, drift
from afterburner.dataset.distribution import Distribution, Member
from afterburner.experiment.results import Program, ReferenceCosts
from afterburner.judge.answers import Examiner
from afterburner.measure.costs import Costs, costs_of
from afterburner.sandbox.port import Sandbox

MEASUREMENTS = 16
"""As many as in the paper's evaluation."""
BUDGET_CPU_S = 60.0
"""CPU seconds, of the candidate and its anchors together, after which no further pass is begun."""
LEAST_PASSES = 3
"""Made in any case: a median of three is not moved by one bad pass."""
TRACE_POINTS = 100

_Item = TypeVar("_Item")


def measure(
    problem: Problem,
    solution: Solution,
    distribution: Distribution,
    sandbox: Sandbox,
    *,
    measurements: int = MEASUREMENTS,
    quantity: Quantity = Quantity.CPU_S,
    seed: int = 0,
    budget_cpu_s: float = BUDGET_CPU_S,
) -> Program:
    """Return what ``solution``, which was accepted before, takes on the timed tests, corrected for drift.

    ``measurements`` passes are made, 1 or more; of a slow candidate as many as begin before ``budget_cpu_s`` CPU seconds are
    spent, at least three. The number of costs says how many there were. Anchors are chosen by ``quantity``.

    Raises:
        DataError: a reference that serves as anchor is not accepted any more.
        SandboxError, CheckerError: nothing can be said of the candidate.

    """
    work = _Work(problem, solution, sandbox, random.Random(seed))  # noqa: S311 - it only decides who goes first
    member = distribution.with_digest(solution.digest)
    if member is not None:
        return work.known(member)
    first = work.alone()
    if first is None:
        return work.failed()
    anchors = choose(distribution, first.value(quantity) or first.cpu_s, quantity=quantity)
    for number in range(measurements):
        if number >= LEAST_PASSES and work.spent_s >= budget_cpu_s:
            break
        if not work.turn(anchors, number):
            return work.failed()
    return work.program(anchors)


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
class _Work:
    """One candidate's measuring under way."""

    problem: Problem
    solution: Solution
    sandbox: Sandbox
    order: random.Random
    passes: dict[str, list[Costs]] = field(default_factory=lambda: defaultdict(list))
    """By digest of the code."""
    spent_s: float = 0.0
    trace: tuple[tuple[float, int], ...] = ()
    failure: str | None = None

    def alone(self) -> Costs | None:
        """Run the candidate once over the tests, to see roughly what it costs; None: it failed."""
        seen = []
        for test in self.problem.timed_tests():
            execution = self._run(self.solution, test, number=0)
            if execution is None:
                return None
            seen.append(execution)
        return costs_of(seen, clock=Clock.CPU)

    def turn(self, anchors: Sequence[Member], number: int) -> bool:
        """Make one pass of the candidate and of each anchor; tells whether the candidate got through."""
        programs = [self.solution, *(anchor.reference.solution for anchor in anchors)]
        seen: dict[str, list[Execution]] = defaultdict(list)
        for test in self._shuffled(self.problem.timed_tests()):
            for program in self._shuffled(programs):
                execution = self._run(program, test, number=number)
                if execution is None:
                    return False
                seen[program.digest].append(execution)
        for digest, executions in seen.items():
            self.passes[digest].append(costs_of(executions, clock=Clock.CPU))
        return True

    def program(self, anchors: Sequence[Member]) -> Program:
        """Return what was measured, corrected by what the anchors cost meanwhile."""
        factors = {quantity: drift(self._pairings(anchors, quantity)) for quantity in CORRECTED}
        measured = _by_quantity(self.passes[self.solution.digest])
        costs = {quantity: corrected(values, factors.get(quantity, 1.0)) for quantity, values in measured.items()}
        return self._made(costs, factors)

    def known(self, member: Member) -> Program:
        """Return the costs of a candidate that is a reference: those of the calibration."""
        execution = self._run(self.solution, _largest(self.problem.timed_tests()), number=0)
        return self.failed() if execution is None else self._made(_by_quantity(member.passes), {})

    def failed(self) -> Program:
        """Return a program without costs."""
        return self._made({}, {})

    def _made(self, costs: Mapping[Quantity, tuple[float, ...]], factors: Mapping[Quantity, float]) -> Program:
        return Program(
            digest=self.solution.digest,
            language=self.solution.language,
            code=self.solution.code,
            costs=costs,
            drift=factors,
            failure=self.failure,
            trace=self.trace,
        )

    def _run(self, solution: Solution, test: Test, *, number: int) -> Execution | None:
        program = self.problem.program(solution)
        seen = self.sandbox.execute(program, test.input, limits=self.problem.limits, layout=number + 1)
        self.spent_s += seen.cpu_s or 0.0
        failure = Examiner(self.problem, solution, self.sandbox).failure(test, seen)
        if solution is not self.solution:
            if failure is not None:
                raise self._broken(solution, failure)
        elif failure is not None:
            self.failure = _said(failure, number)
            return None
        elif not self.trace and test == _largest(self.problem.timed_tests()):
            self.trace = tuple((one.wall_s, one.rss_bytes) for one in seen.timeline.thinned(TRACE_POINTS))
        return seen

    def _broken(self, solution: Solution, failure: Failure) -> DataError:
        name = next(one.name for one in self.problem.references if one.solution.digest == solution.digest)
        what = f"problem {self.problem.id}, reference {name}: {failure.verdict} on test {failure.test}"
        return DataError(
            f"{what}, though it was accepted when it was calibrated", hint="mend or remove it, and calibrate anew"
        )

    def _pairings(self, anchors: Sequence[Member], quantity: Quantity) -> list[Pairing]:
        found = []
        for anchor in anchors:
            then, now = anchor.median(quantity), _median(self.passes[anchor.digest], quantity)
            if then and now:
                found.append(Pairing(then=then, now=now))
        return found

    def _shuffled(self, items: Sequence[_Item]) -> list[_Item]:
        return self.order.sample(list(items), len(items))


def _said(failure: Failure, number: int) -> str:
    reason = f" ({failure.reason})" if failure.reason else ""
    return f"{failure.verdict.value} on test {failure.test} in pass {number + 1}{reason}"


def _largest(tests: Sequence[Test]) -> Test:
    return max(tests, key=lambda test: len(test.input))


def _median(passes: Sequence[Costs], quantity: Quantity) -> float | None:
    values = [value for costs in passes if (value := costs.value(quantity)) is not None]
    return statistics.median(values) if values and len(values) == len(passes) else None


def _by_quantity(passes: Sequence[Costs]) -> dict[Quantity, tuple[float, ...]]:
    found = {}
    for quantity in Quantity:
        values = [value for costs in passes if (value := costs.value(quantity)) is not None]
        if passes and len(values) == len(passes):
            found[quantity] = tuple(values)
    return found
