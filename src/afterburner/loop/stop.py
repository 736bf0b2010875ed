"""When to stop: budgets, and when nothing improves any more.

budget = Budget(iterations=10, most_usd=2.0)
reason = budget(archive)            None: go on
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from afterburner.core.attempt import Attempt
from afterburner.core.objective import Quantity
from afterburner.loop import select
from afterburner.loop.archive import Archive
from afterburner.measure.compare import Plan


class StopReason(StrEnum):
    """Why the loop ended."""

    ITERATIONS = "iterations"
    SAMPLES = "samples"
    TOKENS = "tokens"
    MONEY = "money"
    TIME = "time"
    NOTHING_IMPROVES = "nothing_improves"
    """For ``patience`` rounds in a row the intervals said that nothing proposed is better."""
    NOTHING_PROPOSED = "nothing_proposed"
    POLICY_FAILED = "policy_failed"
    """Two rounds in a row brought nothing but losses."""


class StopCondition(Protocol):
    """Asked before every round."""

    def __call__(self, archive: Archive) -> StopReason | None:
        """Return why to stop; None: go on."""
        ...

    def samples_left(self, archive: Archive, wished: int) -> int:
        """Return how many proposals the next round may have: ``wished``, or as many as the budgets leave, 1 at least."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What the replies of a run took, cached ones not counted."""

    tokens: int
    usd: float
    replies: int
    """How many were paid for."""


def spent(attempts: Iterable[Attempt]) -> Spent:
    """Return what the replies behind ``attempts`` took."""
    paid = [attempt.usage for attempt in attempts if attempt.usage is not None and not attempt.usage.is_cached]
    return Spent(
        tokens=sum(usage.prompt_tokens + usage.completion_tokens for usage in paid),
        usd=sum(usage.cost_usd or 0.0 for usage in paid),
        replies=len(paid),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Stops at the first limit of the run that is reached, or when the intervals say that nothing improves any more."""

    iterations: int
    seconds: float = float("inf")
    """Of wall time, of this process."""
    most_samples: int | None = None
    most_tokens: int | None = None
    """Of prompts and replies together."""
    most_usd: float | None = None
    patience: int = 2
    """Rounds in a row that were shown to hold no improvement, after which there is no use in going on."""
    quantity: Quantity = Quantity.CPU_S
    started_s: float = field(default_factory=time.monotonic)

    def __call__(self, archive: Archive) -> StopReason | None:
        """Return the first limit that is reached."""
        attempts = archive.attempts()
        so_far = spent(attempts)
        limits: Sequence[tuple[StopReason, float, float | None]] = (
            (StopReason.ITERATIONS, archive.rounds, self.iterations),
            (StopReason.SAMPLES, _proposed(attempts), self.most_samples),
            (StopReason.TOKENS, so_far.tokens, self.most_tokens),
            (StopReason.MONEY, so_far.usd, self.most_usd),
            (StopReason.TIME, time.monotonic() - self.started_s, self.seconds),
            (StopReason.NOTHING_IMPROVES, fruitless_rounds(attempts, archive.rounds, self.quantity), self.patience),
        )
        return next((reason for reason, used, most in limits if most is not None and used >= most), None)

    def samples_left(self, archive: Archive, wished: int) -> int:
        """Return how many proposals the budgets leave; what the next ones take is estimated by the mean so far."""
        attempts = archive.attempts()
        so_far = spent(attempts)
        left: list[float] = [wished]
        if self.most_samples is not None:
            left.append(self.most_samples - _proposed(attempts))
        if self.most_tokens is not None and so_far.tokens:
            left.append((self.most_tokens - so_far.tokens) * so_far.replies / so_far.tokens)
        if self.most_usd is not None and so_far.usd:
            left.append((self.most_usd - so_far.usd) * so_far.replies / so_far.usd)
        return max(1, int(min(left)))


def _proposed(attempts: Sequence[Attempt]) -> int:
    return sum(attempt.round > 0 for attempt in attempts)


def fruitless_rounds(attempts: Sequence[Attempt], rounds: int, quantity: Quantity) -> int:
    """Return how many rounds in a row, up to the last, held no improvement and left none open.

    A round is left open by a duel that the budget ended while the interval still had room for an improvement. A round
    that brought no proposal at all counts neither way.
    """
    count = 0
    first = select.baseline(attempts)
    for number in range(rounds, 0, -1):
        of_round = [attempt for attempt in attempts if attempt.round == number]
        if any(attempt.improved or attempt is first for attempt in of_round):
            break
        count += bool(of_round) and not any(_is_open(attempt, quantity) for attempt in of_round)
    return count


def _is_open(attempt: Attempt, quantity: Quantity) -> bool:
    if attempt.duel is None or attempt.duel.failure is not None:
        return False
    ratio = attempt.duel.ratios.get(quantity)
    least = 1 + Plan().least_effect
    return ratio is not None and ratio.estimate > least and ratio.high > least
