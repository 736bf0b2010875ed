"""A user's generator: read as text, tried in the sandbox, and named where it can't be used."""

import pytest

from afterburner.core.errors import DataError, UsageError
from afterburner.dataset.own.generators import generator_in

GOOD = "def generate(seed, size):\n    return [list(range(size))]"


def written(tmp_path, code):
    path = tmp_path / "made.py"
    path.write_text(code)
    return path


def test_the_source_comes_back_as_it_is(tmp_path, sandbox):
    assert generator_in(written(tmp_path, GOOD), sandbox, entry_point="f") == GOOD
    by_name = "def generate(seed, size, *, more=1):\n    return {'a': size}"
    assert generator_in(written(tmp_path, by_name), sandbox, entry_point="f") == by_name
    text = "def generate(seed, size=3):\n    return '1' * size"
    assert generator_in(written(tmp_path, text), sandbox, entry_point=None) == text


@pytest.mark.parametrize(
    "code", ["x = 1", "def generate(seed): pass", "def generate(a, b, c): pass", "def generate(", "\0"]
)
def test_what_defines_no_generator_is_named_with_its_file(tmp_path, sandbox, code):
    with pytest.raises(DataError, match=r"made\.py"):
        generator_in(written(tmp_path, code), sandbox, entry_point="f")


@pytest.mark.parametrize(
    ("body", "entry_point", "says"),
    [
        ("import os\n    return [os.urandom(8)]", "f", "not deterministic"),
        ("return 1 / 0", "f", "made.py fails on seed 1, size 10"),
        ("return (1, 2)", "f", "no list of arguments"),
        ("return 3", "f", "no list of arguments"),
        ("return None", "f", "nothing came out"),
        ("return [1]", None, "no text"),
    ],
)
def test_what_makes_no_inputs_is_refused_with_a_hint(tmp_path, sandbox, body, entry_point, says):
    path = written(tmp_path, f"def generate(seed, size):\n    {body}")
    with pytest.raises(UsageError, match=says) as caught:
        generator_in(path, sandbox, entry_point=entry_point)
    assert caught.value.hint


def test_a_missing_file_is_named(tmp_path, sandbox):
    with pytest.raises(DataError, match=r"none\.py can't be read"):
        generator_in(tmp_path / "none.py", sandbox, entry_point="f")
