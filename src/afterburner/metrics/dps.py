"""EvalPerf's differential performance score: which efficiency level of reference solutions does this one reach?

    clusters = efficiency_clusters([8.0, 7.9, 4.0, 1.0])      # slowest 8.0: 2 of 4; 4.0: 3 of 4; 1.0: 4 of 4
    differential_score(3.9, clusters)                         # dps 0.75, dps_norm 0.667

Source: Liu et al., Evaluating Language Models for Efficient Code Generation (COLM 2024, arXiv 2408.06450), section 3, and its
code (evalplus, ``evalperf`` and ``select_pe_tasks``). References are sorted from slow to fast and cut where a step to the next
is more than a threshold, relative to the slower. Each cluster is represented by its slowest. A solution matches the fastest
cluster whose representative it does not exceed. DPS is the cumulative ratio there: the share of references in this cluster and
in all slower ones. DPS_norm is the cluster's number, from the slowest on, over how many there are. Slower than all is 0 in both.

Deliberate differences:

1. Scores are shares, 0 to 1, not 0 to 100.
2. The threshold is 10 % alone. EvalPerf adds the square root of 10,000 over the number of instructions, which a cost in
   seconds or bytes does not have.
3. As there, the mean is over what passes alone (:func:`mean_score`); EvalPerf asks for at least 10 passing samples of a task, the
   caller decides that here. Nothing passing is None, not 0.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterburner.metrics.samples import checked_costs

THRESHOLD = 0.10
"""A step that is a new level, relative to the slower one; EvalPerf's base threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One efficiency level."""

    slowest: float
    """The cost of its representative."""
    size: int
    cumulative_ratio: float
    """The share of references in it and in all slower clusters, in (0, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferentialScore:
    """Of one solution, or the mean over several."""

    dps: float
    """0 to 1."""
    dps_norm: float
    """0 to 1; each cluster counts alike, however many references it has."""


def efficiency_clusters(references: Sequence[float], *, threshold: float = THRESHOLD) -> tuple[Cluster, ...]:
    """Return the clusters of ``references`` from slow to fast.

    Raises:
        ValueError: there is no reference, a number is not positive and finite, or the threshold is not in [0, 1).

    """
    if not 0 <= threshold < 1:
        raise ValueError(f"threshold: {threshold} is not in [0, 1)")
    ranked = np.sort(checked_costs(references, field="references"))[::-1]
    steps = (ranked[:-1] - ranked[1:]) / ranked[:-1]
    parts = np.split(ranked, np.flatnonzero(steps > threshold) + 1)
    reached = np.cumsum([len(part) for part in parts]) / len(ranked)
    return tuple(
        Cluster(slowest=float(part[0]), size=len(part), cumulative_ratio=float(share))
        for part, share in zip(parts, reached, strict=True)
    )


def differential_score(cost: float, clusters: Sequence[Cluster]) -> DifferentialScore:
    """Return the score of a solution that passes; ``clusters`` are from slow to fast.

    Raises:
        ValueError: there is no cluster, or the cost is not positive and finite.

    """
    if not clusters:
        raise ValueError("clusters: none")
    one = float(checked_costs([cost], field="cost")[0])
    reached = sum(one <= cluster.slowest for cluster in clusters)  # they get faster: a prefix of them
    if reached == 0:
        return DifferentialScore(dps=0.0, dps_norm=0.0)
    return DifferentialScore(dps=clusters[reached - 1].cumulative_ratio, dps_norm=reached / len(clusters))


def mean_score(scores: Sequence[DifferentialScore | None]) -> DifferentialScore | None:
    """Return the mean over those that are not None (not accepted); None where there is none."""
    kept = [one for one in scores if one is not None]
    if not kept:
        return None
    return DifferentialScore(
        dps=math.fsum(one.dps for one in kept) / len(kept),
        dps_norm=math.fsum(one.dps_norm for one in kept) / len(kept),
    )
