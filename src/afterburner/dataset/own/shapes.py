"""What values a type hint allows, as a small tree: only what ``core.encoding`` can carry."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class ScalarKind(StrEnum):
    """The types that hold nothing."""

    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    STR = "str"
    BYTES = "bytes"
    NONE = "None"


class CollectionKind(StrEnum):
    """The types that hold any number of items of one shape."""

    LIST = "list"
    TUPLE = "tuple"
    SET = "set"
    FROZENSET = "frozenset"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value of a type without parts."""

    kind: ScalarKind


@dataclass(frozen=True, slots=True)
class Collection:
    """Any number of items."""

    kind: CollectionKind
    item: "Shape"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A tuple of as many items as there are shapes."""

    items: tuple["Shape", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A dict."""

    key: "Shape"
    value: "Shape"


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value of any of the shapes; two or more of them, all different."""

    members: tuple["Shape", ...]


@dataclass(frozen=True, slots=True)
class Values:
    """One of these values, which are int, bool, str, bytes or None."""

    values: tuple[object, ...]


Shape: TypeAlias = Scalar | Collection | Fixed | Mapping | OneOf | Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One argument of a call."""

    name: str
    shape: Shape
    is_optional: bool = False
    """Whether the function has a default for it."""


def is_hashable(shape: Shape) -> bool:
    """Tell whether every value of ``shape`` can be in a set."""
    match shape:
        case Scalar() | Values():
            return True
        case Collection(kind, item):
            return kind is CollectionKind.FROZENSET or (kind is CollectionKind.TUPLE and is_hashable(item))
        case Fixed(parts) | OneOf(parts):
            return all(map(is_hashable, parts))
        case Mapping():
            return False


def levels(shape: Shape) -> int:
    """Return how many collections, texts among them, lie in each other: what the size of a value is split over."""
    match shape:
        case Scalar(kind):
            return int(kind in {ScalarKind.STR, ScalarKind.BYTES})
        case Values():
            return 0
        case Collection(_, item):
            return 1 + levels(item)
        case Mapping(key, value):
            return 1 + max(levels(key), levels(value))
        case Fixed(parts) | OneOf(parts):
            return max(map(levels, parts), default=0)
