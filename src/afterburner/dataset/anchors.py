"""Anchors: references that are measured again beside a candidate, so that a slower machine is not a slower candidate.

    anchors = choose(distribution, rough, quantity=Quantity.CPU_S)
    factor = drift([Then(...), ...])        1.2: the machine is 20 % slower now than when the references were calibrated
    now / factor                            what the candidate would have cost then

Times and integrals are corrected. The peak of memory is not: it does not depend on how fast the machine is, and dividing by
what the anchors' peaks happen to be only adds their noise to the candidate's.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from afterburner.core.objective import Quantity
from afterburner.dataset.distribution import Distribution, Member

MOST_ANCHORS = 3
"""More cost time, and add little: what they have in common is what the machine does to all programs."""
DEAR = 10.0
"""An anchor that costs more than this many times the candidate takes most of the time, and says least about so short a run."""
CORRECTED = (Quantity.CPU_S, Quantity.WALL_S, Quantity.INTEGRAL_BYTE_S)
"""The quantities that drift with the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """What one anchor cost in one quantity when it was calibrated, and costs now; both above 0."""

    then: float
    now: float


def choose(
    distribution: Distribution, rough: float, *, quantity: Quantity = Quantity.CPU_S, most: int = MOST_ANCHORS
) -> tuple[Member, ...]:
    """Return up to ``most`` members, at least one, nearest first by the ratio of their cost to ``rough``.

    ``rough`` is what the candidate costs now, above 0, in ``quantity``. Members that cost over ten times as much are taken
    only where there is no other, and then only the cheapest. Where the quantity is known of none, CPU time tells.
    """
    costs = [
        (member, member.median(quantity) or member.median(Quantity.CPU_S) or math.inf)
        for member in distribution.members
    ]
    cheap = [(member, cost) for member, cost in costs if cost <= DEAR * rough]
    if not cheap:
        return (min(costs, key=lambda one: one[1])[0],)
    nearest = sorted(cheap, key=lambda one: (abs(math.log(max(one[1], 1e-12) / rough)), one[0].name))
    return tuple(member for member, _cost in nearest[:most])


def drift(pairings: Sequence[Pairing]) -> float:
    """Return the geometric mean of now over then, above 1 where the machine is slower now; 1 without anchors."""
    if not pairings:
        return 1.0
    return math.exp(math.fsum(math.log(one.now / one.then) for one in pairings) / len(pairings))


def corrected(costs: Sequence[float], factor: float) -> tuple[float, ...]:
    """Return what was measured now as it would have been when the references were calibrated."""
    return tuple(cost / factor for cost in costs)
