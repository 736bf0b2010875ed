"""Checkers: is this answer the expected one? Pure, on bytes and plain values; they never see the program.

For function problems both sides are decoded values and types count: ``True`` is not ``1``, a tuple is not a list. Only
``float`` lets an int stand for a float. NaN equals NaN.

An answer may be as long as the output limit allows, and be made to cost the judge: nothing here builds more of it than the
expected answer has words or lines.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from afterburner.core import encoding
from afterburner.core.errors import UsageError
from afterburner.core.problem import CheckerKind, CheckerSpec

_MOST_TIMES_LONGER = 25
"""A number may be written with this many times the digits of an equal one (``1`` and ``0.9999999999999998889``)."""
_LENGTH_TO_SPARE = 4096


def is_too_long(answer: bytes, expected: bytes, *, to_spare: int = _LENGTH_TO_SPARE) -> bool:
    """Tell whether ``answer`` is too long to be right, and not worth the memory of being read."""
    return len(answer) > _MOST_TIMES_LONGER * len(expected) + to_spare


class Checker(Protocol):
    """Compares an answer with the expected one."""

    def __call__(self, answer: bytes, expected: bytes) -> bool:
        """Tell whether ``answer`` is right."""
        ...


def checker_for(spec: CheckerSpec, *, values: bool) -> Checker:
    """Return the checker for ``spec``: on encoded values for function problems, else on text.

    Raises:
        UsageError: the kind is ``program``, which needs a sandbox: see ``judge.checker_program``.

    """
    if spec.kind is CheckerKind.PROGRAM:
        raise UsageError("a checker program can't be called without a sandbox", hint="judge with it")
    if values:
        return lambda answer, expected: _check_values(answer, expected, spec)
    return {
        CheckerKind.EXACT: _exact,
        CheckerKind.TOKENS: _tokens,
        CheckerKind.FLOAT: lambda answer, expected: _floats(answer, expected, spec.tolerance),
        CheckerKind.UNORDERED: _unordered,
    }[spec.kind]


def _exact(answer: bytes, expected: bytes) -> bool:
    return answer == expected


def words(text: bytes, *, most: int) -> list[bytes]:
    """Return the first ``most`` words of ``text``, and as one more item whatever follows them."""
    return text.split(None, most)


def _tokens(answer: bytes, expected: bytes) -> bool:
    theirs = expected.split()
    return words(answer, most=len(theirs)) == theirs


def _floats(answer: bytes, expected: bytes, tolerance: float) -> bool:
    theirs = expected.split()
    ours = words(answer, most=len(theirs))
    return len(ours) == len(theirs) and all(
        a == b or _close_words(a, b, tolerance) for a, b in zip(ours, theirs, strict=True)
    )


def _close_words(answer: bytes, expected: bytes, tolerance: float) -> bool:
    # Python groups digits with underscores, and nobody else does; and it quotes the whole of what is no number in an error.
    if b"_" in answer or is_too_long(answer, expected):
        return False
    try:
        return _close(float(answer), float(expected), tolerance)
    except ValueError:
        return False


def _close(answer: float, expected: float, tolerance: float) -> bool:
    if math.isnan(expected):
        return math.isnan(answer)
    return math.isclose(answer, expected, rel_tol=tolerance, abs_tol=tolerance)


def _unordered(answer: bytes, expected: bytes) -> bool:
    missing = Counter(_lines(expected))
    for line in _lines(answer):
        if missing[line] == 0:
            return False
        missing[line] -= 1
    return not any(missing.values())


_LINE = re.compile(rb"[^\r\n]+")


def _lines(text: bytes) -> Iterator[bytes]:
    """Yield the lines that are not blank, one at a time: a list of millions of them would be many times the text."""
    return (stripped for match in _LINE.finditer(text) if (stripped := match.group().strip()))


def _check_values(answer: bytes, expected: bytes, spec: CheckerSpec) -> bool:
    if is_too_long(answer, expected):
        return False
    try:
        ours = encoding.canonical(answer)
    except encoding.EncodingError:
        return False
    theirs = encoding.canonical(expected)
    if spec.kind is CheckerKind.UNORDERED and isinstance(ours, list) and isinstance(theirs, list):
        return Counter(map(json.dumps, ours)) == Counter(map(json.dumps, theirs))
    if spec.kind is CheckerKind.FLOAT:
        return _close_values(ours, theirs, spec.tolerance)
    return json.dumps(ours) == json.dumps(theirs)


def _close_values(ours: object, theirs: object, tolerance: float) -> bool:
    if _is_number(ours) and _is_number(theirs):
        return _close_numbers(ours, theirs, tolerance)
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(_close_values(ours[key], theirs[key], tolerance) for key in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(
            _close_values(a, b, tolerance) for a, b in zip(ours, theirs, strict=True)
        )
    return json.dumps(ours) == json.dumps(theirs)


def _close_numbers(ours: object, theirs: object, tolerance: float) -> bool:
    assert isinstance(ours, int | float)
    assert isinstance(theirs, int | float)
    if ours == theirs:
        return True
    try:
        floats = float(ours), float(theirs)
    except OverflowError:  # an int beyond the range of floats
        return False
    # Without a tolerance, two large ints that are the same float still are two numbers.
    return all(map(math.isnan, floats)) if tolerance == 0 else _close(*floats, tolerance)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
