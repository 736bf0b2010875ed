"""The reward that trains a policy: form, correctness and efficiency, weighted.

    reward(Judged(is_well_formed=True, was_correct=True, is_correct=True, baseline=2.0, cost=1.0), Weights(), progress=0.0)

    reward = w_f * format + w_c * correctness + beta_e * efficiency

    format        1 for an answer in exactly the form that was asked for, else 0
    correctness   failed to passed 1, passed to passed 0.5, failed to failed -0.5, passed to failed -1
    efficiency    tanh(clip((baseline - cost) / baseline, -1, 1)); 0 for what is not correct, and for a difference within noise
    beta_e        rises linearly from 0.3 to 0.5 over training

Source: the paper (arXiv 2505.23387), section on GRPO, and its rebuttal, where a weight of correctness under 0.5 made training
crash. Deliberate differences: (1) a difference that can't be told from noise earns nothing; (2) costs are in one unit and not
cut off, where the published code clips seconds at 90 and so gives most programs the same; (3) where there is no baseline to
be faster than, efficiency is 0 and not a guess.
"""

import math
from dataclasses import dataclass

FAILED_TO_PASSED = 1.0
PASSED_TO_PASSED = 0.5
FAILED_TO_FAILED = -0.5
PASSED_TO_FAILED = -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each part of the reward counts: the paper's."""

    form: float = 0.2
    correctness: float = 0.5
    efficiency_first: float = 0.3
    """When training begins."""
    efficiency_last: float = 0.5
    """When it ends."""

    def efficiency(self, progress: float) -> float:
        """Return the weight of efficiency after ``progress`` of the training: a share, 0 to 1.

        Raises:
            ValueError: the progress is out of its range.

        """
        if not 0 <= progress <= 1:
            raise ValueError(f"progress is {progress}: a share from 0 to 1")
        return self.efficiency_first + (self.efficiency_last - self.efficiency_first) * progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the reward of one answer depends on."""

    is_well_formed: bool
    was_correct: bool
    """Whether the program that it started from passes all tests; from nothing: no."""
    is_correct: bool
    baseline: float | None = None
    """What the program that it started from costs, in any unit, above 0; None: it is not correct, or nobody measured it."""
    cost: float | None = None
    """What this one costs, in the same unit."""
    noise: float = 0.0
    """The share of the baseline, 0 or more, up to which a difference can't be told from noise."""


def reward(judged: Judged, weights: Weights, *, progress: float) -> float:
    """Return the reward after ``progress`` of the training, a share from 0 to 1.

    Raises:
        ValueError: the progress or a cost is out of its range.

    """
    return (
        weights.form * judged.is_well_formed
        + weights.correctness * correctness(was_correct=judged.was_correct, is_correct=judged.is_correct)
        + weights.efficiency(progress) * efficiency(judged)
    )


def correctness(*, was_correct: bool, is_correct: bool) -> float:
    """Return what the change from one verdict to the other is worth, -1 to 1."""
    if is_correct:
        return PASSED_TO_PASSED if was_correct else FAILED_TO_PASSED
    return PASSED_TO_FAILED if was_correct else FAILED_TO_FAILED


def efficiency(judged: Judged) -> float:
    """Return what the change of cost is worth: -tanh(1) to tanh(1), about 0.76.

    Raises:
        ValueError: a cost is not a positive number.

    """
    saved = saving(judged)
    if saved is None or not judged.is_correct or abs(saved) <= judged.noise:
        return 0.0
    return math.tanh(max(-1.0, min(1.0, saved)))


def saving(judged: Judged) -> float | None:
    """Return the share of the baseline that is saved, up to 1, negative where it costs more; None without both costs.

    Raises:
        ValueError: a cost is not a positive number.

    """
    if judged.baseline is None or judged.cost is None:
        return None
    for name, value in (("baseline", judged.baseline), ("cost", judged.cost)):
        if not 0 < value < math.inf:
            raise ValueError(f"the {name} is {value}: costs are positive numbers")
    return (judged.baseline - judged.cost) / judged.baseline
