"""What JSON made of the inputs of MBPP+: tuples and sets became lists, complex numbers texts.

The table says of which task what is to be put back. Source: EvalPlus, ``evalplus/data/mbpp.py``, whose loader does the same.
"""

from collections.abc import Callable

Restore = Callable[[list[object]], list[object]]


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _tuples_in(value: object) -> object:
    return [_tuple(item) for item in value] if isinstance(value, list) else value


def _all_tuples(value: object) -> object:
    return tuple(_all_tuples(item) for item in value) if isinstance(value, list) else value


def _at(*places: int, how: Callable[[object], object]) -> Restore:
    return lambda given: [how(value) if place in places else value for place, value in enumerate(given)]


def _everywhere(how: Callable[[object], object]) -> Restore:
    return lambda given: [how(value) for value in given]


def _set(value: object) -> object:
    return set(value) if isinstance(value, list) and value else {}


def _sets_in(value: object) -> object:
    return [_set(item) for item in value] if isinstance(value, list) else value


def _tuples_as_values(value: object) -> object:
    return {key: _tuple(item) for key, item in value.items()} if isinstance(value, dict) else value


_RULES: tuple[tuple[Restore, str], ...] = (
    (
        _everywhere(_tuple),
        "2 116 132 143 222 261 273 394 399 421 424 429 470 560 579 596 616 630 726 740 744 809",
    ),
    (_everywhere(_tuples_in), "63 64 70 94 120 237 272 299 400 409 417 438 473 614 780"),
    (_at(0, how=_tuples_in), "75 413 444 753"),
    (_at(1, how=_tuple), "106 750"),
    (_at(0, how=_sets_in), "115"),
    (_at(0, how=_tuple), "250 307 405 446 617 720 763 808"),
    (_everywhere(lambda value: _tuple(_tuples_in(value))), "259 278 401 445"),
    (_at(0, how=_tuples_as_values), "722"),
    (_everywhere(_all_tuples), "580 615 791"),
)
_RESTORES = {int(task): restore for restore, tasks in _RULES for task in tasks.split()}

COMPLEX = frozenset({124, 252})
"""Tasks about complex numbers, which have no encoding."""


def restored(task: int, given: list[object]) -> list[object]:
    """Return the arguments of MBPP's ``task`` as they were before JSON."""
    restore = _RESTORES.get(task)
    return given if restore is None else restore(given)


ANY_ANSWER = frozenset({164})
"""Tasks of which EvalPlus takes any answer for right: their canonical solution is not one for all inputs."""

NONE_OR_NOT = frozenset({"check_str", "text_match_three", "text_starta_endb"})
"""Functions of which EvalPlus only looks whether they return None: what they return may be objects without an encoding."""

_DIGITS = "zip(*(str(n).zfill(max(len(str(m)) for m in input)) for n in input))"
_HEIGHT = "(input[0] ** 2 / 4 + input[1] ** 2) ** 0.5"
ORACLES: dict[int, str] = {
    **dict.fromkeys((2, 7, 111, 140, 232, 249, 579, 769), "set(answer) == set(expected)"),
    295: "answer == expected or answer == 0",
    558: f"answer == expected or answer == sum(abs(int(a) - int(b)) for a, b in {_DIGITS})",
    581: f"answer == expected or abs(answer - round(input[0] ** 2 + 2 * input[0] * {_HEIGHT})) <= 1e-6",
}
"""When an answer is right, where there is more than one; expressions. Source: EvalPlus, its special oracles."""
