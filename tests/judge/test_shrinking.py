"""Smaller values of the same shape: laws of the steps, and of where they lead."""

import math
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.judge.shrinking import shrink, smaller

quick = settings(max_examples=60, deadline=None)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.binary(max_size=4)
keys = st.booleans() | st.integers() | st.text(max_size=4)
values = st.recursive(
    scalars | st.sets(keys, max_size=3) | st.frozensets(keys, max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@quick
@given(values)
def test_smaller_values_never_include_the_value_itself(value):
    assert all(tried != value for tried in smaller(value))


@quick
@given(values)
def test_smaller_values_have_the_type_of_the_value(value):
    assert {type(tried) for tried in smaller(value)} <= {type(value)}


@quick
@given(st.lists(st.integers() | st.text(max_size=3), max_size=5).map(tuple))
def test_a_tuple_keeps_its_items_types(value):
    kinds = [type(item) for item in value]
    assert all([type(item) for item in tried] == kinds for tried in smaller(value))


@quick
@given(values)
def test_shrinking_ends_where_nothing_is_smaller(value):
    assert list(smaller(shrink(value, lambda _tried: True, until_s=math.inf))) == []


@quick
@given(st.lists(st.integers(-50, 50), max_size=12))
def test_every_path_of_smaller_lists_ends(value):
    steps = 0
    while (larger := list(smaller(value))) and steps < 2000:
        value, steps = larger[-1], steps + 1  # the smallest step each time
    assert steps < 2000


@quick
@given(st.lists(st.integers(-20, 20), min_size=1, max_size=20))
def test_a_list_with_a_four_in_it_becomes_that_four_alone(value):
    assert shrink([*value, 4], lambda tried: 4 in tried, until_s=math.inf) == [4]


def test_the_example_of_the_documentation():
    assert shrink([9, 4, -7, 4], lambda value: 4 in value, until_s=math.inf) == [4]


@quick
@given(st.lists(st.integers(-99, 99), max_size=12), st.integers(-99, 99))
def test_what_comes_back_is_interesting(value, bound):
    def is_interesting(tried):
        return sum(tried) >= bound

    found = shrink([*value, 99, bound], is_interesting, until_s=math.inf)
    assert is_interesting(found) or not is_interesting([*value, 99, bound])


@quick
@given(values)
def test_where_nothing_smaller_is_interesting_the_value_itself_comes_back(value):
    assert shrink(value, lambda _tried: False, until_s=math.inf) is value


@quick
@given(values)
def test_after_its_time_nothing_is_tried_any_more(value):
    tried = []
    assert shrink(value, tried.append, until_s=time.monotonic() - 1) is value
    assert tried == []
