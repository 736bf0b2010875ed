"""Who is the best, who may challenge it, and what is to be repaired: pure decisions over attempts.

The best ones form a chain: each won a duel, runs in turn, against the best one before it. So rounds never get worse.
"""

from collections.abc import Sequence

from afterburner.core.attempt import Attempt
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict

MOST_CHALLENGERS = 2
"""Duels a round at most: they cost many runs, and the first place after one pass is mostly the first place after many."""

WORTH_A_DUEL = 1.02
"""A challenger whose first pass was less than this many times better than the best's is not worth the runs of a duel."""


OUTSTANDING = 1.5
"""A first pass this many times better is hardly ever luck: its duel is worth having before the round is over."""


def baseline(attempts: Sequence[Attempt]) -> Attempt | None:
    """Return what improvements are measured against: the first accepted attempt, the given program where it is correct."""
    return next((attempt for attempt in attempts if _is_accepted(attempt)), None)


def best(attempts: Sequence[Attempt]) -> Attempt | None:
    """Return the best one: the end of the chain of won duels that begins with the baseline; None: nothing is accepted."""
    chain = descent(attempts)
    return chain[-1] if chain else None


def descent(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Return the chain: the baseline, what won against it, what won against that."""
    first = baseline(attempts)
    winners = {attempt.rival: attempt for attempt in attempts if attempt.improved}
    chain = [] if first is None else [first]
    while chain and (winner := winners.get(chain[-1].id)) is not None:
        chain.append(winner)
    return chain


def to_repair(attempts: Sequence[Attempt]) -> Attempt | None:
    """Return the program to repair while nothing is accepted: the one that passed most tests, the latest of these."""
    with_code = [attempt for attempt in attempts if attempt.solution.code.strip()]
    return max(with_code, key=lambda attempt: (attempt.judgement.passed, int(attempt.id)), default=None)


def is_outstanding(attempt: Attempt, best: Attempt, quantity: Quantity) -> bool:
    """Tell whether the first pass of ``attempt`` was so much better than the best's that it is to be decided at once."""
    return attempt.duel is None and attempt.twin is None and (promise(attempt, best, quantity) or 0.0) >= OUTSTANDING


def challengers(attempts: Sequence[Attempt], best: Attempt, quantity: Quantity) -> list[Attempt]:
    """Return the accepted attempts without a duel yet that may be better than ``best``, the most promising first."""
    fresh = [attempt for attempt in attempts if attempt.duel is None and attempt.twin is None]
    promises = {attempt.id: promise(attempt, best, quantity) or 0.0 for attempt in fresh}
    worth = [attempt for attempt in fresh if promises[attempt.id] >= WORTH_A_DUEL]
    return sorted(worth, key=lambda attempt: -promises[attempt.id])[:MOST_CHALLENGERS]


def cost(attempt: Attempt, quantity: Quantity) -> float | None:
    """Return what one pass of an accepted attempt took; None for all others, and where it was not measured."""
    measured = attempt.judgement.measurement
    if not _is_accepted(attempt) or measured is None or quantity not in measured.quantities:
        return None
    return measured.quantities[quantity].estimate


def promise(attempt: Attempt, best: Attempt, quantity: Quantity) -> float | None:
    """Return how many times better one pass of ``attempt`` was than one of ``best``."""
    ours, theirs = cost(attempt, quantity), cost(best, quantity)
    return theirs / ours if ours and theirs is not None else None


def _is_accepted(attempt: Attempt) -> bool:
    return attempt.judgement.verdict is Verdict.ACCEPTED
