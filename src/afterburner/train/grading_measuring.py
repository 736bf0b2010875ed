"""Measures the programs of one group beside each other: all on one worker, in turn, so that their order is real.

    measured = Measuring(problem, programs, lending, fresh=fresh, passes=5, budget_s=20.0, seed="12/3").measured()
    measured.costs[solution.digest]

A pass runs every program over the same timed tests: fresh ones where the problem has a generator. Each pass has a memory layout
of its own, and every answer is checked: a program that fails is out, and is not correct. Programs take turns test by test, in an
order drawn anew for each test. A cell keeps few programs ready, and to make one ready takes milliseconds; so a large group is
measured in parts of as many programs as stay ready, drawn anew for each pass: each program then meets every other one at random.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from afterburner.core.attempt import Failure
from afterburner.core.execution import Execution
from afterburner.core.objective import Clock, Objective, Quantity
from afterburner.core.problem import Problem, Solution, Test
from afterburner.judge.answers import Examiner
from afterburner.judge.generated import FreshTests
from afterburner.measure.costs import Costs, costs_of
from afterburner.sandbox.cell_client import MOST_TEMPLATES
from afterburner.train.grading_lending import Lending, Lent
from afterburner.train.grading_verdicts import check_whose_fault

LEAST_PASSES = 2
"""Made whatever they take: one pass has no interval. What takes so long differs by less noise, too."""

FRESH_SETS = 2
"""Of fresh inputs for a problem, in turn: a program knows nothing of earlier runs, so more would cost and not protect."""

SAMPLE_HZ = {Objective.TIME: 50.0, Objective.MEMORY: 200.0, Objective.INTEGRAL: 1000.0}
"""A sample costs a tenth of a millisecond. The integral rests on them; the peak is the kernel's, but for programs of several
processes; and limits are enforced when one is taken: 20 ms late at most, for programs that are not to reach them."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the programs of a group cost; all by digest."""

    costs: Mapping[str, tuple[Costs, ...]]
    """By pass; pass i of all was made at the same time. Programs that failed are missing."""
    failures: Mapping[str, Failure]
    """Why programs failed that were accepted before."""
    cpu_s: Mapping[str, float]
    """CPU seconds of each program's runs."""
    wall_s: Mapping[str, float]
    """Wall seconds of a worker for them."""


@dataclass(slots=True)
class Measuring:
    """One group's measuring, on one lent worker."""

    problem: Problem
    programs: Sequence[Solution]
    """Each accepted before, and each once."""
    lent: Lent
    fresh: FreshTests
    objective: Objective
    order: random.Random
    is_last_try: bool
    """Whether a failure for which the machine may be to blame is now to be believed."""
    failures: dict[str, Failure] = field(default_factory=dict)
    made: list[dict[str, Costs]] = field(default_factory=list)

    def make(self, passes: int, *, budget_s: float) -> Measured:
        """Make up to ``passes`` passes; none begins after ``budget_s`` CPU seconds but for the least number.

        Raises:
            SandboxError, CheckerError, CancelledRunError: nothing can be said of the group.
            DataError: the problem's generator or oracle fails.

        """
        for number in range(passes):
            alive = [one for one in self.programs if one.digest not in self.failures]
            is_enough = number >= LEAST_PASSES and sum(self.lent.cpu_s.values()) >= budget_s
            if is_enough or not alive:
                break
            self.made.append(self._pass(alive, number))
        names = [one.digest for one in self.programs]
        programs = {one.digest: self.problem.program(one) for one in self.programs}
        return Measured(
            costs={name: tuple(one[name] for one in self.made) for name in names if name not in self.failures},
            failures=self.failures,
            cpu_s={name: self.lent.cpu_s.get(programs[name], 0.0) for name in names},
            wall_s={name: self.lent.wall_s.get(programs[name], 0.0) for name in names},
        )

    def _pass(self, alive: Sequence[Solution], number: int) -> dict[str, Costs]:
        fresh = self.lent.fresh_tests(self.fresh, self.problem, number % FRESH_SETS)
        seen: dict[str, list[Execution]] = {one.digest: [] for one in alive}
        for part in self._parts(alive):
            for test in self._shuffled(fresh or self.problem.timed_tests()):
                for one in self._shuffled(part):
                    if one.digest not in self.failures:
                        seen[one.digest].append(self._run(one, test, number, is_fresh=bool(fresh)))
        return {name: costs_of(runs, clock=Clock.CPU) for name, runs in seen.items()}

    def _run(self, solution: Solution, test: Test, number: int, *, is_fresh: bool) -> Execution:
        seen = self.lent.execute(
            self.problem.program(solution),
            test.input,
            limits=self.problem.limits,
            sample_hz=SAMPLE_HZ[self.objective],
            layout=number + 1,
        )
        failure = Examiner(self.problem, solution, self.lent).failure(test, seen, is_fresh=is_fresh)
        if failure is not None:
            check_whose_fault(failure.reason, seen, is_last=self.is_last_try)
            self.failures[solution.digest] = failure
        return seen

    def _parts(self, alive: Sequence[Solution]) -> Iterator[list[Solution]]:
        """Yield the programs in parts as equal as can be, each at most as many as stay ready in a cell."""
        drawn = self._shuffled(alive)
        count = -(-len(drawn) // MOST_TEMPLATES)
        for number in range(count):
            yield drawn[number::count]

    def _shuffled(self, items: Sequence[_Item]) -> list[_Item]:
        return self.order.sample(list(items), len(items))


def measured(  # noqa: PLR0913 - what is measured, on what, and how
    problem: Problem,
    programs: Sequence[Solution],
    lending: Lending,
    *,
    fresh: FreshTests,
    objective: Objective,
    passes: int,
    budget_s: float,
    seed: str,
    is_last_try: bool,
) -> Measured:
    """Return what ``programs`` cost beside each other on one worker; see ``Measuring.make``."""
    with lending.lend() as lent:
        order = random.Random(seed)  # noqa: S311 - it only decides who goes first
        work = Measuring(
            problem=problem,
            programs=programs,
            lent=lent,
            fresh=fresh,
            objective=objective,
            order=order,
            is_last_try=is_last_try,
        )
        return work.make(passes, budget_s=budget_s)


def by_pass(passes: Sequence[Costs], quantity: Quantity) -> tuple[float, ...]:
    """Return the cost in each pass; empty where one of them is not known, or not above 0."""
    values = tuple(value for costs in passes if (value := costs.value(quantity)) is not None and value > 0)
    return values if len(values) == len(passes) else ()
