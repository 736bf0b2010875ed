"""Conditions: what an evaluation compares. A condition is a policy and how it is asked, and what it starts from.

    Condition(name="gpt-4o, no feedback", policy=PolicyConfig(name="openai:gpt-4o", without=(Part.FEEDBACK,)), iterations=4)

Every experiment of the paper is a list of conditions and a table over what came of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from afterburner.core.errors import UsageError
from afterburner.core.objective import Objective
from afterburner.loop.search import Strategy
from afterburner.policy.catalogue import PolicyConfig

MOST_ITERATIONS = 1000


class Start(StrEnum):
    """What a run starts from."""

    NOTHING = "nothing"
    """A solution is wanted from scratch: the policy's first round is iteration 0."""
    SLOW = "slow"
    """The costliest accepted reference solution under the objective: it is iteration 0."""
    MIDDLE = "middle"
    """The reference solution in the middle of the distribution."""
    FAST = "fast"
    """The reference solution that costs least."""


class Tests(StrEnum):
    """Which tests the loop is judged by, and may see."""

    __test__ = False  # pytest collects by name

    ALL = "all"
    PUBLIC = "public"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One way of going about it.

    Raises:
        UsageError: a number is out of its range, or there is nothing that the policy could do.

    """

    name: str
    """Its name in tables, unique in an evaluation."""
    policy: PolicyConfig
    objective: Objective = Objective.TIME
    iterations: int = 0
    """Rounds after iteration 0, 0 to 1,000. Iteration 0 is the first proposal (from nothing) or the program that was given."""
    samples: int = 1
    """Proposals a round, 1 or more."""
    strategy: Strategy = Strategy.GREEDY
    start: Start = Start.NOTHING
    language: str = "python"
    tests: Tests = Tests.ALL

    def __post_init__(self) -> None:
        if not 0 <= self.iterations <= MOST_ITERATIONS:
            raise UsageError(f"{self.iterations} iterations", hint=f"give 0 to {MOST_ITERATIONS}")
        if self.samples < 1:
            raise UsageError(f"{self.samples} samples a round", hint="give 1 or more")
        if self.start is Start.NOTHING and self.policy.name == "rules":
            hint = "give --start slow: the rules rewrite a program, they can't write one"
            raise UsageError("the policy rules can't start from nothing", hint=hint)

    @property
    def rounds(self) -> int:
        """How many rounds the loop has: the first proposal from nothing takes one of its own."""
        return self.iterations + (self.start is Start.NOTHING)

    def iteration_of(self, round_: int) -> int:
        """Return the iteration that a round of the loop belongs to."""
        return round_ - (self.start is Start.NOTHING)
