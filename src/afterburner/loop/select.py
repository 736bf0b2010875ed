"""Who seeds the next round: pure decisions over attempts."""

from collections.abc import Sequence

from afterburner.core.attempt import Attempt
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict

MOST_CHALLENGERS = 2
"""Duels a round at most: they cost many runs, and the first place after one pass is mostly the first place after many."""

WORTH_A_DUEL = 1.02
"""A challenger whose first pass was less than this many times better than its parent's is not worth the runs of a duel."""


OUTSTANDING = 1.5
"""A first pass this many times better is hardly ever luck: its duel is worth having before the round is over."""


def is_outstanding(attempt: Attempt, seed: Attempt, quantity: Quantity) -> bool:
    """Tell whether the first pass of ``attempt`` was so much better than the seed's that it is to be decided at once."""
    return (_promise(attempt, seed, quantity) or 0.0) >= OUTSTANDING


def best(attempts: Sequence[Attempt]) -> Attempt:
    """Return the program to go on from: the last that really improved on its parent, else the given one.

    Improvements form a chain, since every round starts from the best; the last link is the best.
    """
    return next((attempt for attempt in reversed(attempts) if attempt.improved), attempts[0])


def challengers(attempts: Sequence[Attempt], seed: Attempt, quantity: Quantity) -> list[Attempt]:
    """Return the accepted attempts that may be better than ``seed``, the most promising first."""
    promise = {a.id: p for a in attempts if a.versus_parent is None and (p := _promise(a, seed, quantity)) is not None}
    worth = [attempt for attempt in attempts if promise.get(attempt.id, 0.0) >= WORTH_A_DUEL]
    return sorted(worth, key=lambda attempt: -promise[attempt.id])[:MOST_CHALLENGERS]


def _promise(attempt: Attempt, seed: Attempt, quantity: Quantity) -> float | None:
    """Return how many times better one pass of ``attempt`` was than one of ``seed``."""
    ours, theirs = attempt.judgement.measurement, seed.judgement.measurement
    if attempt.judgement.verdict is not Verdict.ACCEPTED or ours is None or theirs is None:
        return None
    if quantity not in ours.quantities or quantity not in theirs.quantities:
        return None
    return theirs.quantities[quantity].estimate / ours.quantities[quantity].estimate
