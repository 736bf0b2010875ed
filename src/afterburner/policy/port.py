"""The port: what every policy offers to the loop."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from afterburner.core.attempt import Attempt
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution


def digest_of(solution: Solution) -> str:
    """Return a short name for a solution's content, to recognise it by."""
    return hashlib.sha256(f"{solution.language}\0{solution.code}".encode(errors="surrogateescape")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a policy is asked for: something better than the seed."""

    problem: Problem
    seed: Solution
    objective: Objective
    most: int
    """How many proposals are wanted at most."""
    history: tuple[Attempt, ...] = ()
    """What was proposed before, and what became of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A solution that may be better."""

    solution: Solution
    note: str = ""
    """What was changed, for people."""
    extra: dict[str, object] = field(default_factory=dict)
    """What the policy wants to have recorded."""


class Policy(Protocol):
    """Proposes programs; stateless, so that a run can be resumed."""

    @property
    def name(self) -> str:
        """The name that attempts carry as their origin."""
        ...

    def propose(self, request: Request) -> Iterator[Proposal]:
        """Yield up to ``request.most`` proposals, the most promising first; none when there is nothing left to try."""
        ...
