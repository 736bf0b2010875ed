"""Which share of a problem's references a program of a group beats, as the references were when they were calibrated.

    anchor = anchor_for(distribution, programs, cost=0.2, quantity=quantity)        # to be measured with the group, or None
    beyond(distribution, measured.costs, quantity=quantity)                         # by digest: 0 to 1

Today's machine may be slower than at calibration, and fresh inputs are others: times and integrals are carried over by anchors
(``dataset.anchors``), references that are measured in the group. The program in the prompt often is one; else one is added.
"""

import statistics
from collections.abc import Mapping, Sequence

from afterburner.core.objective import Quantity
from afterburner.core.problem import Solution
from afterburner.dataset.anchors import CORRECTED, Anchored, cheapest, cost_then, nearest
from afterburner.dataset.distribution import Distribution
from afterburner.measure.costs import Costs
from afterburner.metrics.beyond import RESOLUTION, percentile_rank
from afterburner.train.grading_measuring import by_pass


def anchor_for(distribution: Distribution, programs: Sequence[Solution], *, cost_s: float) -> Solution | None:
    """Return the reference to measure beside ``programs``, which take about ``cost_s`` CPU seconds; None: one is among them."""
    if any(distribution.with_digest(one.digest) for one in programs):
        return None
    near = nearest(distribution, cost_s, quantity=Quantity.CPU_S, most=1) if cost_s > 0 else ()
    return (near[0] if near else cheapest(distribution)).reference.solution


def beyond(
    distribution: Distribution, costs: Mapping[str, Sequence[Costs]], *, quantity: Quantity
) -> dict[str, float | None]:
    """Return the share, 0 to 1, of references that each program beats, by digest; None where that can't be said.

    References within ``metrics.beyond.RESOLUTION`` of a program tie with it, and a tie counts as beaten.
    """
    values = {name: by_pass(passes, quantity) for name, passes in costs.items()}
    medians = distribution.medians(quantity)
    ranks: dict[str, float | None] = {}
    for name, own in values.items():
        then = _cost_then(distribution, name, own, values, quantity)
        ranks[name] = percentile_rank(then, medians, tie_within=RESOLUTION) if then and medians else None
    return ranks


def _cost_then(
    distribution: Distribution,
    name: str,
    own: Sequence[float],
    values: Mapping[str, Sequence[float]],
    quantity: Quantity,
) -> float | None:
    member = distribution.with_digest(name)
    if member is not None:
        return member.median(quantity)
    if not own or quantity not in CORRECTED:
        return statistics.median(own) if own else None
    anchors = []
    for digest, theirs in values.items():
        anchor = distribution.with_digest(digest)
        then = None if anchor is None else anchor.median(quantity)
        if then and theirs:
            anchors.append(Anchored(then=then, pairs=tuple(zip(own, theirs, strict=True))))
    return cost_then(anchors)
