"""Held-out inputs: larger than any seen, a wrong program is found and its input made small, and nobody pays for the old one."""

from dataclasses import replace

import pytest

from afterburner.core.encoding import decode
from afterburner.core.problem import Problem, Purpose, Reference, Solution, Test
from afterburner.core.status import Verdict
from afterburner.judge.held_out import checked, held_out, smallest

GENERATOR = """
import random
def generate(seed, size):
    draw = random.Random(seed)
    return [[draw.randint(0, 9 * size) for _ in range(size)]]
"""
DOUBLE = "def f(items):\n    return [2 * item for item in items]\n"
OLD = Solution(code=DOUBLE)
TIMED = Test(name="known", input=b"[[1]]", expected=b"[2]", purpose=Purpose.PERFORMANCE)
PROBLEM = Problem(
    id="double",
    title="",
    statement="",
    tests=(TIMED, TIMED),
    entry_point="f",
    generator=GENERATOR,
    performance_sizes=(40, 80),
    references=(Reference(name="oracle", idea="", solution=OLD),),
)


def wrong_if(condition):
    return Solution(code=f"def f(items):\n    return [] if {condition} else [2 * item for item in items]\n")


@pytest.fixture(scope="module")
def fresh(sandbox):
    return held_out(PROBLEM, sandbox, seed=5)


def sizes(problem):
    return [len(decode(test.input)[0]) for test in problem.tests]


def test_inputs_are_of_the_timed_sizes_small_and_larger_than_any(fresh):
    assert [len(decode(test.input)[0]) for test in fresh.timed_tests()] == [40, 80]
    assert {1, 2, 3, 120} <= set(sizes(fresh))


def test_another_seed_makes_other_inputs_and_the_same_one_the_same(sandbox, fresh):
    assert held_out(PROBLEM, sandbox, seed=5) == fresh
    other = {test.input for test in held_out(PROBLEM, sandbox, seed=6).timed_tests()}
    assert not other & {test.input for test in fresh.tests}


def test_a_program_that_does_the_same_passes(sandbox, judge, fresh):
    same = Solution(code="def f(items):\n    return [item + item for item in items]\n")
    assert checked(fresh, OLD, same, judge, sandbox).disagreement is None


def test_a_mistake_on_inputs_larger_than_any_seen_is_found(sandbox, judge, fresh):
    found = checked(fresh, OLD, wrong_if("len(items) > 100"), judge, sandbox).disagreement
    assert (found.verdict, found.reason) == (Verdict.WRONG_ANSWER, "different")
    assert found.input_bytes == found.first_bytes > 300


@pytest.mark.parametrize("values", [False, True])
def test_the_input_that_tells_them_apart_is_made_small(sandbox, judge, fresh, values):
    new = wrong_if("any(item > 20 for item in items)")
    found = checked(fresh, OLD, new, judge, sandbox).disagreement
    small = smallest(fresh, OLD, new, found, sandbox, values=values)
    assert small.input_bytes <= min(found.first_bytes, 40)
    assert small.test == found.test
    if values:
        assert (small.input, small.expected) == ("[[21]]", "[42]")


def test_a_crash_is_a_disagreement_too(sandbox, judge, fresh):
    new = Solution(code="def f(items):\n    return [2 * item for item in items if 1 // (120 - len(items)) or True]\n")
    assert checked(fresh, OLD, new, judge, sandbox).disagreement.verdict is Verdict.RUNTIME_ERROR


def test_where_the_old_program_fails_too_nothing_is_said_against_the_new_one(sandbox, judge, fresh):
    both = wrong_if("len(items) > 100")
    outcome = checked(fresh, both, both, judge, sandbox)
    assert outcome.disagreement is None
    assert max(sizes(outcome.problem)) == 80
    assert len(outcome.problem.tests) == len(fresh.tests) - 1


def test_a_size_that_the_generator_cannot_do_is_left_out(sandbox):
    picky = GENERATOR.replace("draw = ", "assert size >= 40\n    draw = ")
    made = held_out(replace(PROBLEM, generator=picky), sandbox, seed=1)
    assert sorted(sizes(made)) == [40, 55, 80, 120]
