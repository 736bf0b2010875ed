"""Inputs from a generator: small ones for right and wrong, and large ones at the size at which solutions separate.

Generators are untrusted: they run in the sandbox, twice for each seed and size, and have to make the same thing both times.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from afterburner.core.errors import DataError
from afterburner.core.execution import Execution
from afterburner.core.problem import Problem, Purpose, Solution
from afterburner.core.status import Status
from afterburner.dataset.building.plan import BuildPlan, QuarantineReason
from afterburner.judge.generated import generated_input
from afterburner.sandbox.port import Sandbox

_SMALL = (1, 2, 3, 4, 5, 7, 10, 15, 25, 50)
"""Sizes of the inputs for correctness, over and over."""
_FIRST_LARGE = 64
_GROWTH = 2.0
_MOST_STEPS = 26
"""From 64 to four billion: whatever a size counts, more than that is none."""


class UnfitGeneratorError(Exception):
    """A problem's generator can't be used; unwinds the building of that problem, and ends there."""

    def __init__(self, reason: QuarantineReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeInput:
    """One generated input."""

    name: str
    data: bytes
    purpose: Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeInputs:
    """All that a generator made, and at which sizes the performance inputs are."""

    inputs: tuple[MadeInput, ...]
    sizes: tuple[int, ...]
    spread: float | None
    """Slowest over fastest solution at the largest size; None where fewer than two could be measured."""
    note: str | None
    """Why growing ended, if not because the solutions were separated."""


def made_inputs(problem: Problem, plan: BuildPlan, sandbox: Sandbox) -> MadeInputs:
    """Return the inputs that the problem's generator makes.

    Raises:
        UnfitGeneratorError: it fails, makes nothing, or differs between two runs with one seed.
        SandboxError: the machine failed.

    """
    small = tuple(_small(problem, plan, sandbox))
    size, spread, note = _separating_size(problem, plan, sandbox)
    large = tuple(
        MadeInput(
            name=f"performance-{size}-{number}",
            data=made_twice(problem, plan.seed + 1000 + number, size, sandbox),
            purpose=Purpose.PERFORMANCE,
        )
        for number in range(1, plan.performance + 1)
    )
    return MadeInputs(inputs=(*small, *large), sizes=(size,) * len(large), spread=spread, note=note)


def _small(problem: Problem, plan: BuildPlan, sandbox: Sandbox) -> Iterator[MadeInput]:
    seen: set[bytes] = set()
    for number in range(plan.correctness):
        size = _SMALL[number % len(_SMALL)]
        data = made_twice(problem, plan.seed + number + 1, size, sandbox)
        if data not in seen:
            seen.add(data)
            yield MadeInput(name=f"correctness-{size}-{number + 1}", data=data, purpose=Purpose.CORRECTNESS)


def made_twice(problem: Problem, seed: int, size: int, sandbox: Sandbox) -> bytes:
    """Return the input of ``seed`` and ``size``, after it came out the same twice.

    Raises:
        UnfitGeneratorError, SandboxError: as in ``made_inputs``.

    """
    try:
        first, second = (generated_input(problem, seed, size, sandbox) for _ in range(2))
    except DataError as error:
        raise UnfitGeneratorError(QuarantineReason.GENERATOR_FAILS, error.message) from error
    where = f"seed {seed}, size {size}"
    if first != second:
        raise UnfitGeneratorError(QuarantineReason.GENERATOR_DIFFERS, f"two runs with {where} made different inputs")
    if not first.strip() or first == b"null":
        raise UnfitGeneratorError(QuarantineReason.GENERATOR_EMPTY, f"nothing came out for {where}")
    return first


def _separating_size(problem: Problem, plan: BuildPlan, sandbox: Sandbox) -> tuple[int, float | None, str | None]:
    """Return the size at which solutions separate, the spread there, and why growing ended if not for that."""
    known: tuple[int, float | None] = (_FIRST_LARGE, None)
    for step in range(_MOST_STEPS):
        size = round(_FIRST_LARGE * _GROWTH**step)
        try:
            data = made_twice(problem, plan.seed + 1000, size, sandbox)
        except UnfitGeneratorError as error:
            if step == 0:
                raise
            return *known, f"the generator ends below size {size}: {error.detail}"
        if len(data) > plan.largest_input_bytes and step > 0:
            return *known, f"the input of size {size} is larger than {plan.largest_input_bytes} bytes"
        times = _times(problem, data, plan, sandbox)
        if times is None:
            return *known, f"a solution does not finish at size {size}"
        spread = max(times) / min(times) if len(times) > 1 else None
        known = (size, spread)
        if spread is not None and spread >= plan.spread and max(times) >= plan.least_s:
            return *known, None
        if max(times, default=0.0) > plan.longest_s:
            return *known, f"the slowest solution takes {max(times):.2g} s at size {size}"
    return *known, "sizes beyond four billion"


def _times(problem: Problem, data: bytes, plan: BuildPlan, sandbox: Sandbox) -> list[float] | None:
    """Return the CPU seconds of Python's solutions, or all where there are none; None where one does not finish."""
    references = problem.references_in("python") or problem.references
    times = []
    for reference in references:
        seen = _run(problem, reference.solution, data, sandbox)
        if seen.status is not Status.OK or seen.cpu_s is None:
            return None
        times.append(max(seen.cpu_s, 1e-6))
        if times[-1] > 2 * plan.longest_s:
            break
    return times


def _run(problem: Problem, solution: Solution, data: bytes, sandbox: Sandbox) -> Execution:
    return sandbox.execute(problem.program(solution), data, limits=problem.limits)
