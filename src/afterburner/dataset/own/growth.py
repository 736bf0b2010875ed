"""At which sizes the original is slow enough to be timed: found by doubling."""

from dataclasses import dataclass

from afterburner.core.execution import MIB
from afterburner.core.problem import Purpose, Test
from afterburner.core.status import Status
from afterburner.dataset.own.generators import Inputs
from afterburner.dataset.own.original import Original, failure_of

FIRST_SIZE = 16
LARGEST_SIZE = 1 << 20
ENOUGH_S = 0.05
"""CPU seconds of the original from which on time is no noise."""
_SLOWEST_GENERATOR_S = 1.0
"""CPU seconds: fresh inputs are made for every pass of a judgement."""
_LARGEST_BYTES = 4 * MIB
"""Of an input, and of an answer: what is larger measures how fast values are read."""
_SEEDS = 4
"""Inputs tried at a size before the original is said to fail there."""
_FRESH = 3
"""Further inputs at each size that the original has to answer, or no fresh ones are made in a judgement."""
_FIRST_SEED = 1000
"""Apart from those of the small inputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """Timed tests, the smallest first, and what was noticed."""

    tests: tuple[Test, ...]
    sizes: tuple[int, ...]
    """One for each test."""
    note: str | None
    """Why growing ended, if not because the original was slow enough."""
    is_reliable: bool
    """Whether the original answered all other inputs of these sizes, too."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One size that can be used."""

    test: Test
    cpu_s: float
    generator_cpu_s: float


def grown(original: Original, inputs: Inputs, *, seed: int) -> Grown:
    """Return two timed tests: at the size at which the original takes ``ENOUGH_S``, or the largest before, and at half of it.

    Raises:
        UsageError: original or generator is not deterministic.
        SandboxError: the machine failed.

    """
    seeds = range(seed + _FIRST_SEED, seed + _FIRST_SEED + _SEEDS)
    steps: dict[int, _Step] = {}
    size, note = FIRST_SIZE, None
    while note is None:
        step = _step(original, inputs, size, seeds)
        if isinstance(step, str):
            note = step
            break
        steps[size] = step
        if step.cpu_s >= ENOUGH_S:
            break
        note = _end(step, size)
        size *= 2
    return _taken(original, inputs, steps, note, seeds)


def _end(step: _Step, size: int) -> str | None:
    if step.generator_cpu_s > _SLOWEST_GENERATOR_S:
        return f"no larger than {size}: the generator takes {step.generator_cpu_s:.2g} s there"
    if size >= LARGEST_SIZE:
        return f"at the largest size, {size}, the original takes {1000 * step.cpu_s:.2g} ms"
    return None


def _step(original: Original, inputs: Inputs, size: int, seeds: range) -> _Step | str:
    """Return what one size came to, or why it is of no use."""
    reason = ""
    for seed in seeds:
        data = inputs.made(seed, size)
        if data is None:
            return f"no size of {size} or more: {inputs.last_failure}"
        generator_cpu_s = inputs.cpu_s
        if len(data) > _LARGEST_BYTES:
            return f"no size of {size} or more: an input has more than {_LARGEST_BYTES // MIB} MiB"
        seen = original.run(data)
        if seen.status is Status.OK:
            if len(original.answer(seen)) > _LARGEST_BYTES:
                return f"no size of {size} or more: an answer has more than {_LARGEST_BYTES // MIB} MiB"
            test = original.test(data, seen, name=f"performance-{size}", purpose=Purpose.PERFORMANCE)
            return _Step(test, seen.cpu_s or 0.0, generator_cpu_s)
        reason = failure_of(seen)
        if seen.status is not Status.RUNTIME_ERROR:
            break
    return f"no size of {size} or more: the original fails there ({reason})"


def _taken(original: Original, inputs: Inputs, steps: dict[int, _Step], note: str | None, seeds: range) -> Grown:
    if not steps:
        return Grown(tests=(), sizes=(), note=note, is_reliable=False)
    last = max(steps)
    if last // 2 not in steps:
        smaller = _step(original, inputs, last // 2, seeds)
        if not isinstance(smaller, str):
            steps[last // 2] = smaller
    sizes = tuple(size for size in (last // 2, last) if size in steps)
    fresh = range(seeds.stop, seeds.stop + _FRESH)
    is_reliable = all(answers(original, inputs, seed, size) for size in sizes for seed in fresh)
    tests = tuple(steps[size].test for size in sizes)
    return Grown(tests=tests, sizes=sizes, note=note, is_reliable=is_reliable)


def answers(original: Original, inputs: Inputs, seed: int, size: int) -> bool:
    """Tell whether the original answers the input of ``seed`` and ``size``.

    Raises:
        UsageError, SandboxError: as in ``grown``.

    """
    data = inputs.made(seed, size)
    return data is not None and original.run(data).status is Status.OK
