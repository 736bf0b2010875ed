"""Checkers: hand-written cases, and the laws that any comparison must obey."""

import json
import math
import time
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.encoding import MOST_DEPTH, EncodingError, encode
from afterburner.core.problem import CheckerKind, CheckerSpec
from afterburner.judge.checkers import checker_for
from tests.strategies import PURE_KINDS, encodable, json_like

quick = settings(max_examples=50, deadline=None)
every_kind = pytest.mark.parametrize("kind", PURE_KINDS)


def text(kind, answer, expected, *, tolerance=1e-6):
    return checker_for(CheckerSpec(kind=CheckerKind(kind), tolerance=tolerance), values=False)(answer, expected)


def value(kind, answer, expected, *, tolerance=1e-6):
    checker = checker_for(CheckerSpec(kind=CheckerKind(kind), tolerance=tolerance), values=True)
    return checker(encode(answer), encode(expected))


@pytest.mark.parametrize(
    ("kind", "answer", "expected", "is_right"),
    [
        ("exact", b"a b\n", b"a b\n", True),
        ("exact", b"a b", b"a b\n", False),
        ("exact", b"a  b\n", b"a b\n", False),
        ("tokens", b" a\tb\r\n\n", b"a b", True),
        ("tokens", b"a b", b"a b c", False),
        ("tokens", b"a b c d", b"a b c", False),
        ("tokens", b"ab", b"a b", False),
        ("tokens", b"A", b"a", False),
        ("tokens", b"1.0", b"1", False),
        ("tokens", b"", b"", True),
        ("tokens", b"", b"0", False),
        ("tokens", b"\xff\x00", b"\xff\x00", True),
        ("float", b"0.3333333", b"0.33333333333", True),
        ("float", b"1000000.5", b"1000000", True),
        ("float", b"1.001", b"1", False),
        ("float", b"1 2", b"1", False),
        ("float", b"1", b"1 1", False),
        ("float", b"yes 1.0", b"yes 1", True),
        ("float", b"no 1.0", b"yes 1", False),
        ("float", b"nan", b"NaN", True),
        ("float", b"nan", b"1", False),
        ("float", b"1", b"nan", False),
        ("float", b"inf", b"1e308", False),
        ("float", b"inf", b"inf", True),
        ("float", b"-inf", b"inf", False),
        ("float", b"1_0", b"10", False),
        ("float", b"0x10", b"16", False),
        ("float", b"True", b"1", False),
        ("unordered", b"b\na\n", b"a\nb\n", True),
        ("unordered", b"a\na\nb\n", b"a\nb\nb\n", False),
        ("unordered", b"a\n", b"a\na\n", False),
        ("unordered", b"\n b \na\n", b"a\nb", True),
        ("unordered", b"2 1\n", b"1 2\n", False),
    ],
)
def test_texts_are_compared_as_the_checker_says(kind, answer, expected, is_right):
    assert text(kind, answer, expected) is is_right


@pytest.mark.parametrize("kind", ["exact", "tokens", "unordered"])
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (True, 1),
        (1, 1.0),
        ([True], [1]),
        ((1, 2), [1, 2]),
        ({1, 2}, [1, 2]),
        ({1}, frozenset({1})),
        ({True: "x"}, {1: "x"}),
        ({1: "x"}, {"1": "x"}),
        ([{1: 0}], [{1.0: 0}]),
        (-0.0, 0.0),
        ("1", 1),
        (b"a", "a"),
        (None, False),
        ([], ()),
        ([1, 2], [1]),
        ({"a": 1}, {"a": 1, "b": 2}),
    ],
    ids=repr,
)
def test_types_and_content_count_for_values(kind, answer, expected):
    assert not value(kind, answer, expected)
    assert not value(kind, expected, answer)


@every_kind
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"a": 1, "b": [2]}, {"b": [2], "a": 1}),
        ({(1,): {"x": 0, "y": 1}, 2: 0}, {2: 0, (1,): {"y": 1, "x": 0}}),
        ([{"a": 1, "b": 2}], [{"b": 2, "a": 1}]),
        (({"a": 1, "b": 2},), ({"b": 2, "a": 1},)),
        ({3, 1, 2}, {2, 3, 1}),
        (math.nan, math.nan),
        ([math.nan], [math.nan]),
    ],
    ids=repr,
)
def test_the_order_of_keys_and_of_sets_does_not_matter_and_nan_is_nan(kind, answer, expected):
    assert value(kind, answer, expected)


@pytest.mark.parametrize(
    ("answer", "expected", "is_right"),
    [
        (1, 1.0, True),
        (1.0, 1, True),
        (True, 1, False),
        (1, True, False),
        (True, 1.0, False),
        ([1.0000001, "a"], [1, "a"], True),
        ((1.0,), [1.0], False),
        ([1.0], [1.0, 1.0], False),
        ({"x": 0.9999999}, {"x": 1}, True),
        ({1: 0.9999999}, {True: 1}, False),
        ({"x": [(1.1,)]}, {"x": [(1.0,)]}, False),
        (10**400, 10**400, True),
        (10**400, 1.0, False),
        (math.inf, 10**400, False),
        (math.nan, 1.0, False),
        (1.0, math.nan, False),
        ("1.0", "1.00", False),
        (None, 0, False),
    ],
    ids=repr,
)
def test_float_values_are_close_in_number_and_exact_in_all_else(answer, expected, is_right):
    assert value("float", answer, expected) is is_right


@pytest.mark.parametrize(("expected", "step"), [(0.0, 0.01), (0.5, 0.01), (100.0, 1.0), (-100.0, 1.0)])
def test_the_tolerance_is_absolute_below_one_and_relative_above(expected, step):
    for share, is_right in ((0.99, True), (1.02, False)):
        for answer in (expected - step * share, expected + step * share):
            # The larger of the two numbers counts, so a step away from zero has a little more room.
            room = is_right or abs(answer - expected) <= 0.01 * abs(answer)
            assert value("float", answer, expected, tolerance=0.01) is room
            assert text("float", repr(answer).encode(), repr(expected).encode(), tolerance=0.01) is room


def test_with_no_tolerance_only_equal_numbers_are_close():
    assert value("float", 1, 1.0, tolerance=0.0)
    assert not value("float", math.nextafter(1.0, 2), 1.0, tolerance=0.0)
    assert not value("float", 10**17 + 1, 10**17, tolerance=0.0)  # the same float
    assert value("float", math.nan, math.nan, tolerance=0.0)


@every_kind
@quick
@given(st.binary(max_size=40))
def test_every_text_is_a_right_answer_to_itself(kind, answer):
    assert text(kind, answer, answer)


@every_kind
@quick
@given(encodable)
def test_every_value_is_a_right_answer_to_itself(kind, answer):
    assert value(kind, answer, answer)


@every_kind
@quick
@given(encodable, encodable)
def test_values_are_compared_the_same_both_ways(kind, a, b):
    assert value(kind, a, b) == value(kind, b, a)


@quick
@given(st.lists(encodable, max_size=6), st.randoms(use_true_random=False))
def test_unordered_ignores_the_order_of_the_items(items, rng):
    assert value("unordered", rng.sample(items, len(items)), items)


@quick
@given(st.lists(st.sampled_from([b"", b"a", b"b b", b"c\t"]), max_size=8), st.randoms(use_true_random=False))
def test_unordered_ignores_the_order_of_the_lines(lines, rng):
    assert text("unordered", b"\n".join(rng.sample(lines, len(lines))), b"\n".join(lines))


@quick
@given(st.lists(encodable, min_size=1, max_size=5), st.data())
def test_unordered_counts_how_often_an_item_is_there(items, data):
    one = data.draw(st.sampled_from(items))
    assert not value("unordered", [*items, one], items)


@every_kind
@quick
@given(st.binary(max_size=30) | json_like.map(lambda v: json.dumps(v).encode()), encodable)
def test_hostile_answers_are_right_or_wrong_and_never_an_error(kind, answer, expected):
    checker = checker_for(CheckerSpec(kind=kind), values=True)
    assert checker(answer, encode(expected)) in {True, False}


@every_kind
@pytest.mark.parametrize("depth", [MOST_DEPTH, MOST_DEPTH + 1, MOST_DEPTH + 2, MOST_DEPTH + 3, 100_000])
def test_a_deeply_nested_answer_is_wrong_and_no_error(kind, depth):
    checker = checker_for(CheckerSpec(kind=kind), values=True)
    assert not checker(b"[" * depth + b"]" * depth, b"1")


@every_kind
def test_no_answer_at_all_is_wrong_for_a_function(kind):
    assert not checker_for(CheckerSpec(kind=kind), values=True)(b"", encode(None))


def test_an_expected_value_that_is_none_is_an_error_and_not_a_verdict():
    with pytest.raises(EncodingError):
        checker_for(CheckerSpec(), values=True)(b"1", b"{")


LONG = [b"x" * 10_000_000, b"9" * 10_000_000, b"1 " * 5_000_000, b"_" * 10_000_000, b" " * 10_000_000]


@every_kind
@pytest.mark.parametrize("long", LONG, ids=["x", "9", "1 ", "_", " "])
def test_lines_of_ten_megabytes_take_seconds_at_most(kind, long):
    started = time.process_time()
    for answer, expected in ((long, long), (long + b"1", long), (b"1.5", long), (long, b"1.5")):
        text(kind, answer, expected)
        partial(checker_for(CheckerSpec(kind=kind), values=True), expected=b"1")(answer)
    assert time.process_time() - started < 20
