"""What a run proposed, as rewards see it: one value for each proposal, taken from the attempts of an archive.

proposed_in(archive.attempts(), condition="gpt-4o", run=0)
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterburner.core.attempt import Attempt
from afterburner.core.measurement import Estimate
from afterburner.core.objective import Clock, Quantity
from afterburner.core.status import Verdict
from afterburner.metrics.reward import Judged
from afterburner.policy.reply import is_well_formed

LEAST_NOISE = 0.02
"""Of a baseline: duels call nothing smaller a difference (``measure.compare``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One proposal of a run, and what became of it."""

    condition: str
    problem: str
    round: int
    """1, 2, ..."""
    judged: Judged
    """What its reward depends on."""
    run: int = 0
    """Which of the independent runs on this problem."""


def proposed_in(
    attempts: Sequence[Attempt], *, condition: str, run: int = 0, clock: Clock = Clock.CPU
) -> Iterator[Proposed]:
    """Yield the proposals of one run's attempts, oldest first; the program that was given is none.

    The baseline of a proposal is the attempt that it was made from. Costs are those that the judge measured, under the run's
    objective; a difference is within noise where the two 95 % intervals, taken as independent, leave room for none, and in any
    case up to ``LEAST_NOISE``. A policy that gives programs and no replies, such as ``rules``, is always well formed.
    """
    by_id = {attempt.id: attempt for attempt in attempts}
    for attempt in attempts:
        if attempt.round > 0:
            parent = None if attempt.parent is None else by_id.get(attempt.parent)
            judged = _judged(attempt, parent, attempt.objective.quantity(clock))
            yield Proposed(condition=condition, problem=attempt.problem_id, round=attempt.round, judged=judged, run=run)


def _judged(attempt: Attempt, parent: Attempt | None, quantity: Quantity) -> Judged:
    before = None if parent is None else _cost(parent, quantity)
    after = _cost(attempt, quantity)
    return Judged(
        is_well_formed=_is_well_formed(attempt),
        was_correct=parent is not None and _is_accepted(parent),
        is_correct=_is_accepted(attempt),
        baseline=None if before is None else before.estimate,
        cost=None if after is None else after.estimate,
        noise=LEAST_NOISE if before is None or after is None else _noise(before, after),
    )


def _is_well_formed(attempt: Attempt) -> bool:
    reply = attempt.extra.get("reply")
    return is_well_formed(reply, attempt.solution.language) if isinstance(reply, str) else True


def _is_accepted(attempt: Attempt) -> bool:
    return attempt.judgement.verdict is Verdict.ACCEPTED


def _cost(attempt: Attempt, quantity: Quantity) -> Estimate | None:
    measured = attempt.judgement.measurement
    found = measured.quantities.get(quantity) if measured is not None and _is_accepted(attempt) else None
    # A program below the clock's grain costs 0: nothing can be a share of that.
    return found if found is not None and found.estimate > 0 else None


def _noise(before: Estimate, after: Estimate) -> float:
    """Return half the width of the difference's 95 % interval, as a share of the baseline."""
    halves = [(one.high - one.low) / 2 for one in (before, after)]
    return max(LEAST_NOISE, math.hypot(*halves) / before.estimate)
