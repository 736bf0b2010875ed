"""Training examples: only what is certain is taught, and the same seed teaches the same."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterburner.core.measurement import Estimate, Measurement
from afterburner.core.objective import Objective, Quantity
from afterburner.core.problem import Problem, Solution
from afterburner.train.candidates import Candidate, Group
from afterburner.train.examples import Kind, Recipe, certainly_better, examples, ground_truth

PROBLEM = Problem(id="p", title="", statement="Do it.", tests=())


def candidate(name, cpu_s, *, spread=0.02, peak=1e7):
    quantities = {
        Quantity.CPU_S: Estimate(estimate=cpu_s, low=cpu_s * (1 - spread), high=cpu_s * (1 + spread)),
        Quantity.PEAK_BYTES: Estimate(estimate=peak, low=peak * 0.99, high=peak * 1.01),
    }
    measurement = Measurement(quantities=quantities, repeats=5)
    return Candidate(name=name, idea=f"Idea of {name}.", solution=Solution(code=f"# {name}"), measurement=measurement)


GROUP = Group(
    problem=PROBLEM,
    language="python",
    candidates=(
        candidate("slow", 2.0),
        candidate("fast", 0.1),
        candidate("good", 0.11, spread=0.2),
        candidate("mid", 1.0),
    ),
)


def made(kind, group=GROUP, **recipe):
    return list(examples(kind, [group], Recipe(**{"objectives": (Objective.TIME,), **recipe})))


def test_certain_is_what_holds_between_the_near_ends():
    a, b = candidate("a", 1.0), candidate("b", 2.0)
    assert certainly_better(a, b, Objective.TIME) == pytest.approx(math.log(1.96 / 1.02))
    assert certainly_better(b, a, Objective.TIME) is None
    assert certainly_better(a, a, Objective.TIME) is None
    assert certainly_better(a, b, Objective.MEMORY) is None
    assert certainly_better(a, b, Objective.INTEGRAL) is None


@given(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(0, 0.5), st.floats(0, 0.5))
def test_no_two_are_certainly_better_than_each_other(x, y, s, t):
    a, b = candidate("a", x, spread=s), candidate("b", y, spread=t)
    forth, back = certainly_better(a, b, Objective.TIME), certainly_better(b, a, Objective.TIME)
    assert forth is None or back is None
    assert (forth or back or 1.0) > 0


def test_sft_answers_are_the_best_and_seeds_are_certainly_worse():
    found = made(Kind.SFT, best=2, seeds=9)
    answers = {line for one in found for line in one.chosen.splitlines() if line.startswith("# ")}
    assert answers == {"# fast", "# good"}
    refined = [one for one in found if one.baseline is not None]
    assert {one.baseline.name for one in refined if "# fast" in one.chosen} == {"mid", "slow"}
    assert all("Verdict: accepted" in one.prompt for one in refined)
    assert len([one for one in found if one.baseline is None]) == 2


def test_dpo_pairs_leave_out_what_noise_could_turn_around():
    found = made(Kind.DPO, pairs=99)
    pairs = {(one.chosen.splitlines()[5], one.rejected.splitlines()[5]) for one in found}
    assert pairs == {
        ("# fast", "# mid"),
        ("# fast", "# slow"),
        ("# good", "# mid"),
        ("# good", "# slow"),
        ("# mid", "# slow"),
    }
    assert all(one.margin > 0 for one in found)


def test_grpo_prompts_carry_the_baseline_that_is_shown():
    for one in made(Kind.GRPO, seeds=5, objectives=tuple(Objective)):
        assert one.chosen is None
        assert one.baseline.solution.code in one.prompt
        truth = ground_truth(PROBLEM, one)
        assert truth["baseline_code"] == one.baseline.solution.code
        assert truth["objective"] == one.objective
        assert one.objective is not Objective.INTEGRAL


def test_prompts_say_how_a_seed_grows_when_that_is_asked_for():
    grows = lambda problem, solution: f"{problem.id} {solution.code} grows"  # noqa: E731
    refined = [one for one in made(Kind.SFT, growth_of=grows) if one.baseline is not None]
    assert all(f"p {one.baseline.solution.code} grows" in one.prompt for one in refined)
    assert refined


def test_a_group_in_which_all_are_equal_teaches_no_order():
    equal = replace(GROUP, candidates=tuple(candidate(name, 1.0) for name in "abc"))
    assert made(Kind.DPO, equal) == []
    assert all(one.baseline is None for one in made(Kind.SFT, equal))


@pytest.mark.parametrize("kind", Kind)
def test_the_same_seed_makes_the_same_and_ids_are_unique(kind):
    first, again = made(kind, seed=3), made(kind, seed=3)
    assert first == again
    assert first
    assert len({one.id for one in first}) == len(first)
