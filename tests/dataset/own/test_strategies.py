"""Examples: of the hinted types, the same for the same seed, all different, and without a trace."""

import json
import subprocess
import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterburner.core.encoding import decode, encode
from afterburner.dataset.own.shapes import Collection, CollectionKind, Scalar, ScalarKind
from afterburner.dataset.own.strategies import EDGE_INTEGERS, calls, examples
from tests.dataset.own.samples import is_of, parameter, shapes

few = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
INTS = Collection(CollectionKind.LIST, Scalar(ScalarKind.INT))

SCRIPT = """
import json
from afterburner.core.encoding import encode
from afterburner.dataset.own.shapes import *
from afterburner.dataset.own.strategies import calls, examples
text = Collection(CollectionKind.LIST, Scalar(ScalarKind.STR))
number = Collection(CollectionKind.SET, Scalar(ScalarKind.FLOAT))
strategy = calls([Parameter(name="a", shape=text), Parameter(name="b", shape=number)])
print(json.dumps([encode(example).decode() for example in examples(strategy, 30, seed=5)]))
"""


@few
@given(data=st.data(), shape=shapes)
def test_every_example_is_of_its_shape_and_comes_through_the_encoding(data, shape):
    (value,) = data.draw(calls([parameter(shape)]))
    assert is_of(value, shape)
    assert decode(encode(value)) == value
    assert encode(decode(encode(value))) == encode(value)


def test_the_same_seed_gives_the_same_different_examples_simplest_first():
    first, again, other = (examples(calls([parameter(INTS)]), 100, seed=seed) for seed in (3, 3, 4))
    assert first == again != other
    assert len({encode(example) for example in first}) == len(first) == 100
    assert first[0] == [[]]


def test_edges_are_among_the_examples():
    values = [value for (value,) in examples(calls([parameter(INTS)]), 100, seed=0)]
    numbers = {number for value in values for number in value}
    assert len(numbers & set(EDGE_INTEGERS)) > 8
    assert min(numbers) < 0
    assert any(len(value) > len(set(value)) > 1 for value in values)


def test_small_domains_end_early():
    flags = [parameter(Scalar(ScalarKind.BOOL))]
    assert sorted(examples(calls(flags), 50, seed=0)) == [[False], [True]]


def test_what_has_a_default_is_sometimes_left_to_it():
    parameters = [parameter(INTS), parameter(Scalar(ScalarKind.INT), is_optional=True)]
    assert {len(example) for example in examples(calls(parameters), 30, seed=0)} == {1, 2}


def test_no_files_no_warnings_and_the_same_in_every_process(tmp_path):
    outputs = []
    for hash_seed, extra in (("1", ""), ("2", "import afterburner.policy.rules.loops\n")):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", extra + SCRIPT],
            cwd=tmp_path,
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": hash_seed, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        outputs.append(json.loads(done.stdout))
    assert outputs[0] == outputs[1]
    assert list(tmp_path.iterdir()) == []
