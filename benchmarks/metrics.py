"""How long do the intervals take: 300 problems, 64 measurements each, 10,000 resamples, under 5 s and 500 MB?

Each row is one process, which makes up measurements, scores them and resamples: its peak memory is that of Python, numpy and
the work together. "Seconds" is the work alone, from measurements to the interval; making them up is not counted.
"""

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from record import Figures, Row, parser, publish

from afterburner.core.measurement import Estimate
from afterburner.metrics.beyond import percentile_ranks
from afterburner.metrics.bootstrap import IntervalMethod, Resampling, ScoreGrid, mean_interval
from afterburner.metrics.median_resampling import median_replicates
from afterburner.metrics.paired import paired_difference

PROBLEMS = 300
SHAPES = {"1 x 64": (1, 64), "4 x 16": (4, 16)}
"""Solutions of a problem, and measurements of each: 64 together."""
REFERENCES = 100
"""Solutions in a problem's distribution."""
LIMIT_S = 5.0
LIMIT_MB = 500.0


def main() -> None:
    asked = parser(__doc__)
    asked.add_argument("--row", nargs=3, metavar=("SHAPE", "WHAT", "RESAMPLES"), help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.row:
        print(*_measured(options.row[0], options.row[1], int(options.row[2])))
        return
    started_s = time.time()
    resamples = 500 if options.quick else 10_000
    rows = [_row(shape, what, resamples) for shape in SHAPES for what in ("percentile", "bca", "paired")]
    seconds, peak_mb = (max(float(str(row[name])) for row in rows) for name in ("seconds", "peak MB"))
    summary = {
        "most seconds": seconds,
        "most MB": peak_mb,
        "within 5 s and 500 MB": seconds < LIMIT_S and peak_mb < LIMIT_MB,
    }
    settings = {"problems": PROBLEMS, "references": REFERENCES, "resamples": resamples}
    figures = Figures(benchmark="metrics", settings=settings, rows=rows, summary=summary, started_s=started_s)
    publish(figures, options.json, columns=["solutions x measurements", "what", "seconds", "peak MB", "interval"])


def _row(shape: str, what: str, resamples: int) -> Row:
    command = [sys.executable, str(Path(__file__)), "--row", shape, what, str(resamples)]
    seconds, peak_mb, *interval = map(float, subprocess.run(command, capture_output=True, check=True).stdout.split())
    estimate, low, high = interval
    return {
        "solutions x measurements": shape,
        "what": what,
        "seconds": seconds,
        "peak MB": peak_mb,
        "interval": Estimate(estimate=estimate, low=low, high=high),
    }


def _measured(shape: str, what: str, resamples: int) -> tuple[float, ...]:
    rng = np.random.default_rng(0)
    solutions, passes = SHAPES[shape]
    references = rng.lognormal(0, 1, (PROBLEMS, REFERENCES))
    models = [
        rng.lognormal(mean, 1, (PROBLEMS, solutions, 1)) * rng.lognormal(0, 0.1, (PROBLEMS, solutions, passes))
        for mean in (0.0, 0.1)
    ]
    method = IntervalMethod.BCA if what == "bca" else IntervalMethod.PERCENTILE
    started_s = time.perf_counter()
    resampling = Resampling(resamples=resamples, method=method)
    if what == "paired":
        first, second = (_scored(costs, references) for costs in models)
        found = paired_difference(first, second, resampling).difference
    else:
        found = mean_interval(_scored(models[0], references), resampling)
    seconds = time.perf_counter() - started_s
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return seconds, peak_mb, found.estimate, found.low, found.high


def _scored(costs: np.ndarray, references: np.ndarray) -> ScoreGrid:
    observed, replicates = [], []
    for passes, distribution in zip(costs, references, strict=True):
        observed.append(percentile_ranks(np.median(passes, axis=1), distribution))
        replicates.append(percentile_ranks(median_replicates(passes), distribution))
    return ScoreGrid(np.stack(observed), np.stack(replicates))


if __name__ == "__main__":
    main()
