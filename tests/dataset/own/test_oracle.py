"""A problem out of a program alone, run in the sandbox: what is tested, what is left out, what is refused."""

import pytest

from afterburner.core import encoding
from afterburner.core.errors import UsageError
from afterburner.core.execution import Limits
from afterburner.core.problem import CheckerKind, Purpose, Solution, Visibility
from afterburner.core.status import Verdict
from afterburner.dataset.own.oracle import MOST_SHOWN, generator_in, problem_against

DEDUPE = """
def dedupe(items: list[int]) -> list[int]:
    seen = []
    for item in items:
        if item not in seen:
            seen.append(item)
    return seen
"""
QUICKER = "def dedupe(items):\n    return list(dict.fromkeys(items))\n"
SORTED = "def dedupe(items):\n    return sorted(set(items))\n"
LARGEST = "def largest(items: list[int]) -> int:\n    return max(items)\n"
MEAN = "def mean(items: list[float]) -> float:\n    return sum(items) / (len(items) or 1)\n"
SMALLER = "words = input().split()\nprint(sum(a < b for a in words for b in words))\n"
LINES = """
import random

def generate(seed, size):
    draw = random.Random(seed)
    return " ".join(str(draw.randrange(9)) for _ in range(size)) + "\\n"
"""


def against(code, entry_point, sandbox, generator=None):
    return problem_against(
        Solution(code=code),
        entry_point=entry_point,
        generator=generator,
        name="made",
        limits=Limits(),
        sandbox=sandbox,
    )


@pytest.fixture(scope="module")
def dedupe(sandbox):
    return against(DEDUPE, "dedupe", sandbox)


@pytest.fixture(scope="module")
def largest(sandbox):
    return against(LARGEST, "largest", sandbox)


@pytest.fixture(scope="module")
def words(sandbox, tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "lines.py"
    path.write_text(LINES)
    return against(SMALLER, None, sandbox, generator_in(path, sandbox))


def test_what_is_expected_is_what_the_original_answers(dedupe):
    for test in dedupe.problem.tests:
        (items,) = encoding.decode(test.input)
        assert encoding.decode(test.expected) == list(dict.fromkeys(items))


def test_the_problem_can_be_judged(dedupe, judge):
    verdicts = [judge.judge(dedupe.problem, Solution(code=code)).verdict for code in (DEDUPE, QUICKER, SORTED)]
    assert verdicts == [Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.WRONG_ANSWER]


def test_timed_inputs_are_of_two_sizes_each_double_the_other(dedupe):
    half, whole = dedupe.problem.performance_sizes
    timed = [test for test in dedupe.problem.tests if test.purpose is Purpose.PERFORMANCE]
    assert whole == 2 * half
    assert [len(encoding.decode(test.input)[0]) for test in timed] == [half, whole]
    assert dedupe.notes == (f"timed on inputs of size {half} and {whole}",)


def test_tests_have_different_names(dedupe):
    names = [test.name for test in dedupe.problem.tests]
    assert len(set(names)) == len(names)


def test_a_few_short_tests_are_public(dedupe, largest, words):
    for made in (dedupe, largest, words):
        public = [test for test in made.problem.tests if test.visibility is Visibility.PUBLIC]
        assert 1 <= len(public) <= MOST_SHOWN
        assert all(len(test.input) + len(test.expected) <= 400 for test in public)


def test_ints_are_compared_exactly(dedupe):
    assert dedupe.problem.checker.kind is CheckerKind.EXACT


def test_inputs_on_which_the_original_fails_are_left_out_and_noted(largest):
    assert all(encoding.decode(test.input)[0] for test in largest.problem.tests)
    assert any(note.startswith("left out: ") and "ValueError" in note for note in largest.notes)


def test_that_an_original_is_too_quick_to_time_is_noted(sandbox):
    source = f"{LINES}    # none are larger\n".replace("range(size)", "range(size if size <= 32 else 1 // 0)")
    made = against(SMALLER, None, sandbox, source)
    assert made.problem.performance_sizes == (16, 32)
    assert "small differences can't be told (at size 64 there is no input)" in made.notes[-1]


def test_a_script_is_given_the_generators_text(words):
    for test in words.problem.tests:
        drawn = test.input.split()
        assert int(test.expected) == sum(a < b for a in drawn for b in drawn)


def test_floats_may_differ_in_their_last_digits(sandbox):
    made = against(MEAN, "mean", sandbox).problem
    assert made.checker.kind is CheckerKind.FLOAT
    assert 0 < made.checker.tolerance <= 1e-6


def test_an_original_that_is_not_deterministic_is_refused(sandbox):
    code = "import random\ndef f(x: int) -> float:\n    return random.random()\n"
    with pytest.raises(UsageError, match="not deterministic") as caught:
        against(code, "f", sandbox)
    assert "seed what it draws" in caught.value.hint


def test_an_original_that_always_fails_is_refused(sandbox):
    with pytest.raises(UsageError, match=r"fails on every input, the last time with .*KeyError") as caught:
        against("def f(x: int) -> int:\n    raise KeyError(x)\n", "f", sandbox)
    assert "--generator FILE" in caught.value.hint


def test_a_function_without_type_hints_is_refused(sandbox):
    with pytest.raises(UsageError, match="parameter items of f has no type hint") as caught:
        against("def f(items): return items", "f", sandbox)
    assert "items: list[int]" in caught.value.hint
    assert "--generator FILE" in caught.value.hint


def test_a_script_without_a_generator_is_refused(sandbox):
    with pytest.raises(UsageError, match="needs a generator of inputs") as caught:
        against(SMALLER, None, sandbox)
    assert "--generator FILE" in caught.value.hint


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (None, "can't be read"),
        ("def make(seed, size): return ''", "there is no function generate"),
        ("def generate(seed): return ''", "takes 1 arguments"),
        ("def generate(seed, size): return 1 // 0", "fails on seed 1, size 10"),
        ("import random\ndef generate(seed, size): return str(random.random())", "another input each time"),
    ],
)
def test_a_generator_that_is_of_no_use_is_refused(source, message, sandbox, tmp_path):
    path = tmp_path / "generator.py"
    if source is not None:
        path.write_text(source)
    with pytest.raises(UsageError, match=message) as caught:
        generator_in(path, sandbox)
    assert caught.value.hint


def test_a_generator_of_lists_is_of_no_use_to_a_script(sandbox):
    with pytest.raises(UsageError, match="returns no text"):
        against(SMALLER, None, sandbox, "def generate(seed, size): return [1]")
