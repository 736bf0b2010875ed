"""What became of one completion that a policy in training was asked for: the record that training keeps of its reward.

A rollout belongs to a group: all completions of one prompt in one step, which are measured beside each other and whose rewards
are compared with each other alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from afterburner.core.measurement import Estimate
from afterburner.core.objective import Objective
from afterburner.core.status import Verdict


class Signal(StrEnum):
    """Whether a group teaches anything, and why not."""

    SIGNAL = "signal"
    """Rewards differ, and by more than noise."""
    ALL_FAILED = "all_failed"
    """No completion is correct, and their rewards are equal."""
    ALL_EQUAL = "all_equal"
    """Completions are correct, and their rewards and costs are equal; for instance all are the same program."""
    WITHIN_NOISE = "within_noise"
    """Completions are correct and cost differently, but no difference can be told from noise."""
    UNREWARDED = "unrewarded"
    """Completions are correct and really cost differently, but the reward does not say so: there is no baseline, no distribution
    of references, or all are where the reward is cut off."""
    MASKED = "masked"
    """Fewer than two completions have a reward: the machine failed for the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardParts:
    """How a reward came about: ``total`` is the sum of the three others."""

    total: float
    form: float
    """Weighted, as are the other two."""
    correctness: float
    efficiency: float
    note: str | None = None
    """Why efficiency is 0, machine-readable: ``not_correct``, ``not_measured``, ``no_baseline``, ``no_distribution``,
    ``within_noise``, ``alone`` (no other to be ranked among); None: it was compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something about a completion that looks like cheating, or like a measurement that is not to be trusted."""

    kind: str
    """Machine-readable, for instance ``security_violation``, ``constant_answer``, ``implausible_speedup``."""
    detail: str
    """For people: what, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollout:
    """One completion and what it earned."""

    step: int
    """The trainer's optimisation step in which it was drawn, from 0."""
    group: str
    """The prompt's group, unique in the run, for instance ``12/3``: step and place of the prompt in it."""
    sample: int
    """Its place in the group, from 0."""
    problem: str
    language: str
    objective: Objective
    prompt: str
    completion: str
    code: str | None
    """The program in it; None: there is none."""
    verdict: Verdict | None
    """None: there was no program to judge, or the machine failed."""
    reason: str | None = None
    """What there was instead of an accepted program, machine-readable: a reply's fault, a failure's reason."""
    cost: float | None = None
    """In the objective's unit (s, byte, byte·s), the geometric mean over passes; None: not correct, or not measured."""
    baseline: float | None = None
    """What the program in the prompt cost beside it."""
    gain: Estimate | None = None
    """Baseline over cost, paired by pass, with its 95 % interval: above 1, this one is better."""
    parts: RewardParts | None = None
    """None: it was masked, and is no part of the training signal."""
    masked: str | None = None
    """Why: what failed on the machine's side; None: it was not."""
    signal: Signal = Signal.SIGNAL
    """That of its group."""
    flags: tuple[Flag, ...] = ()
    judging_s: float = 0.0
    """Wall seconds of a worker that judging it took; 0: it was known already."""
    program_cpu_s: float = 0.0
    """CPU seconds of the programs that were run for it."""
