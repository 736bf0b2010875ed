"""Anchors: references that are measured again beside a candidate, so that a slower machine is not a slower candidate.

    anchors = nearest(distribution, rough, quantity=Quantity.CPU_S)
    anchored = [Anchored(then=anchor.median(quantity), pairs=((candidate_s, anchor_s), ...)) for anchor in anchors]
    drift(costs, anchored)          1.2: the machine is 20 % slower now than when the references were calibrated

What a candidate would have cost then follows from each anchor: its calibrated median times the median, over the passes that both
took part in, of candidate over anchor. Runs of one pass are seconds apart, and a slow second meets both: over real programs such
a ratio repeats within 0.4 %, a ratio of two medians within 0.8 %. Anchors speak with the weight 1 / (h² + d²), d the log of that
ratio. So a reference that costs about the same decides, directly, on which side of it the candidate is, while references farther
away, which may drift otherwise, say where it is when no near one is there.

Times and integrals are corrected. The peak of memory is not: it does not depend on how fast the machine is, and to divide by
what the anchors' peaks happen to be only adds their noise to the candidate's.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from afterburner.core.objective import Quantity
from afterburner.dataset.distribution import Distribution, Member

DEAR = 10.0
"""An anchor that costs more than this many times the candidate takes most of the time, and says least about so short a run."""
CORRECTED = (Quantity.CPU_S, Quantity.WALL_S, Quantity.INTEGRAL_BYTE_S)
"""The quantities that drift with the machine."""
NEAR = 0.02
"""The h of the weights: what a calibrated median of five passes can be off, as a share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """One anchor in one quantity."""

    then: float
    """Its calibrated median, above 0."""
    pairs: tuple[tuple[float, float], ...]
    """What the candidate and it cost in the passes that both took part in, each above 0; at least one."""

    @property
    def log_ratio(self) -> float:
        """The median log of candidate over anchor: above 0, the candidate costs more."""
        return statistics.median(math.log(candidate / anchor) for candidate, anchor in self.pairs)


def nearest(
    distribution: Distribution,
    cost: float,
    *,
    quantity: Quantity = Quantity.CPU_S,
    most: int = 3,
    band: float | None = None,
) -> tuple[Member, ...]:
    """Return up to ``most`` members, nearest first by the ratio of their cost to ``cost``, above 0, in ``quantity``.

    ``band`` is how far they may be, as the log of the ratio; None: any distance. Members that cost over ten times as much are
    left out.
    """
    found: list[tuple[float, str, Member]] = []
    for member in distribution.members:
        median = member.median(quantity)
        if not median or median > DEAR * cost:
            continue
        distance = abs(math.log(median / cost))
        if band is None or distance <= band:
            found.append((distance, member.name, member))
    return tuple(member for _distance, _name, member in sorted(found, key=lambda one: one[:2])[:most])


def cheapest(distribution: Distribution) -> Member:
    """Return the member with the least CPU time: the anchor where all of them are dear."""
    return min(distribution.members, key=lambda member: member.median(Quantity.CPU_S) or math.inf)


def cost_then(anchors: Sequence[Anchored]) -> float | None:
    """Return what the candidate would have cost when the references were calibrated; None without anchors."""
    if not anchors:
        return None
    logs = [(anchor.log_ratio, math.log(anchor.then)) for anchor in anchors]
    weights = [1 / (NEAR**2 + ratio**2) for ratio, _then in logs]
    total = math.fsum(weight * (ratio + then) for weight, (ratio, then) in zip(weights, logs, strict=True))
    return math.exp(total / math.fsum(weights))


def drift(costs: Sequence[float], anchors: Sequence[Anchored]) -> float:
    """Return by which factor ``costs``, the candidate's by pass, are above what it would have cost then; 1 without anchors."""
    then = cost_then(anchors)
    return statistics.median(costs) / then if then and statistics.median(costs) else 1.0
