"""Held-out tests: inputs that no round has seen, some of them larger than any that it has, and what tells two programs apart.

    fresh = held_out(problem, sandbox, seed=7)
    outcome = checked(fresh, old, new, judge)          new must be right wherever old is

Expected answers come from the problem's oracle. Where the old program fails too, nothing is said against the new one.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from afterburner.core import encoding
from afterburner.core.attempt import Failure
from afterburner.core.errors import DataError
from afterburner.core.problem import Problem, Purpose, Solution, Test
from afterburner.core.status import Verdict
from afterburner.judge.answers import Examiner
from afterburner.judge.generated import answered, made_test
from afterburner.judge.judge import Effort, Judge
from afterburner.judge.shrinking import shrink
from afterburner.sandbox.port import Sandbox

LARGER = 1.5
"""How much larger the largest held-out inputs are than any of the problem's own."""

_SMALL = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
_SEEDS_A_SIZE = 8
"""Inputs of one size that are tried while a smaller one is looked for."""
_MOST_CHARACTERS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """An input that tells a new program from the old one: the old one is right on it, and the new one is not."""

    test: str
    """The held-out test on which it showed first."""
    verdict: Verdict
    reason: str | None
    input: str
    """The smallest input that was found, for people: text, or the arguments. Cut after 2000 characters."""
    expected: str
    detail: str
    """What the new program did with it."""
    input_bytes: int
    """Its length."""
    first_bytes: int
    """The length of the input on which it showed first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of checking a new program on held-out tests."""

    problem: Problem
    """With the tests that count: those that the old program does, where the new one had any trouble."""
    disagreement: Disagreement | None


def held_out(problem: Problem, sandbox: Sandbox, *, seed: int, scale: float = 1.0) -> Problem:
    """Return ``problem`` with fresh tests: small ones, the performance sizes times ``scale``, and ``LARGER`` than these.

    A size that the generator or the oracle can't do is left out, those of the performance tests excepted.

    Raises:
        DataError: there is no oracle, or generator or oracle fail at a performance size.
        SandboxError: the machine failed.

    """
    sizes = tuple(max(1, int(size * scale)) for size in problem.performance_sizes)
    draw = random.Random(f"held out {seed}")  # noqa: S311 - reproducible
    largest = max(sizes, default=0)
    wished = [*(size for size in _SMALL if size <= largest), int(largest * LARGER)]
    tests = [*_possible(problem, wished, draw, sandbox)]
    for size in sizes:
        number = draw.randrange(1 << 31)
        name = f"held-out-{number}-{size}"
        tests.append(made_test(problem, number, size, sandbox, name=name, purpose=Purpose.PERFORMANCE))
    return replace(problem, tests=tuple(tests), performance_sizes=sizes)


def _possible(problem: Problem, sizes: list[int], draw: random.Random, sandbox: Sandbox) -> Iterator[Test]:
    for size in sizes:
        number = draw.randrange(1 << 31)
        try:
            yield made_test(problem, number, size, sandbox, name=f"held-out-{number}-{size}")
        except DataError:
            continue


def checked(fresh: Problem, old: Solution, new: Solution, judge: Judge, sandbox: Sandbox) -> Checked:
    """Judge ``new`` on the held-out tests of ``fresh``; a test that ``old`` fails too is taken out.

    Raises:
        SandboxError, CheckerError: as in ``Judge.judge``.

    """
    while True:
        failure = judge.judge(fresh, new, effort=Effort(repeats=0)).failure
        if failure is None or len(fresh.tests) == 1:
            break
        test = next(test for test in fresh.tests if test.name == failure.test)
        if _failure(fresh, old, test, sandbox) is None:
            return Checked(problem=fresh, disagreement=_told(fresh, test, test, failure))
        fresh = replace(fresh, tests=tuple(one for one in fresh.tests if one is not test))
    if failure is None:
        return Checked(problem=fresh, disagreement=None)
    return Checked(problem=fresh, disagreement=_told(fresh, fresh.tests[0], fresh.tests[0], failure))


def smallest(
    fresh: Problem,
    old: Solution,
    new: Solution,
    found: Disagreement,
    sandbox: Sandbox,
    *,
    values: bool = False,
    budget_s: float = 20.0,
) -> Disagreement:
    """Return a disagreement on as small an input as is found within ``budget_s`` wall seconds, ``found`` at worst.

    Smaller inputs come from the generator, so that they are what the problem allows. With ``values``, for functions of which
    every value of the right type is allowed, the arguments are made smaller one by one as well.
    """
    if fresh.generator is None:
        return found
    deadline = time.monotonic() + budget_s
    first = next(test for test in fresh.tests if test.name == found.test)
    test, failure = first, None
    for tried in _smaller_tests(fresh, first, sandbox):
        if time.monotonic() > deadline:
            break
        failure = _difference(fresh, old, new, tried, sandbox)
        if failure is not None:
            test = tried
            break
    if values and fresh.entry_point is not None:
        test = _with_smaller_values(fresh, old, new, test, sandbox, deadline)
    if test is first:
        return found
    failure = _difference(fresh, old, new, test, sandbox)
    return found if failure is None else _told(fresh, first, test, failure)


def _smaller_tests(fresh: Problem, first: Test, sandbox: Sandbox) -> Iterator[Test]:
    for size in _SMALL:
        for seed in range(_SEEDS_A_SIZE):
            try:
                test = made_test(fresh, seed, size, sandbox, name=f"seed-{seed}-size-{size}")
            except DataError:
                break
            if len(test.input) < len(first.input):
                yield test


def _with_smaller_values(
    fresh: Problem, old: Solution, new: Solution, test: Test, sandbox: Sandbox, deadline: float
) -> Test:
    kept = test

    def differs(value: object) -> bool:
        nonlocal kept
        try:
            tried = answered(fresh, encoding.encode(value), sandbox, name=test.name)
        except (encoding.EncodingError, DataError):
            return False
        if _difference(fresh, old, new, tried, sandbox) is None:
            return False
        kept = tried
        return True

    shrink(encoding.decode(test.input), differs, until_s=deadline)
    return kept


def _difference(fresh: Problem, old: Solution, new: Solution, test: Test, sandbox: Sandbox) -> Failure | None:
    """Return how ``new`` fails on ``test`` where ``old`` does not; else None."""
    failure = _failure(fresh, new, test, sandbox)
    return failure if failure is not None and _failure(fresh, old, test, sandbox) is None else None


def _failure(problem: Problem, solution: Solution, test: Test, sandbox: Sandbox) -> Failure | None:
    seen = sandbox.execute(problem.program(solution), test.input, limits=problem.limits)
    return Examiner(problem, solution, sandbox).failure(test, seen)


def _told(fresh: Problem, first: Test, test: Test, failure: Failure) -> Disagreement:
    is_call = fresh.entry_point is not None
    return Disagreement(
        test=first.name,
        verdict=failure.verdict,
        reason=failure.reason,
        input=_text(test.input, is_value=is_call),
        expected=_text(test.expected, is_value=is_call),
        detail=failure.detail,
        input_bytes=len(test.input),
        first_bytes=len(first.input),
    )


def _text(data: bytes, *, is_value: bool) -> str:
    text = repr(encoding.decode(data)) if is_value else data.decode(errors="backslashreplace")
    shown = text[:_MOST_CHARACTERS]
    plain = "".join(c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode() for c in shown)
    return plain if len(text) <= _MOST_CHARACTERS else f"{plain} [...]"
