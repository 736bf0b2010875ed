"""How a dataset is built, and what becomes of a problem on the way."""

from dataclasses import dataclass
from enum import StrEnum

from afterburner.core.errors import UsageError
from afterburner.core.problem import Problem


class QuarantineReason(StrEnum):
    """Why a problem was put aside, for machines."""

    NO_SOLUTIONS = "no_solutions"
    """No reference solution is left."""
    NO_INPUTS = "no_inputs"
    """It has neither tests nor a generator."""
    GENERATOR_FAILS = "generator_fails"
    """It does not end, crashes, attacks, or breaks its limits."""
    GENERATOR_EMPTY = "generator_empty"
    """It makes nothing."""
    GENERATOR_DIFFERS = "generator_differs"
    """It makes different inputs of one seed and size."""
    DISAGREEMENT = "disagreement"
    """Most of its inputs have no answer that a majority of its solutions gives."""
    CONTAMINATED = "contaminated"
    """Its statement stands in a benchmark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A problem that was put aside."""

    id: str
    reason: QuarantineReason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A problem that passed a stage, and what was noticed."""

    problem: Problem
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildPlan:
    """How much is made, and when it is enough.

    Raises:
        UsageError: a number is out of its range.

    """

    correctness: int = 12
    """Small generated inputs, 1 to 1000; what comes with a problem is kept besides."""
    performance: int = 3
    """Large generated inputs, 1 to 100."""
    spread: float = 3.0
    """Sizes grow until the slowest solution takes this many times as long as the fastest; 1 or more."""
    least_s: float = 0.02
    """... and at least this long, so that it is no noise; CPU seconds."""
    longest_s: float = 2.0
    """Growing ends where the slowest solution takes longer."""
    largest_input_bytes: int = 16 << 20
    """... or an input is larger."""
    public: int = 3
    """How many correctness tests anybody may see."""
    seed: int = 0
    test_share: float = 0.1
    """Of the problems: they go to ``test`` instead of ``train``; 0 to 1."""

    def __post_init__(self) -> None:
        ranges = {
            "correctness": (1, 1000),
            "performance": (1, 100),
            "spread": (1, 1e6),
            "least_s": (1e-6, 1e3),
            "longest_s": (1e-3, 1e4),
            "test_share": (0, 1),
        }
        for name, (least, most) in ranges.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise UsageError(f"the plan's {name} is {value}", hint=f"give {least:g} to {most:g}")
