"""The type of a function in every language: what it takes and what it returns, in Python's own words.

>>> signature = parse_signature("longest_calm(heights: list[int], k: int) -> int")
>>> signature.name, signature.parameters[0].type.depth
('longest_calm', 1)

The types are those that all languages share: ``int`` (64 bits, signed), ``float``, ``bool``, ``str``, and lists of them,
nested at will. Tuples, sets, dicts and ``None`` are left out: what they become differs from language to language.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from afterburner.core.errors import UsageError

_MOST_DEPTH = 8
"""Lists in lists beyond this are nobody's interface."""
_TEXT = re.compile(r"\s*([A-Za-z_]\w*)\s*\((.*)\)\s*->\s*([\w\[\]\s]+?)\s*", re.DOTALL)
_PARAMETER = re.compile(r"\s*([A-Za-z_]\w*)\s*:\s*([\w\[\]\s]+?)\s*")
_HINT = "write it like f(a: list[int], k: int) -> str; types are int, float, bool, str, and list[...] of them"


class Scalar(StrEnum):
    """What a list holds at its bottom."""

    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    STR = "str"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueType:
    """A scalar, or lists of it."""

    scalar: Scalar
    depth: int = 0
    """How many lists lie around the scalar."""

    def __str__(self) -> str:
        return "list[" * self.depth + self.scalar.value + "]" * self.depth


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One argument."""

    name: str
    type: ValueType


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Name, parameters and result of a function."""

    name: str
    parameters: tuple[Parameter, ...]
    returns: ValueType

    def __str__(self) -> str:
        parameters = ", ".join(f"{parameter.name}: {parameter.type}" for parameter in self.parameters)
        return f"{self.name}({parameters}) -> {self.returns}"


def parse_signature(text: str) -> Signature:
    """Return the signature that ``text`` writes down.

    Raises:
        UsageError: it is not of the form ``name(a: type, ...) -> type``, or a type is not one of those above.

    """
    whole = _TEXT.fullmatch(text)
    if whole is None:
        raise UsageError(f"{text!r:.120} is not a signature", hint=_HINT)
    name, inside, returns = whole.groups()
    parts = inside.split(",") if inside.strip() else []
    parameters = tuple(_parameter(part, text) for part in parts)
    if len({parameter.name for parameter in parameters}) < len(parameters):
        raise UsageError(f"{text!r:.120} names two parameters alike", hint=_HINT)
    return Signature(name=name, parameters=parameters, returns=_type(returns, text))


def _parameter(part: str, text: str) -> Parameter:
    found = _PARAMETER.fullmatch(part)
    if found is None:
        raise UsageError(f"{part.strip()!r:.80} is not a parameter, in the signature {text!r:.120}", hint=_HINT)
    return Parameter(name=found.group(1), type=_type(found.group(2), text))


def _type(word: str, text: str) -> ValueType:
    inner, depth = word.strip(), 0
    while inner.startswith("list[") and inner.endswith("]"):
        inner, depth = inner[len("list[") : -1].strip(), depth + 1
    if inner not in {scalar.value for scalar in Scalar} or depth > _MOST_DEPTH:
        raise UsageError(f"{word!r:.80} is not a type, in the signature {text!r:.120}", hint=_HINT)
    return ValueType(scalar=Scalar(inner), depth=depth)
