"""Smaller values of the same shape: from an input that shows something to a small one that shows it too.

    shrink([9, 4, -7, 4], lambda value: 4 in value, until_s=deadline)      [4]

A list stays a list of the same kinds of things, a text a text: whatever a type hint allowed before, it allows after.
"""

import time
from collections.abc import Callable, Iterator, Sequence

_SCALARS_FIRST = 8
"""Of a long list, so many items are made smaller one by one; the list has been made short before."""


def shrink(value: object, is_interesting: Callable[[object], bool], *, until_s: float) -> object:
    """Return a smaller value that is interesting still; ``value`` itself where none is found before ``until_s``.

    ``until_s`` is on the monotonic clock. Greedy: from each value to the first smaller one that is interesting.
    """
    while True:
        for tried in smaller(value):
            if time.monotonic() > until_s:
                return value
            if is_interesting(tried):
                value = tried
                break
        else:
            return value


def smaller(value: object) -> Iterator[object]:
    """Yield values that are smaller than ``value`` and of the same shape, the smallest first; never ``value`` itself."""
    if isinstance(value, bool):
        yield from [False] if value else []
    elif isinstance(value, int):
        yield from _smaller_int(value)
    elif isinstance(value, float):
        yield from (number for number in (0.0, float(int(value)) if abs(value) < 1e15 else 1.0) if number != value)  # noqa: PLR2004
    elif isinstance(value, str):
        yield from ("".join(map(str, part)) for part in _shorter(value))
        yield from (
            value[:at] + "a" + value[at + 1 :] for at, letter in enumerate(value[:_SCALARS_FIRST]) if letter != "a"
        )
    elif isinstance(value, list):
        yield from map(list, _shorter(value))
        yield from _with_smaller_items(value)
    elif isinstance(value, tuple):
        yield from map(tuple, _with_smaller_items(list(value)))
    elif isinstance(value, set | frozenset):
        yield from map(type(value), _shorter(sorted(value, key=repr)))
    elif isinstance(value, dict):
        yield from ({key: value[key] for key in keys} for keys in _shorter(list(value)))
        for key, item in list(value.items())[:_SCALARS_FIRST]:
            yield from ({**value, key: tried} for tried in smaller(item))


def _smaller_int(value: int) -> Iterator[int]:
    if value:
        yield 0
        if value < 0:
            yield -value
        half = value // 2 if value > 0 else -(-value // 2)
        yield from (number for number in (half, value - (1 if value > 0 else -1)) if number not in {0, value})


def _shorter(items: Sequence[object]) -> Iterator[Sequence[object]]:
    """Yield ``items`` without a half, a quarter, and so on, down to one item."""
    size = len(items)
    while size:
        for start in range(0, len(items), size):
            yield [*items[:start], *items[start + size :]]
        size //= 2


def _with_smaller_items(items: list[object]) -> Iterator[list[object]]:
    for at, item in enumerate(items[:_SCALARS_FIRST]):
        for tried in smaller(item):
            yield [*items[:at], tried, *items[at + 1 :]]
