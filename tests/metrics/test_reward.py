"""The reward, against numbers worked out by hand."""

import math

import pytest

from afterburner.metrics.reward import Judged, Weights, correctness, efficiency, reward


def judged(**changed: object) -> Judged:
    usual: dict[str, object] = {"is_well_formed": True, "was_correct": True, "is_correct": True}
    return Judged(**{**usual, **changed})


def test_the_paper_s_sum() -> None:
    # 0.2 * 1 + 0.5 * 0.5 + 0.3 * tanh(0.5) = 0.45 + 0.3 * 0.462117
    assert reward(judged(baseline=2.0, cost=1.0), Weights(), progress=0) == pytest.approx(0.588635, abs=1e-6)
    assert reward(judged(baseline=2.0, cost=1.0), Weights(), progress=1) == pytest.approx(0.681059, abs=1e-6)
    assert reward(judged(is_correct=False, is_well_formed=False), Weights(), progress=0) == -0.5


@pytest.mark.parametrize(
    ("was_correct", "is_correct", "worth"),
    [(False, True, 1.0), (True, True, 0.5), (False, False, -0.5), (True, False, -1.0)],
)
def test_the_four_transitions(*, was_correct: bool, is_correct: bool, worth: float) -> None:
    assert correctness(was_correct=was_correct, is_correct=is_correct) == worth


def test_efficiency_is_cut_at_the_baseline_and_at_twice_of_it() -> None:
    assert efficiency(judged(baseline=1.0, cost=1e-9)) == pytest.approx(math.tanh(1))
    assert efficiency(judged(baseline=1.0, cost=2.0)) == pytest.approx(-math.tanh(1))
    assert efficiency(judged(baseline=1.0, cost=50.0)) == pytest.approx(-math.tanh(1))


def test_efficiency_of_what_is_wrong_unmeasured_or_within_noise_is_none() -> None:
    assert efficiency(judged(is_correct=False, baseline=2.0, cost=1.0)) == 0
    assert efficiency(judged(was_correct=False, cost=1.0)) == 0
    assert efficiency(judged(baseline=1.0, cost=0.97, noise=0.05)) == 0
    assert efficiency(judged(baseline=1.0, cost=0.9, noise=0.05)) > 0


def test_the_weight_of_efficiency_rises_linearly() -> None:
    assert [Weights().efficiency(progress) for progress in (0, 0.5, 1)] == pytest.approx([0.3, 0.4, 0.5])
    with pytest.raises(ValueError, match="progress"):
        Weights().efficiency(1.5)


@pytest.mark.parametrize("cost", [0.0, -1.0, math.nan, math.inf])
def test_costs_are_positive_numbers(cost: float) -> None:
    with pytest.raises(ValueError, match="costs are positive"):
        efficiency(judged(baseline=1.0, cost=cost))
