"""How a run ended: the winner is confirmed in fresh runs, or the one before it is, or nothing is."""

from dataclasses import replace

import pytest

from afterburner.core.encoding import decode, encode
from afterburner.core.objective import Clock, Objective, Quantity
from afterburner.core.problem import Purpose, Reference, Solution, Test
from afterburner.loop.optimize import Course, optimize
from afterburner.loop.outcome import MOST_SAMPLES, conclude
from afterburner.loop.stop import Budget
from afterburner.sandbox.fake import ran
from tests.loop.machines import PROBLEM, Scripted, behave, referee_of

FRESH = replace(PROBLEM, tests=tuple(Test(name=f"new{n}", input=f"new{n}".encode(), expected=b"right") for n in (1, 2)))


def concluded(given, rounds, *, fresh=None, **fields):
    referee, sandbox = referee_of(**fields)
    list(optimize(Solution(code=given), Scripted(rounds), referee, Budget(iterations=9), Course(samples=5)))
    return conclude(referee, sandbox, fresh=fresh), sandbox


def test_the_winner_is_compared_with_the_given_program():
    outcome, _ = concluded("cpu=8", [["cpu=4"], ["cpu=2"]], fresh=FRESH)
    assert (outcome.improved, outcome.final.code, outcome.final_id) == (True, "cpu=2", "2")
    assert outcome.given.code == "cpu=8"
    assert outcome.comparison.ratios[Quantity.CPU_S].estimate == pytest.approx(4.0)
    assert (outcome.fresh_tests, outcome.rejected) == (2, ())


def test_the_numbers_rest_on_the_fresh_tests_where_there_are_any():
    _, sandbox = concluded("cpu=8", [["cpu=2"]], fresh=FRESH)
    assert {call.stdin for call in sandbox.calls[-10:]} <= {b"new1", b"new2"}


def making_inputs(program, stdin):
    """As ``behave``, with a generator that names its input after its seed."""
    if program.entry_point == "generate":
        return ran(result=encode(f"made of {decode(stdin)[0]}"))
    return behave(program, stdin)


def test_the_numbers_rest_on_inputs_that_no_duel_was_on_even_where_the_judge_makes_its_own():
    timed = tuple(replace(test, purpose=Purpose.PERFORMANCE) for test in PROBLEM.tests)
    oracle = Reference(name="oracle", idea="", solution=Solution(code="cpu=1"))
    problem = replace(PROBLEM, tests=timed, generator="generate", performance_sizes=(1,), references=(oracle,))
    held_out = replace(problem, tests=(Test(name="h", input=b"held out", expected=b"right", purpose=timed[0].purpose),))
    _, sandbox = concluded("cpu=8", [["cpu=2"]], fresh=held_out, problem=problem, behaviour=making_inputs)
    duels = {call.stdin for call in sandbox.calls if b"made of" in call.stdin}
    assert duels
    last = [call.stdin for call in sandbox.calls[-10:]]
    assert set(last) == {b"held out"}


def test_without_fresh_tests_those_of_the_loop_are_used_and_that_is_said():
    outcome, _ = concluded("cpu=8", [["cpu=2"]])
    assert (outcome.improved, outcome.fresh_tests) == (True, 0)


def test_a_winner_that_fails_on_fresh_tests_gives_way_to_the_improvement_before_it():
    outcome, _ = concluded("cpu=8", [["cpu=4"], ["cpu=2 only=in"], ["cpu=1 only=in"]], fresh=FRESH)
    assert (outcome.improved, outcome.final.code, outcome.rejected) == (True, "cpu=4", ("3", "2"))
    assert outcome.comparison.ratios[Quantity.CPU_S].estimate == pytest.approx(2.0)


def test_a_winner_must_pass_the_fresh_tests_that_are_not_timed_too():
    seen_before = replace(PROBLEM.tests[0], purpose=Purpose.PERFORMANCE)
    outcome, _ = concluded("cpu=8", [["cpu=2 only=in"]], fresh=replace(FRESH, tests=(*FRESH.tests, seen_before)))
    assert (outcome.improved, outcome.rejected) == (False, ("1",))


def test_when_all_fail_on_fresh_tests_the_given_program_stays():
    outcome, _ = concluded("cpu=8", [["cpu=2 only=in"]], fresh=FRESH)
    assert (outcome.improved, outcome.final.code, outcome.final_id) == (False, "cpu=8", "0")
    assert outcome.rejected == ("1",)
    assert outcome.comparison is None
    assert outcome.courses is None


@pytest.mark.parametrize("rounds", [[], [["cpu=9"]], [["wrong"]]])
def test_without_an_improvement_the_given_program_stays(rounds):
    outcome, _ = concluded("cpu=8", rounds, fresh=FRESH)
    assert (outcome.improved, outcome.final.code, outcome.rejected) == (False, "cpu=8", ())


def test_a_winner_that_is_no_better_on_fresh_tests_is_not_reported():
    def slow_on_fresh(program, stdin):
        seen = behave(program, stdin)
        return seen if stdin == b"in" else replace(seen, cpu_s=8.0)

    outcome, _ = concluded("cpu=8", [["cpu=2"]], fresh=FRESH, behaviour=slow_on_fresh)
    assert not outcome.improved
    assert outcome.final_id == "0"


def test_memory_courses_of_both_programs_are_kept_on_one_test():
    outcome, _ = concluded("peak=1000", [["peak=10"]], fresh=FRESH, objective=Objective.MEMORY)
    before, after = outcome.courses
    assert before.test == after.test
    assert (before.samples[0].rss_bytes, after.samples[0].rss_bytes) == (1000, 10)
    assert len(before.samples) <= MOST_SAMPLES


def test_objective_and_clock_are_reported():
    outcome, _ = concluded("cpu=8", [["cpu=2"]], objective=Objective.INTEGRAL)
    assert (outcome.objective, outcome.clock, outcome.problem_id) == (Objective.INTEGRAL, Clock.CPU, "p")
