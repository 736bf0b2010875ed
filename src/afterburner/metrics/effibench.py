"""EffiBench's six: execution time, peak memory and memory integral, plain and over a canonical solution's.

    effibench([Footprint(time_s=2.0, peak_bytes=3, integral_byte_s=4)], [Footprint(time_s=1.0, peak_bytes=2, integral_byte_s=1)])

Source: Huang et al., EffiBench: Benchmarking the Efficiency of Automatically Generated Code (NeurIPS 2024, arXiv 2402.02037),
section on metrics: ET, MU and TMU are means over correct programs of execution time, peak memory and the integral of memory
over time; NET, NMU and NTMU are means of the ratios to the canonical solution, 1 / N * sum(T_code / T_canonical).

Deliberate differences:

1. The ratio is by problem, as in the paper. The published code divides the two totals instead, which the slowest problem decides;
   that number stands in ``ratio_of_totals``.
2. Units are seconds, bytes and byte-seconds, not MB.
3. Memory is that of the process tree as the sandbox sees it, not memory_profiler's samples; the caller measures.
4. As there, only correct programs count; nothing correct is None, not 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterburner.metrics.samples import Floats, check_same_length, checked_costs


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """What one program costs on one problem."""

    time_s: float
    peak_bytes: float
    integral_byte_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EffiBench:
    """The six numbers; ratios above 1 are worse than the canonical solution."""

    et_s: float
    net: float
    mu_bytes: float
    nmu: float
    tmu_byte_s: float
    ntmu: float
    ratio_of_totals: Footprint
    """What the published code prints as NET, NMU and NTMU."""
    count: int
    """Problems with a correct program."""


def effibench(programs: Sequence[Footprint | None], canonical: Sequence[Footprint]) -> EffiBench | None:
    """Return the six over problems with a correct program; None where there is none.

    Args:
        programs: by problem; None: not accepted.
        canonical: the canonical solutions', in the same order. Afterburner takes the fastest reference solution.

    Raises:
        ValueError: lengths differ, or a number is not positive and finite.

    """
    check_same_length(programs=programs, canonical=canonical)
    kept = [(one, other) for one, other in zip(programs, canonical, strict=True) if one is not None]
    if not kept:
        return None
    costs = _table([one for one, _ in kept], field="programs")
    bases = _table([other for _, other in kept], field="canonical")
    et, mu, tmu = map(float, costs.mean(axis=0))
    net, nmu, ntmu = map(float, (costs / bases).mean(axis=0))
    totals = map(float, costs.sum(axis=0) / bases.sum(axis=0))
    return EffiBench(
        et_s=et,
        net=net,
        mu_bytes=mu,
        nmu=nmu,
        tmu_byte_s=tmu,
        ntmu=ntmu,
        ratio_of_totals=Footprint(**dict(zip(("time_s", "peak_bytes", "integral_byte_s"), totals, strict=True))),
        count=len(kept),
    )


def _table(footprints: Sequence[Footprint], *, field: str) -> Floats:
    """Return (N, 3): time, peak, integral."""
    columns = [
        checked_costs([one.time_s for one in footprints], field=f"{field}.time_s"),
        checked_costs([one.peak_bytes for one in footprints], field=f"{field}.peak_bytes"),
        checked_costs([one.integral_byte_s for one in footprints], field=f"{field}.integral_byte_s"),
    ]
    return np.stack(columns, axis=1)
