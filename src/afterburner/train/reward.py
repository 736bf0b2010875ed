"""Rewards of a group: what each completion of one prompt earns, where the others are measured beside it.

    parts = rewards(group, RewardConfig(), progress=0.25)
    signal_of(group, parts)

The formula of the paper is ``metrics.reward``; here stand its alternatives, what noise takes away, and what a group teaches.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from afterburner.core.rollout import RewardParts, Signal
from afterburner.metrics.reward import Weights


class Efficiency(StrEnum):
    """What efficiency means; each is between -1 and 1."""

    PAPER = "paper"
    """tanh(clip((baseline - cost) / baseline, -1, 1))."""
    LOG_SPEEDUP = "log-speedup"
    """tanh(log(baseline / cost)): does not saturate at twice as fast."""
    BEYOND = "beyond"
    """The share of the problem's references that the program beats, 0 to 1."""
    RANK = "rank"
    """The rank among the correct ones of the group, -1 (worst) to 1 (best); those that can't be told apart share one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardConfig:
    """How rewards are made."""

    efficiency: Efficiency = Efficiency.PAPER
    weights: Weights = field(default_factory=Weights)
    """Its efficiency rises linearly from the first to the last over training."""
    noise_aware: bool = True
    """Whether a difference inside its 95 % interval earns nothing, to the baseline and between completions of a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One completion of a group, as far as its reward depends on it."""

    is_well_formed: bool
    was_correct: bool
    """Whether the program in the prompt passes all tests; without one: no."""
    is_correct: bool
    costs: tuple[float, ...] = ()
    """In the objective's unit, above 0, by pass; pass i of every program of the group was made at the same time. Empty: it is not
    correct, or was not measured."""
    baselines: tuple[float, ...] = ()
    """What the program in the prompt cost, by pass, as many as ``costs``; empty: there is none, or it is not correct."""
    beyond: float | None = None
    """The share of the problem's references that it beats, 0 to 1; None: not known."""
    same_as: int | None = None
    """The place in the group of an earlier completion with the same program: their costs are one measurement."""
    masked: str | None = None
    """Why nothing may be said of it: what failed on the machine's side. None: nothing did."""


def rewards(group: Sequence[Graded], config: RewardConfig, *, progress: float) -> list[RewardParts | None]:
    """Return the reward of each completion after ``progress`` of the training (0 to 1); None: it is masked.

    Raises:
        ValueError: the progress or a cost is out of its range.

    """
    raise NotImplementedError


def signal_of(group: Sequence[Graded], parts: Sequence[RewardParts | None]) -> Signal:
    """Return whether the group teaches anything, and why not."""
    raise NotImplementedError
