"""Tests of functions, out of published inputs and outputs, settled by running a published solution.

Published outputs went through JSON, which has no word for a tuple, a set or a dict by numbers: the solution's own result is
expected where it says the same, and a test on which it says something else is left out.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from afterburner.core import encoding
from afterburner.core.problem import CheckerKind, CheckerSpec, Purpose, Test
from afterburner.dataset.sources.running import answers
from afterburner.sandbox.port import Sandbox

_TOLERANCE = 1e-6
"""Of published floats: they were printed and read again, on another machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One published input, and the outputs that were published for it."""

    arguments: bytes
    """Encoded: a list."""
    wanted: tuple[object, ...] = ()
    """Any of these is right: some publishers wrap results in a list, and some don't. Empty: nothing was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The tests that the solution confirms, and how many it does not."""

    tests: tuple[Test, ...]
    other: int
    """It answers something else than what was published."""
    failed: int
    """It fails, is too slow, or its answer can't be written down."""

    def notes(self) -> tuple[str, ...]:
        """Say what was left out."""
        notes = []
        if self.other:
            notes.append("tests left out: the published solution answers otherwise")
        if self.failed:
            notes.append(
                "tests left out: the published solution fails, takes more than 5 s, or answers with what has no encoding"
            )
        return tuple(notes)


def settled(
    sandbox: Sandbox,
    cases: Sequence[Case],
    *,
    code: str,
    entry_point: str,
    name: str,
    purpose: Purpose = Purpose.CORRECTNESS,
) -> Settled:
    """Return the tests that ``code`` confirms, each input once; they are called ``name-1``, ``name-2`` and so on.

    Raises:
        SandboxError: the machine failed.

    """
    once = list({case.arguments: case for case in reversed(cases)}.values())[::-1]
    found = answers(sandbox, code=code, entry_point=entry_point, inputs=[case.arguments for case in once])
    tests: list[Test] = []
    other = 0
    for case, answer in zip(once, found, strict=True):
        if answer is None:
            continue
        if not is_wanted(encoding.decode(answer), case.wanted):
            other += 1
            continue
        number = len(tests) + 1
        tests.append(Test(name=f"{name}-{number}", input=case.arguments, expected=answer, purpose=purpose))
    return Settled(tests=tuple(tests), other=other, failed=found.count(None))


def is_wanted(answer: object, wanted: tuple[object, ...]) -> bool:
    """Tell whether ``answer`` is one of ``wanted``, but for what JSON has no word for; anything is where there is none."""
    return not wanted or any(_says_the_same(answer, one) for one in wanted)


def _says_the_same(ours: object, theirs: object) -> bool:
    if isinstance(ours, set | frozenset):
        return _same_set(ours, theirs)
    if isinstance(ours, list | tuple) and isinstance(theirs, list | tuple):
        return len(ours) == len(theirs) and all(map(_says_the_same, ours, theirs))
    if isinstance(ours, dict) and isinstance(theirs, dict):
        written = {str(key): value for key, value in theirs.items()}
        return len(ours) == len(theirs) and all(
            str(key) in written and _says_the_same(value, written[str(key)]) for key, value in ours.items()
        )
    if isinstance(ours, float) or isinstance(theirs, float):
        return _close(ours, theirs)
    return ours == theirs


def _same_set(ours: set[object] | frozenset[object], theirs: object) -> bool:
    if not isinstance(theirs, list | tuple | set | frozenset):
        return False
    return len(ours) == len(theirs) and sorted(map(repr, ours)) == sorted(map(repr, theirs))


def _close(ours: object, theirs: object) -> bool:
    if not isinstance(ours, int | float) or not isinstance(theirs, int | float):
        return False
    try:
        return ours == theirs or _close_floats(float(ours), float(theirs))
    except OverflowError:  # an int beyond the range of floats
        return False


def _close_floats(ours: float, theirs: float) -> bool:
    if math.isnan(theirs):
        return math.isnan(ours)
    return math.isclose(ours, theirs, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)


def has_floats(value: object) -> bool:
    """Tell whether there is a float anywhere in ``value``."""
    if isinstance(value, dict):
        return any(has_floats(item) for item in value.values())
    if isinstance(value, list | tuple | set | frozenset):
        return any(has_floats(item) for item in value)
    return isinstance(value, float)


def checker_of(tests: Sequence[Test], *, tolerance: float = _TOLERANCE) -> CheckerSpec:
    """Return the checker for results like these: equal as Python has it, 2 and 2.0 too, and close where there are floats.

    A tolerance would take one large integer for another: it is given where it is needed.
    """
    if any(has_floats(encoding.decode(test.expected)) for test in tests):
        return CheckerSpec(kind=CheckerKind.FLOAT, tolerance=tolerance)
    return CheckerSpec(kind=CheckerKind.FLOAT, tolerance=0.0)
