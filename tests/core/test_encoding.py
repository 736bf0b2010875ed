"""Values as bytes and back: exact for what has an encoding, an EncodingError for all else."""

import enum
import json
import math
from collections import Counter, OrderedDict, defaultdict, namedtuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from afterburner.core.encoding import MOST_DEPTH, EncodingError, decode, encode
from tests.strategies import encodable, json_like

quick = settings(max_examples=150, deadline=None)


def same(a, b):
    """Equal in content and in type, all the way down."""
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return same(list(a.items()), list(b.items()))
    if isinstance(a, set | frozenset):
        return len(a) == len(b) and all(any(same(x, y) for y in b) for x in a)
    return a == b


@quick
@given(encodable)
@example("\ud800\udc00")
@example(["\udc80", {"\ud800": "\ud83d\ude00"}])
@example({"$": "tuple", "v": []})
@example({1: "a", "1": "b"})
@example([0.0, -0.0, math.inf, -math.inf])
def test_decoding_gives_back_the_value_with_exact_types(value):
    assert same(decode(encode(value)), value)


@quick
@given(encodable)
def test_encoding_is_the_same_each_time(value):
    assert encode(decode(encode(value))) == encode(value)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (True, 1),
        (1, 1.0),
        (0.0, -0.0),
        ([1], (1,)),
        ({1}, frozenset({1})),
        ({1}, [1]),
        (b"1", "1"),
        (b"1", "31"),
        (None, "null"),
        ({"1": 0}, {1: 0}),
        ({True: 0}, {1: 0}),
        ((), {"$": "tuple", "v": []}),
        (b"", {"$": "bytes", "v": ""}),
        ("\ud83d\ude00", "\U0001f600"),
        (math.nan, "NaN"),
    ],
)
def test_different_values_have_different_encodings(a, b):
    assert encode(a) != encode(b)


def test_sets_are_encoded_in_an_order_of_their_own():
    assert encode({"a", "b", 3, None}) == encode({None, 3, "b", "a"})


class AlwaysEqual(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class Colour(enum.IntEnum):
    RED = 1


def subclassed(base):
    return type("Sub", (base,), {})()


@pytest.mark.parametrize(
    "value",
    [
        AlwaysEqual(1),
        Colour.RED,
        *[subclassed(base) for base in (int, float, str, bytes, list, tuple, dict, set, frozenset)],
        OrderedDict(a=1),
        defaultdict(int),
        Counter("a"),
        namedtuple("Point", "x")(1),  # noqa: PYI024 - it is the untyped one that programs return
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("wrap", [lambda v: v, lambda v: [v], lambda v: (1, v), lambda v: {"k": v}])
def test_an_instance_of_a_subclass_has_no_encoding(value, wrap):
    with pytest.raises(EncodingError):
        encode(wrap(value))


@pytest.mark.parametrize("value", [object(), int, len, iter([]), (x for x in ()), 1j, range(3), bytearray(b"x")])
def test_a_value_of_another_type_has_no_encoding(value):
    with pytest.raises(EncodingError, match="can't be returned"):
        encode([value])


def test_a_list_that_holds_itself_has_no_encoding():
    endless = []
    endless.append(endless)
    with pytest.raises(EncodingError, match="nested"):
        encode(endless)


def test_an_int_with_too_many_digits_has_no_encoding():
    with pytest.raises(EncodingError, match="digits"):
        encode([10**5000])


def nested(wrap, levels):
    value = 1
    for _ in range(levels):
        value = wrap(value)
    return value


@pytest.mark.parametrize(
    "wrap",
    [lambda v: [v], lambda v: (v,), lambda v: {"k": v}, lambda v: {1: v}, lambda v: {"$": v}, lambda v: frozenset({v})],
    ids=["list", "tuple", "object", "dict", "dollar", "frozenset"],
)
def test_the_deepest_value_that_is_encoded_is_also_decoded(wrap):
    deepest = nested(wrap, MOST_DEPTH + 1)
    assert encode(decode(encode(deepest))) == encode(deepest)
    with pytest.raises(EncodingError, match="nested"):
        encode(nested(wrap, MOST_DEPTH + 2))


@quick
@given(st.binary() | json_like.map(lambda v: json.dumps(v).encode()))
@example(b"")
@example(b"\xff")
@example(b"[1")
@example(b"[" * 100_000)
@example(b'{"$":' * 50_000)
@example(b"9" * 5_000)
@example(b"[" * 202 + b"]" * 202)
@example(b'{"$":[],"v":[]}')
@example(b'{"$":"set","v":[[]]}')
@example(b'{"$":"dict","v":[[[],1]]}')
@example(b'{"$":"dict","v":[1]}')
@example(b'{"$":"dict","v":[[1,2,3]]}')
@example(b'{"$":"bytes","v":"zz"}')
@example(b'{"$":"bytes","v":[1]}')
@example(b'{"$":"dict","v":[["a",1],["a",2]]}')
def test_hostile_bytes_are_a_plain_value_that_can_be_encoded_again_or_an_encoding_error(text):
    try:
        value = decode(text)
    except EncodingError:
        return
    assert same(decode(encode(value)), value)
