"""What foreign code returns, found in the sandbox: answers, values of expressions, inputs of a generator.

    found = answers(sandbox, code=solution, entry_point="f", inputs=[encoding.encode([1]), encoding.encode([2])])

The code runs many times in one process, defined anew for each; where that process fails as a whole (a limit, a crash), each
run is tried by itself. What comes back was made beside foreign code: it is data, and read as such.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from afterburner.core import encoding
from afterburner.core.execution import MIB, Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.port import Sandbox

LIMITS = Limits(cpu_s=30.0, wall_s=60.0, memory_bytes=2048 * MIB)
"""Of one process; wide, since it is to answer all of a record's tests."""

_ALONE = Limits()
"""Of one run by itself: what a test is given when somebody is judged by it."""

_MOST_TOGETHER = 64
"""Runs in one process: few enough that a failure among them costs little."""

_DEAD = "dead"
"""The outcome of a run whose process did not live to tell; no other outcome is a text."""
_MOST_DEATHS = 3
"""In a row: code that is without an end on three inputs is not tried on a thousand."""


@cache
def tracer() -> bytes:
    """Return the program that runs in the sandbox beside foreign code."""
    return (resources.files(__package__) / "tracer.txt").read_bytes()


def answers(sandbox: Sandbox, *, code: str, entry_point: str, inputs: Sequence[bytes]) -> list[bytes | None]:
    """Return the encoded result for each encoded list of arguments; None where there is none.

    Raises:
        SandboxError: the machine failed.

    """
    decoded = [encoding.decode(given) for given in inputs]
    return list(map(_encoded, _outcomes(sandbox, "answers", [code, entry_point], decoded)))


def values_of(sandbox: Sandbox, *, prelude: str, expressions: Sequence[str]) -> list[bytes | None]:
    """Return the encoded value of each Python expression, made beside what ``prelude`` defines; None where there is none.

    Raises:
        SandboxError: the machine failed.

    """
    return list(map(_encoded, _outcomes(sandbox, "evaluated", [prelude], list(expressions))))


def generated(
    sandbox: Sandbox, *, code: str, name: str, calls: Sequence[tuple[int, Sequence[object]]]
) -> list[bytes | None]:
    """Return what the function ``name`` of ``code`` returns for each (seed of ``random``, arguments), encoded.

    Raises:
        SandboxError: the machine failed.

    """
    asked: list[object] = [[seed, list(arguments)] for seed, arguments in calls]
    return list(map(_encoded, _outcomes(sandbox, "inputs", [code, name], asked)))


def converted_cases(
    sandbox: Sandbox, *, code: str, name: str, cases: Sequence[tuple[object, object]]
) -> list[tuple[object, object] | None]:
    """Return the arguments and the expected result that the function ``name`` of ``code`` makes of each case.

    Raises:
        SandboxError: the machine failed.

    """
    asked: list[object] = [list(case) for case in cases]
    found = _outcomes(sandbox, "converted", [code, name], asked)
    return [(one[0], one[1]) if isinstance(one, list) and len(one) == 2 else None for one in found]  # noqa: PLR2004 - a pair


def _outcomes(sandbox: Sandbox, entry: str, common: list[object], items: list[object]) -> list[object]:
    outcomes: list[object] = []
    for start in range(0, len(items), _MOST_TOGETHER):
        part = items[start : start + _MOST_TOGETHER]
        found = _together(sandbox, entry, common, part, LIMITS)
        outcomes += _one_by_one(sandbox, entry, common, part) if found is None else found
        if outcomes[-_MOST_DEATHS:] == [_DEAD] * _MOST_DEATHS:
            break
    living = [None if outcome is _DEAD else outcome for outcome in outcomes]
    return [*living, *[None] * (len(items) - len(living))]


def _one_by_one(sandbox: Sandbox, entry: str, common: list[object], items: list[object]) -> list[object]:
    """Return an outcome an item, or less than that, where the last ones are ``_DEAD``."""
    outcomes: list[object] = []
    for item in items:
        found = _together(sandbox, entry, common, [item], _ALONE)
        outcomes.append(_DEAD if found is None else found[0])
        if outcomes[-_MOST_DEATHS:] == [_DEAD] * _MOST_DEATHS:
            break
    return outcomes


def _together(
    sandbox: Sandbox, entry: str, common: list[object], items: list[object], limits: Limits
) -> list[object] | None:
    """Return one outcome an item; None where the process did not live to tell."""
    seen = sandbox.execute(
        Program(source=tracer(), entry_point=entry), encoding.encode([*common, items]), limits=limits
    )
    if seen.status is not Status.OK or seen.result is None:
        return None
    try:
        found = encoding.decode(seen.result)
    except encoding.EncodingError:
        return None
    if not isinstance(found, list) or len(found) != len(items):
        return None
    return [outcome if isinstance(outcome, list) else None for outcome in found]


def _encoded(outcome: object) -> bytes | None:
    if not isinstance(outcome, list) or len(outcome) != 1:
        return None
    try:
        return encoding.encode(outcome[0])
    except encoding.EncodingError:
        return None
