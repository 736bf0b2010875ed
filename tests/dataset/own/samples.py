"""Shapes, and whether a value is of one: what the laws of made inputs are stated with."""

from hypothesis import strategies as st

from afterburner.dataset.own.shapes import (
    Collection,
    CollectionKind,
    Fixed,
    Mapping,
    OneOf,
    Parameter,
    Scalar,
    ScalarKind,
    Values,
)

TYPES = {"int": int, "float": float, "bool": bool, "str": str, "bytes": bytes, "None": type(None)}
COLLECTIONS = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}

_leaves = st.sampled_from([Scalar(kind) for kind in ScalarKind] + [Values(("a", 1, None))])
_hashable = st.recursive(
    _leaves,
    lambda inner: (
        st.builds(Collection, st.sampled_from([CollectionKind.TUPLE, CollectionKind.FROZENSET]), inner)
        | st.builds(Fixed, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=3,
)
shapes = st.recursive(
    _hashable
    | st.builds(Collection, st.just(CollectionKind.SET), _hashable)
    | st.builds(OneOf, st.lists(_leaves, min_size=2, max_size=3, unique=True).map(tuple)),
    lambda inner: (
        st.builds(Collection, st.just(CollectionKind.LIST), inner)
        | st.builds(Mapping, _hashable, inner)
        | st.builds(Fixed, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=4,
)


def parameter(shape, *, is_optional=False):
    return Parameter(name="a", shape=shape, is_optional=is_optional)


def is_of(value, shape):
    match shape:
        case Scalar(kind):
            return type(value) is TYPES[kind.value]
        case Values(values):
            return value in values
        case Collection(kind, item):
            return type(value) is COLLECTIONS[kind.value] and all(is_of(part, item) for part in value)
        case Fixed(items):
            is_fitting = type(value) is tuple and len(value) == len(items)
            return is_fitting and all(is_of(part, item) for part, item in zip(value, items, strict=True))
        case Mapping(key, inner):
            return type(value) is dict and all(is_of(k, key) and is_of(v, inner) for k, v in value.items())
        case OneOf(members):
            return any(is_of(value, member) for member in members)
