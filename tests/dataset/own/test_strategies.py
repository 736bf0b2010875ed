"""Small inputs out of shapes: of the right types, different, the same each time, nothing written."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core import encoding
from afterburner.dataset.own.shapes import Collection, CollectionKind, Parameter, Scalar, ScalarKind
from afterburner.dataset.own.strategies import EDGE_INTEGERS, calls, examples, values_of
from tests.dataset.own.shape_samples import is_of, shapes

INT = Scalar(ScalarKind.INT)
INTS = Collection(CollectionKind.LIST, INT)
TWO = (Parameter(name="items", shape=INTS), Parameter(name="most", shape=INT, is_optional=True))


@settings(max_examples=60, deadline=None)
@given(st.data(), shapes)
def test_values_are_of_their_shape(data, shape):
    assert is_of(data.draw(values_of(shape)), shape)


@settings(max_examples=60, deadline=None)
@given(st.data(), shapes)
def test_values_have_an_encoding(data, shape):
    value = data.draw(values_of(shape))
    assert encoding.decode(encoding.encode(value)) == value


def test_what_has_a_default_is_sometimes_left_to_it():
    lengths = {len(arguments) for arguments in examples(calls(TWO), 60, seed=0)}
    assert lengths == {1, 2}


def test_examples_are_different():
    encoded = [encoding.encode(arguments) for arguments in examples(calls(TWO), 60, seed=0)]
    assert len(set(encoded)) == len(encoded) == 60


def test_where_there_are_few_values_there_are_few_examples():
    flag = (Parameter(name="flag", shape=Scalar(ScalarKind.BOOL)),)
    assert sorted(examples(calls(flag), 60, seed=0)) == [[False], [True]]


def test_the_simplest_comes_first():
    assert examples(calls((Parameter(name="items", shape=INTS),)), 60, seed=0)[0] == [[]]


def test_edges_and_repeats_are_among_the_examples():
    found = [items for (items, *_) in examples(calls(TWO[:1]), 60, seed=0)]
    assert any(len(set(items)) < len(items) for items in found)
    assert any(item in EDGE_INTEGERS[5:] for items in found for item in items)


def test_another_seed_gives_other_examples():
    assert examples(calls(TWO), 20, seed=1) != examples(calls(TWO), 20, seed=2)


SCRIPT = """
from afterburner.core import encoding
from afterburner.dataset.own.shapes import *
from afterburner.dataset.own.strategies import calls, examples
texts = Parameter(name="texts", shape=Collection(CollectionKind.LIST, Scalar(ScalarKind.STR)))
print(encoding.encode(examples(calls([texts]), 40, seed=3)))
"""


def test_another_process_makes_the_same_examples_and_writes_nothing(tmp_path):
    said = {
        subprocess.run([sys.executable, "-c", SCRIPT], cwd=tmp_path, check=True, capture_output=True).stdout
        for _ in range(2)
    }
    assert len(said) == 1
    assert list(tmp_path.iterdir()) == []
