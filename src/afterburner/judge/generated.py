"""Tests made on the spot: inputs from a problem's generator, what is expected from its oracle, both run in the sandbox.

The oracle is the reference solution that the problem names. Tests that were made for timing are kept for the life of this
process: :class:`GeneratedTests`.
"""

import random
import secrets
import threading
from collections import OrderedDict
from typing import Protocol

from afterburner.core import encoding
from afterburner.core.errors import DataError
from afterburner.core.execution import MIB, Limits, Program
from afterburner.core.problem import Problem, Purpose, Solution, Test
from afterburner.core.status import Status
from afterburner.sandbox.port import Sandbox

_LIMITS = Limits(cpu_s=30.0, wall_s=60.0, memory_bytes=2048 * MIB)

MOST_SETS = 4
"""Sets of fresh tests per problem: as many as a judgement of five passes needs; after them the first comes again, which
tells a program nothing, since no run knows of another."""

_MOST_KEPT_BYTES = 256 * MIB


class FreshTests(Protocol):
    """Makes timed tests that no program has seen."""

    def __call__(self, problem: Problem, number: int, sandbox: Sandbox) -> tuple[Test, ...]:
        """Return set ``number`` of fresh tests, of the same sizes as the timed tests of ``problem``.

        The same number gives the same set; empty where there is nothing to make them with.

        Raises:
            DataError: the generator or the oracle fails.
            SandboxError: the machine failed.

        """
        ...


def can_be_made(problem: Problem) -> bool:
    """Tell whether there is a generator, an oracle, and a size for each timed test."""
    timed = problem.timed_tests()
    is_meant = all(test.purpose is Purpose.PERFORMANCE for test in timed)
    return problem.generator is not None and bool(problem.references) and is_meant and _sizes_match(problem, len(timed))


def _sizes_match(problem: Problem, timed: int) -> bool:
    # With another number of sizes, a pass over fresh tests would not be as much work as one over the problem's own.
    return 0 < len(problem.performance_sizes) == timed


class GeneratedTests:
    """Implements ``FreshTests`` with the problem's own generator and oracle; safe to share between threads."""

    def __init__(self, *, seed: int | None = None) -> None:
        """Make the same tests for the same ``seed``; None: nobody can know them beforehand."""
        self._seed = secrets.randbits(64) if seed is None else seed
        self._kept: OrderedDict[tuple[object, ...], tuple[Test, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, problem: Problem, number: int, sandbox: Sandbox) -> tuple[Test, ...]:
        """Return set ``number`` (modulo ``MOST_SETS``) for ``problem``; see ``FreshTests``."""
        if not can_be_made(problem):
            return ()
        number %= MOST_SETS
        program = problem.program(oracle_of(problem))
        shape = (problem.id, problem.generator, program, problem.performance_sizes)
        with self._lock:
            known = self._kept.get((*shape, number))
        if known is None:
            known = self._made(problem, number, sandbox)
            self._keep((*shape, number), known)
        return known

    def _made(self, problem: Problem, number: int, sandbox: Sandbox) -> tuple[Test, ...]:
        tests = []
        for index, size in enumerate(problem.performance_sizes):
            # A text as seed: its digest is the same in every process, where a tuple's hash is not.
            seed = random.Random(f"{self._seed} {number} {index}").randrange(1 << 31)  # noqa: S311 - S of a test, no key
            name = f"fresh-{seed}-{size}"
            tests.append(made_test(problem, seed, size, sandbox, name=name, purpose=Purpose.PERFORMANCE))
        return tuple(tests)

    def _keep(self, key: tuple[object, ...], tests: tuple[Test, ...]) -> None:
        with self._lock:
            self._kept[key] = tests
            while len(self._kept) > 1 and sum(map(_bytes_of, self._kept.values())) > _MOST_KEPT_BYTES:
                self._kept.popitem(last=False)


def _bytes_of(tests: tuple[Test, ...]) -> int:
    return sum(len(test.input) + len(test.expected) for test in tests)


def oracle_of(problem: Problem) -> Solution:
    """Return the reference solution that says what is expected.

    Raises:
        DataError: the problem has no reference solution, or none of the name that it gives.

    """
    named = problem.oracle or next((reference.name for reference in problem.references), None)
    for reference in problem.references:
        if reference.name == named:
            return reference.solution
    raise DataError(f"the problem {problem.id} has no reference solution {named!r} to be its oracle")


def made_test(
    problem: Problem, seed: int, size: int, sandbox: Sandbox, *, name: str, purpose: Purpose = Purpose.CORRECTNESS
) -> Test:
    """Return the test that generator and oracle make of ``seed`` and ``size``.

    Raises:
        DataError: the generator or the oracle fails.
        SandboxError: the machine failed.

    """
    data = generated_input(problem, seed, size, sandbox)
    return answered(problem, data, sandbox, name=name, purpose=purpose)


def generated_input(problem: Problem, seed: int, size: int, sandbox: Sandbox) -> bytes:
    """Return the input that the problem's generator makes of ``seed`` and ``size``.

    Raises:
        DataError: the generator fails, or returns no text.
        SandboxError: the machine failed.

    """
    assert problem.generator is not None
    program = Program(source=problem.generator.encode(), entry_point="generate")
    seen = sandbox.execute(program, encoding.encode([seed, size]), limits=_LIMITS)
    if seen.status is not Status.OK or seen.result is None:
        raise DataError(f"the generator of {problem.id} fails on seed {seed}, size {size}: {seen.reason}")
    if problem.entry_point is not None:
        return seen.result
    try:
        value = encoding.decode(seen.result)
    except encoding.EncodingError as error:
        raise DataError(f"the generator of {problem.id} returns, for seed {seed} and size {size}, {error}") from error
    if not isinstance(value, str):
        raise DataError(f"the generator of {problem.id} returns no text for seed {seed}, size {size}")
    return value.encode(errors="surrogatepass")


def answered(
    problem: Problem, data: bytes, sandbox: Sandbox, *, name: str, purpose: Purpose = Purpose.CORRECTNESS
) -> Test:
    """Return the test of the input ``data`` and what the oracle answers to it.

    Raises:
        DataError: the oracle fails.
        SandboxError: the machine failed.

    """
    oracle = oracle_of(problem)
    seen = sandbox.execute(problem.program(oracle), data, limits=_LIMITS)
    if seen.status is not Status.OK:
        said = seen.stderr.decode(errors="replace")[-300:]
        raise DataError(f"the oracle of {problem.id} fails on test {name}: {seen.reason} {said}")
    return Test(name=name, input=data, expected=problem.answer(oracle, seen), purpose=purpose)
