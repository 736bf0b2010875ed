"""Shapes as the source of a generator: ``generate(seed, size)``, which the sandbox runs like any other generator.

What ``size`` means: a collection has about so many items, a text so many characters, an int is mostly within plus and minus so
many. Collections in collections share: a matrix of size 10,000 is a hundred by a hundred; texts in a collection stay short, so
that there are many of them.
"""

from collections.abc import Sequence
from typing import assert_never

from afterburner.dataset.own.shapes import Collection, Fixed, Mapping, OneOf, Parameter, Scalar, Shape, Values

_SOURCE = '''"""Inputs for one function, by its type hints: the same seed and size, the same arguments."""

import random

PARAMETERS = {parameters}
SHORT = 8
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def generate(seed, size):
    """Return the arguments of one call."""
    draw = random.Random(seed * 1_000_003 + size)
    return [value(shape, size, draw) for shape in PARAMETERS]


def value(shape, size, draw):
    """Return one value; about ``size`` of whatever it holds."""
    kind, parts = shape[0], shape[1:]
    if kind in SCALARS:
        return SCALARS[kind](size, draw)
    if kind == "values":
        return draw.choice(parts)
    if kind == "fixed":
        return tuple(value(part, size, draw) for part in parts)
    if kind == "one_of":
        return value(draw.choice(parts), size, draw)
    depth = max(map(levels, parts))
    length = round(size ** (1 / (1 + depth)))
    inner = (max(SHORT, length) if depth else SHORT) if any(map(is_text, parts)) else length if depth else size
    if kind == "dict":
        return {{value(parts[0], inner, draw): value(parts[1], inner, draw) for _ in range(length)}}
    items = [value(parts[0], inner, draw) for _ in range(length)]
    return COLLECTIONS[kind](items)


def levels(shape):
    """Return how many collections lie in each other; a text counts as one letter."""
    if shape[0] in SCALARS or shape[0] == "values":
        return 0
    inner = max(map(levels, shape[1:]), default=0)
    return inner + (shape[0] not in ("fixed", "one_of"))


def is_text(shape):
    """Tell whether a shape is a text, or holds one without a collection between."""
    return shape[0] in ("str", "bytes") or (shape[0] in ("fixed", "one_of") and any(map(is_text, shape[1:])))


def integer(size, draw):
    """Return an int, one in ten beyond ``size``."""
    most = max(1, size) if draw.random() < 0.9 else 10 * size + 10
    return draw.randint(-most, most) if draw.random() < 0.5 else draw.randint(0, most)


SCALARS = {{
    "int": integer,
    "float": lambda size, draw: round(draw.uniform(-size - 1, size + 1), 6),
    "bool": lambda size, draw: draw.random() < 0.5,
    "str": lambda size, draw: "".join(draw.choices(LETTERS, k=size)),
    "bytes": lambda size, draw: draw.randbytes(size),
    "None": lambda size, draw: None,
}}
COLLECTIONS = {{"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}}
'''


def generator_source(parameters: Sequence[Parameter]) -> str:
    """Return the source of a generator for calls with ``parameters``, those with a default among them."""
    shapes = ", ".join(repr(_written(parameter.shape)) for parameter in parameters)
    return _SOURCE.format(parameters=f"({shapes},)")


def _written(shape: Shape) -> tuple[object, ...]:
    match shape:
        case Scalar(kind):
            return (kind.value,)
        case Values(values):
            return ("values", *values)
        case Collection(kind, item):
            return (kind.value, _written(item))
        case Fixed(items):
            return ("fixed", *map(_written, items))
        case Mapping(key, value):
            return ("dict", _written(key), _written(value))
        case OneOf(members):
            return ("one_of", *map(_written, members))
    assert_never(shape)
