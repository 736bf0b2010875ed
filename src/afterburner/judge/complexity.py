"""Empirical complexity: a solution on a ladder of sizes, and the growth of its time and memory.

    complexity = measure_complexity(problem, solution, sandbox, ladder=Ladder())
    complexity.time.law, complexity.time.confidence                        (Law.LINEARITHMIC, 0.96)

The size is what the problem's generator is asked for; what it counts, the generator says. Answers are not checked here: judge
first. Each rung has fresh inputs, one a repeat, and both ends of the ladder are bounded: below by the smallest size, above by
what one run may take.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from afterburner.core.errors import DataError, UsageError
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Status
from afterburner.judge.generated import generated_input
from afterburner.metrics.complexity import Growth, Point, best_growth
from afterburner.sandbox.port import Sandbox

_FIRST_SEED = 2_000_003
"""Beyond the seeds of the tests that are known, and of those held out."""
_BELOW, _BEYOND = 64, 4
"""How far the ladder reaches below and beyond the largest size of the performance tests, times."""
_MOST_INPUT_BYTES = 32 << 20
_PEAK_NOISE = 0.005
"""Peaks repeat far better than times, and most of a small one is the interpreter's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Which sizes are tried, and for how long.

    Raises:
        UsageError: a number is out of its range.

    """

    rungs: int = 12
    """Sizes, in equal steps of their logarithm; 4 to 64."""
    repeats: int = 3
    """Runs at each size, each on an input of its own; 1 to 100."""
    longest_s: float = 0.5
    """CPU seconds of one run; the ladder ends where it takes longer."""
    budget_s: float = 30.0
    """Wall seconds after which no further rung is begun."""

    def __post_init__(self) -> None:
        for name, least, most in (
            ("rungs", 4, 64),
            ("repeats", 1, 100),
            ("longest_s", 1e-3, 1e6),
            ("budget_s", 0, 1e9),
        ):
            value = getattr(self, name)
            if not least <= value <= most:
                raise UsageError(f"the ladder's {name} is {value}", hint=f"give {least:g} to {most:g}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """What was measured at one size."""

    size: int
    cpu_s: tuple[float, ...]
    peak_bytes: tuple[int, ...]
    """One a repeat, as of the CPU seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complexity:
    """The growth of time and of memory over the sizes; None where too few rungs could be measured."""

    time: Growth | None
    """Of CPU time."""
    memory: Growth | None
    """Of peak memory."""
    rungs: tuple[Rung, ...]

    def sentence(self) -> str:
        """Say it in words, for people and for prompts."""
        if not self.rungs:
            return "growth: not known, no size could be measured"
        sizes = f"sizes {self.rungs[0].size} to {self.rungs[-1].size}"
        return f"CPU time grows like {_said(self.time)}, peak memory like {_said(self.memory)}; {sizes}"


def _said(growth: Growth | None) -> str:
    return "(not known)" if growth is None else f"{growth.law.value} (confidence {100 * growth.confidence:.0f} %)"


def measure_complexity(
    problem: Problem, solution: Solution, sandbox: Sandbox, *, ladder: Ladder = Ladder()
) -> Complexity:
    """Run ``solution`` on inputs of growing size.

    Raises:
        UsageError: the problem has no generator, or no performance sizes.
        SandboxError: the machine failed.

    """
    check_ladder(problem)
    deadline = time.monotonic() + ladder.budget_s
    rungs: list[Rung] = []
    for size in ladder_sizes(max(problem.performance_sizes), rungs=ladder.rungs):
        rung = _rung(problem, solution, sandbox, size, ladder) if time.monotonic() < deadline else None
        if rung is None:
            break
        rungs.append(rung)
        if max(rung.cpu_s) > ladder.longest_s:
            break
    return Complexity(
        time=best_growth([Point(size=rung.size, costs=rung.cpu_s) for rung in rungs]),
        memory=best_growth([Point(size=rung.size, costs=rung.peak_bytes) for rung in rungs], noise=_PEAK_NOISE),
        rungs=tuple(rungs),
    )


def check_ladder(problem: Problem) -> None:
    """See that complexity can be measured on ``problem``.

    Raises:
        UsageError: it has no generator, or no performance sizes.

    """
    if problem.generator is None or not problem.performance_sizes:
        hint = "complexity is measured on generated inputs of growing size: a built-in problem has them"
        raise UsageError(f"the problem {problem.id} has no generator with sizes", hint=hint)


def ladder_sizes(largest: int, *, rungs: int) -> Sequence[int]:
    """Return sizes from far below to somewhat beyond ``largest``, rising, each at least 1; fewer where whole numbers coincide."""
    low, high = max(1.0, largest / _BELOW), float(largest * _BEYOND)
    steps = [low * (high / low) ** (step / (rungs - 1)) for step in range(rungs)]
    return sorted({round(size) for size in steps})


def _rung(problem: Problem, solution: Solution, sandbox: Sandbox, size: int, ladder: Ladder) -> Rung | None:
    """Return one rung; None where the size is too much for the generator or the solution."""
    cpu_s: list[float] = []
    peaks: list[int] = []
    for repeat in range(ladder.repeats):
        try:
            data = generated_input(problem, _FIRST_SEED + repeat, size, sandbox)
        except DataError:  # beyond the sizes that it was written for, a generator may do as it likes
            return None
        if len(data) > _MOST_INPUT_BYTES:
            return None
        seen = sandbox.execute(problem.program(solution), data, limits=problem.limits)
        if seen.status is not Status.OK or seen.cpu_s is None or seen.peak_bytes is None:
            return None
        cpu_s.append(max(seen.cpu_s, 1e-6))
        peaks.append(seen.peak_bytes)
    return Rung(size=size, cpu_s=tuple(cpu_s), peak_bytes=tuple(peaks))
