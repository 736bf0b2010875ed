"""Compositions: what is held out is nowhere else, and problems can be judged."""

import pytest

from afterburner.core.encoding import decode
from afterburner.core.problem import Purpose, Solution
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.train.miniature.lasts import LASTS
from afterburner.train.miniature.steps import STEPS
from afterburner.train.miniature.tasks import (
    RANKING,
    REFERENCES,
    Sizes,
    Split,
    Task,
    expected,
    is_sound,
    problem_of,
    program,
    references,
    splits,
    ways_of,
)


@pytest.fixture(scope="module")
def split() -> Split:
    return splits(Sizes(), seed=0)


def _composition(task: Task) -> tuple[frozenset[str], str]:
    return frozenset(task.steps), task.last


def test_no_composition_is_in_two_parts_whatever_the_order_of_its_steps(split: Split) -> None:
    seen = [_composition(task) for tasks in (split.train, split.tune, split.held_out) for task in tasks]
    assert len(set(seen)) == len(seen)
    assert not {_composition(task) for task in split.text} & set(seen)


def test_there_are_as_many_as_asked_for(split: Split) -> None:
    assert (len(split.train), len(split.tune), len(split.held_out)) == (120, 20, 60)
    assert {task.last for task in split.held_out} == set(LASTS)
    assert {step for task in split.train for step in task.steps} == set(STEPS)


def test_the_same_seed_gives_the_same_split(split: Split) -> None:
    assert splits(Sizes(), seed=0) == split
    assert splits(Sizes(), seed=1) != split


def test_a_step_that_changes_nothing_makes_no_problem() -> None:
    # A running maximum is one already: the maximum of all later ones is the last one everywhere, and has no differences.
    assert not is_sound(Task(("running sums", "running max", "later max"), "largest gap"))


def test_references_are_different_programs_of_the_task() -> None:
    task = splits(Sizes(), seed=0).train[0]
    for ranking, count in ((False, REFERENCES), (True, RANKING)):
        found = references(task, ranking=ranking, seed=0)
        assert len({program(task, ways) for ways in found}) == count


def test_the_judge_accepts_fast_and_slow_and_refuses_another_order(split: Split, judge: Judge) -> None:
    task = split.train[0]
    other = Task(task.steps[::-1], task.last)
    problem = problem_of(task, ranking=True, seed=0)
    slow, fast = (tuple(names[place] for names in ways_of(task)) for place in (0, -1))
    codes = (program(task, slow), program(task, fast), program(other, fast))
    verdicts = [judge.judge(problem, Solution(code=code), effort=Effort(repeats=0)).verdict for code in codes]
    assert verdicts == [Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.WRONG_ANSWER]


def test_expected_answers_are_worked_out_by_hand() -> None:
    # Running sums of 2, 0, 1, 0 are 2, 2, 3, 3; each is there twice; none is smaller than another: 0 four times.
    task = Task(("running sums", "equal", "smaller"), "most equal")
    assert expected(task, [2, 0, 1, 0]) == 4
    timed = [test for test in problem_of(task, ranking=True, seed=0).tests if test.purpose is Purpose.PERFORMANCE]
    assert [len(decode(test.input)[0]) for test in timed] == [400]  # type: ignore[index]
