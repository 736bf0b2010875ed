"""Shapes of all kinds, and whether a value is of one."""

from hypothesis import strategies as st

from afterburner.dataset.own.shapes import (
    Collection,
    CollectionKind,
    Fixed,
    Mapping,
    OneOf,
    Scalar,
    ScalarKind,
    Values,
    is_hashable,
)

TYPES = {"int": int, "float": float, "bool": bool, "str": str, "bytes": bytes, "None": type(None)}
COLLECTIONS = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}

_leaves = st.builds(Scalar, st.sampled_from(ScalarKind)) | st.just(Values((1, "a", None)))
_hashable = st.recursive(
    _leaves,
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda items: Fixed(tuple(items)))
        | st.builds(Collection, st.sampled_from([CollectionKind.TUPLE, CollectionKind.FROZENSET]), inner)
    ),
    max_leaves=2,
).filter(is_hashable)

shapes = st.recursive(
    _hashable | st.builds(Collection, st.just(CollectionKind.SET), _hashable),
    lambda inner: (
        st.builds(Collection, st.sampled_from([CollectionKind.LIST, CollectionKind.TUPLE]), inner)
        | st.lists(inner, max_size=3).map(lambda items: Fixed(tuple(items)))
        | st.builds(Mapping, _hashable, inner)
        | st.lists(inner, min_size=2, max_size=3, unique=True).map(lambda members: OneOf(tuple(members)))
    ),
    max_leaves=4,
)


def is_of(value, shape):
    match shape:
        case Scalar(kind):
            return type(value) is TYPES[kind.value]
        case Values(values):
            return value in values
        case Collection(kind, item):
            return type(value) is COLLECTIONS[kind.value] and all(is_of(one, item) for one in value)
        case Fixed(items):
            return type(value) is tuple and len(value) == len(items) and all(map(is_of, value, items))
        case Mapping(key, item):
            return type(value) is dict and all(is_of(k, key) and is_of(v, item) for k, v in value.items())
        case OneOf(members):
            return any(is_of(value, member) for member in members)
    return False
