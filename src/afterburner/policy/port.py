"""The port: what every policy offers to the loop."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from afterburner.core.attempt import Attempt, Usage
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution


def digest_of(solution: Solution) -> str:
    """Return a short name for a solution's content, to recognise it by."""
    return solution.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a policy is asked for: something better than the seed."""

    problem: Problem
    seed: Attempt | None
    """What to start from, as ``Attempt.for_policy`` shows it; None: there is nothing yet, a solution is wanted from
    scratch."""
    objective: Objective
    most: int
    """How many proposals are wanted at most."""
    language: str = "python"
    """What proposals are to be written in."""
    history: tuple[Attempt, ...] = ()
    """What was proposed before, oldest first, and what became of it, as ``Attempt.for_policy`` shows it."""
    earlier: tuple[int, ...] = ()
    """How many proposals each request of the same round before this one asks for: so that those who count what they have given
    need no memory of their own."""

    @property
    def place(self) -> int:
        """How many proposals of the round are asked for before this request's."""
        return sum(self.earlier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A solution that may be better."""

    solution: Solution
    """With ``fault``: what there was instead of a program, possibly nothing."""
    note: str = ""
    """What was changed, for people."""
    origin: str = ""
    """Whose it is, where the policy speaks for several; empty: the policy's own."""
    fault: str | None = None
    """Why there is nothing to judge, machine-readable, for instance ``no_code``; None: there is."""
    usage: Usage | None = None
    extra: dict[str, object] = field(default_factory=dict)
    """What the policy wants to have recorded: what it was asked and said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A proposal that never came, through no fault of the policy's: the server failed again and again."""

    reason: str
    """Machine-readable, for instance ``timeout``, ``connection``, ``rate_limit``, ``server_error``."""
    detail: str
    """For people."""
    origin: str = ""


class Policy(Protocol):
    """Proposes programs; stateless, so that a run can be resumed."""

    @property
    def name(self) -> str:
        """The name that attempts carry as their origin."""
        ...

    @property
    def is_free(self) -> bool:
        """Whether proposals cost nothing until they are taken: then a round may end before all of them are."""
        ...

    def propose(self, request: Request) -> Iterator[Proposal | Lost]:
        """Yield up to ``request.most`` proposals; none when there is nothing left to try.

        The most promising first, or as they come. Closing the iterator ends whatever is under way.

        Raises:
            UsageError: the policy can't be used as it is set up: no key, no such model.

        """
        ...
