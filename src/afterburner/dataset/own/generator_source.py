"""Shapes as the source of ``generate(seed, size)``: inputs that grow, for where slow and fast separate.

The source is ``drawing.py`` and a function of a few lines; it is run in the sandbox, as any generator is. Its inputs come in
styles. An original that takes no negative numbers, or wants texts of digits, fails on most styles: whoever tried it gives the
ones on which it did not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import assert_never

from afterburner.dataset.own.shapes import (
    Collection,
    CollectionKind,
    Fixed,
    Mapping,
    OneOf,
    Parameter,
    Scalar,
    ScalarKind,
    Shape,
    Values,
    levels,
)


@dataclass(frozen=True, slots=True)
class Style:
    """What the values of one call have in common."""

    lowest: int
    """-1: ints from minus the size; else the least one."""
    alphabet: str
    """What texts are of."""
    is_even: bool
    """Whether collections that lie beside each other are of the same length: rows of a table, names and their values."""


STYLES = (
    Style(-1, "ab", is_even=True),
    Style(0, "abcdefghijklmnopqrstuvwxyz", is_even=False),
    Style(1, "123456789", is_even=True),
    Style(-1, "abcdefghijklmnop   ", is_even=False),
    Style(0, "()[]{}", is_even=True),
    Style(0, "01", is_even=True),
    Style(-1, "aA zZ09.,-éßλ日😀\n", is_even=False),
)
"""Every kind of text and of range that functions are often written for."""

_SCALARS = {
    ScalarKind.INT: "whole",
    ScalarKind.FLOAT: "real",
    ScalarKind.BOOL: "truth",
    ScalarKind.STR: "text",
    ScalarKind.BYTES: "octets",
}
_HEAD = '''

STYLES = {styles!r}


def generate(seed, size):
    """Return the arguments of one call, in their order."""
    draws = Draws(seed, size, STYLES)
    return [
{arguments}
    ]
'''


def generator_source(parameters: Sequence[Parameter], *, styles: Sequence[Style] = STYLES) -> str:
    """Return a generator of arguments for ``parameters``, all of them, in the given styles, of which there is one at least.

    The same seed and size give the same arguments. A collection of collections is about ``size`` large as a whole.
    """
    assert styles
    has_collections = any(levels(parameter.shape) for parameter in parameters)
    whole = "count" if has_collections else "extent"
    lines = [f"        {_argument(parameter.shape, whole)}(size),  # {parameter.name}" for parameter in parameters]
    plain = [(style.lowest, style.alphabet, style.is_even) for style in styles]
    drawing = (files("afterburner.dataset.own") / "drawing.py").read_text(encoding="utf-8")
    return drawing + _HEAD.format(styles=plain, arguments="\n".join(lines))


def _argument(shape: Shape, whole: str) -> str:
    if shape == Scalar(ScalarKind.INT):
        return f"draws.{whole}"
    if isinstance(shape, OneOf):
        return _either(shape, whole)
    return _made(shape)


def _made(shape: Shape) -> str:
    """Return the expression of a function that makes a value of ``shape`` of a size."""
    match shape:
        case Scalar(ScalarKind.NONE):
            return "(lambda n: None)"
        case Scalar(kind):
            return f"draws.{_SCALARS[kind]}"
        case Values(values):
            return f"(lambda n: draws.choice({list(values)!r}))"
        case Collection():
            return _several(shape)
        case Mapping(key, value):
            pair = Fixed((key, value))
            return f"(lambda n: dict({_items(shape, pair)}))"
        case Fixed(items):
            inner = "".join(f"{_made(item)}(n), " for item in items)
            return f"(lambda n: ({inner}))"
        case OneOf():
            return _either(shape, "whole")
    assert_never(shape)


def _either(shape: OneOf, whole: str) -> str:
    last = Scalar(ScalarKind.NONE)
    members = sorted(shape.members, key=lambda member: (member != last, levels(member)), reverse=True)
    makes = ", ".join(_argument(member, whole) for member in members)
    return f"(lambda n: draws.either([{makes}], n))"


def _several(shape: Collection) -> str:
    items = _items(shape, shape.item)
    return f"(lambda n: {items})" if shape.kind is CollectionKind.LIST else f"(lambda n: {shape.kind.value}({items}))"


def _items(shape: Collection | Mapping, item: Shape) -> str:
    is_text = levels(item) == 1 and _has_no_collection(item)
    return f"draws.items({_made(item)}, n, {levels(shape)}, is_text={is_text})"


def _has_no_collection(shape: Shape) -> bool:
    match shape:
        case Collection() | Mapping():
            return False
        case Fixed(parts) | OneOf(parts):
            return all(map(_has_no_collection, parts))
        case _:
            return True
