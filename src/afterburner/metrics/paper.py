"""The published procedure, to compare with: not what is reported here.

    PAPER.solutions, PAPER.measurements, PAPER.resampling()      # 4, 16, 128 resamples
    paper_interval(resampled_means(grid, PAPER.resampling()))    # far too narrow

Source: arXiv 2505.23387, evaluation: 4 solutions of each problem, each measured 16 times, 128 bootstrap resamples; the published
notebooks then take Student's t-interval over the means of the resamples, mean +- t * s / sqrt(resamples).

That is the error of the *simulation*, not of the estimate: s is already the standard error that was looked for, and dividing
it by the root of the number of resamples makes the interval as narrow as one's patience. ``bootstrap.mean_interval`` does not.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterburner.core.measurement import Estimate
from afterburner.metrics.bootstrap import Resampling
from afterburner.metrics.intervals import student_quantile
from afterburner.metrics.samples import Floats, checked_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """How often everything is done."""

    solutions: int
    """Independent solutions of each problem."""
    measurements: int
    """Passes of each program."""
    resamples: int

    def resampling(self, *, seed: int = 0) -> Resampling:
        """Return the resampling, over all levels."""
        return Resampling(resamples=self.resamples, seed=seed)


PAPER = Procedure(solutions=4, measurements=16, resamples=128)
"""The paper's."""


def paper_interval(means: Sequence[float] | Floats, *, confidence: float = 0.95) -> Estimate:
    """Return the published interval over the ``means`` of resamples: for comparison only, it shrinks with their number.

    Raises:
        ValueError: there are fewer than two, one is not finite, or ``confidence`` is not between 0 and 1.

    """
    checked = checked_numbers(means, field="means")
    if checked.size < 2:  # noqa: PLR2004
        raise ValueError("means: a t-interval needs at least two")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence: {confidence} is not between 0 and 1")
    mean = float(checked.mean())
    quantile = student_quantile((1 + confidence) / 2, checked.size - 1)
    half = quantile * float(np.std(checked, ddof=1)) / math.sqrt(checked.size)
    return Estimate(estimate=mean, low=mean - half, high=mean + half)
