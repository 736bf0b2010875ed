import json
from dataclasses import replace

import pytest

from afterburner.core.errors import DataError, UsageError
from afterburner.core.rollout import Signal
from afterburner.metrics.reward import Weights
from afterburner.train.config import Stage
from afterburner.train.grpo_drawing import Group, others, replaced, without_signal
from afterburner.train.grpo_prompts import checked
from afterburner.train.reward import Efficiency, RewardConfig
from tests.train import tiny

PROBLEMS = ("p0", "p1", "p2")


def check(rows, problems=PROBLEMS, reward=None):
    return checked(rows, problems, reward or RewardConfig(), source="grpo.jsonl")


def rows(*baselines):
    return [tiny.row(Stage.GRPO, number, baseline=code) for number, code in enumerate(baselines)]


def test_prompts_with_baselines():
    assert check(rows("a", "b")) == ()


def test_prompts_without_are_counted():
    assert check(rows("a", None, None)) == (
        "grpo.jsonl: 2 of 3 prompts have no baseline: their completions earn nothing for efficiency",
    )


def test_a_dataset_without_baselines():
    without = rows(None, None)
    with pytest.raises(UsageError, match=r"no prompt has a baseline, .* by paper would earn nothing") as caught:
        check(without)
    assert "rank" in caught.value.hint
    with pytest.raises(UsageError, match="by log-speedup"):
        check(without, reward=RewardConfig(efficiency=Efficiency.LOG_SPEEDUP))
    for efficiency in (Efficiency.BEYOND, Efficiency.RANK):
        assert check(without, reward=RewardConfig(efficiency=efficiency)) == ()
    nothing = replace(Weights(), efficiency_first=0.0, efficiency_last=0.0)
    assert check(without, reward=RewardConfig(weights=nothing)) == ()


def test_problems_that_are_not_known():
    with pytest.raises(DataError, match="2 problems of its prompts are not in the dataset: p1, p2") as caught:
        check(rows("a", "b", "c", "d"), problems=("p0",))
    assert "data.dataset" in caught.value.hint


def test_a_ground_truth_that_is_off():
    bad = rows("a", "b")
    bad[1]["ground_truth"] = json.dumps({"problem": "p1"})
    with pytest.raises(DataError, match=r"grpo\.jsonl, example 2: ground_truth, field language"):
        check(bad)


def group(name, signal):
    return Group(
        rows=[{"prompt": name}],
        prompt_ids=[[1]],
        completion_ids=[[2]],
        completions=[name],
        logprobs=None,
        rewards=[0.0],
        signal=signal,
    )


def test_groups_without_signal_give_way_to_those_with_it():
    groups = [group("a", Signal.SIGNAL), group("b", Signal.ALL_FAILED), group("c", Signal.WITHIN_NOISE)]
    found = [group("d", Signal.MASKED), group("e", Signal.SIGNAL)]
    assert without_signal(groups) == 2
    assert [one.completions for one in replaced(groups, found)] == [["a"], ["e"], ["c"]]
    assert [one.completions for one in replaced(groups, [])] == [["a"], ["b"], ["c"]]
    more = [group(name, Signal.SIGNAL) for name in "xyz"]
    assert [one.completions for one in replaced(groups, more)] == [["a"], ["x"], ["y"]]


@pytest.mark.parametrize("size", [6, 1000])
def test_other_prompts_are_not_in_the_batch(size):
    drawn = others(size, {1, 2}, 4, seed="0 1")
    assert len(set(drawn)) == 4
    assert not {1, 2} & set(drawn)
    assert all(0 <= place < size for place in drawn)
    assert others(size, {1, 2}, 4, seed="0 1") == drawn
    assert others(1000, {1, 2}, 4, seed="0 2") != others(1000, {1, 2}, 4, seed="0 1")


def test_where_there_are_no_others_some_are_drawn_again():
    drawn = others(3, {0, 1}, 4, seed="")
    assert drawn[0] == 2
    assert len(drawn) == 4
    assert set(drawn) <= {0, 1, 2}
    assert others(2, {0, 1}, 0, seed="") == []
