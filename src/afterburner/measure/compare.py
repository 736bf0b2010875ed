"""Is b really better than a? Runs in turn, more pairs until the interval decides or the budget ends.

The rule, in full:

1. A pair is one pass of a and one of b over all timed tests, interleaved test by test. What disturbs the machine
   disturbs both. Who goes first is drawn for every second pair, and is the other one in the pair after it: a plain coin
   lets one of them go first in all of five pairs once in sixteen, and what going first costs would pass for a difference.
2. After 5, 8, 12, 17, 23 and 31 pairs we look: Student's interval of the mean log ratio.
3. A quantity is decided when the interval at the level 1 - 0.01/6 excludes 1 (so that, over all six looks, identical
   programs are called different at most once in 100) and the estimate differs from 1 by at least 2 %. Before five pairs,
   for plans that look so early, it must differ by a factor of 2: a machine with two speeds, a third apart, shows the
   same ratio three times in a row often enough.
4. We stop when the objective's quantity is decided, when its interval lies within 2 % of 1 (there is nothing to find),
   at the last look, or when the time is up.
5. The reported interval is at the level 1 - 0.05/6: it holds 95 % however early we stopped.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from afterburner.core.measurement import Comparison, Estimate
from afterburner.core.objective import Clock, Quantity
from afterburner.measure.costs import Costs, measurement_of
from afterburner.metrics.intervals import geometric_interval

LOOKS = (5, 8, 12, 17, 23, 31)
"""Five pairs are the fewest with which Student's interval at 99.8 % is of any use; 31 tell 5 % at 10 % noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pass of each program over the timed tests."""

    a: Costs
    b: Costs


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A program failed while it was being measured."""

    reason: str


EARLY_EFFECT = 1.0
"""The least effect before the first of ``LOOKS``: twice as good."""

MeasurePair = Callable[[bool], Pair | Failed]
"""Makes one pair; the argument tells whether b goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How hard to look."""

    quantity: Quantity = Quantity.CPU_S
    """The quantity that must be decided."""
    clock: Clock = Clock.CPU
    looks: Sequence[int] = LOOKS
    error_rate: float = 0.01
    """How often, at most, identical programs may be called different, over all looks together."""
    least_effect: float = 0.02
    """Differences smaller than this share are not worth calling one."""
    budget_s: float = 60.0
    """Wall seconds after which no further pair is begun, once there are enough for the first look."""
    seed: int = 0
    is_challenge: bool = False
    """Whether only b's being better is of interest: at a look that does not show b ahead by the least effect, we stop.
    Giving up early can't make a wrong decision more likely."""


def compare(measure_pair: MeasurePair, plan: Plan) -> Comparison:
    """Compare a and b under ``plan``."""
    order = random.Random(plan.seed)  # noqa: S311 - it only decides who goes first
    deadline = time.monotonic() + plan.budget_s
    b_first = False
    pairs: list[Pair] = []
    failure: str | None = None
    while failure is None and len(pairs) < plan.looks[-1]:
        b_first = not b_first if len(pairs) % 2 else order.random() < 0.5  # noqa: PLR2004 - a coin
        outcome = measure_pair(b_first)
        if isinstance(outcome, Failed):
            failure = outcome.reason
            break
        pairs.append(outcome)
        if len(pairs) in plan.looks and _is_settled(pairs, plan):
            break
        if len(pairs) >= plan.looks[0] and time.monotonic() > deadline:
            break
    return _comparison(pairs, plan, failure)


def _is_settled(pairs: Sequence[Pair], plan: Plan) -> bool:
    interval = _ratio(pairs, plan.quantity, _confidence(plan.error_rate, plan))
    if interval is None:
        return False
    if plan.is_challenge and interval.estimate < 1 + plan.least_effect:
        return True
    is_same = interval.low > 1 / (1 + plan.least_effect) and interval.high < 1 + plan.least_effect
    return is_same or _is_decided(interval, plan, len(pairs))


def _is_decided(interval: Estimate, plan: Plan, pairs: int) -> bool:
    # With fewer pairs than the first look there is no interval to trust.
    if pairs < plan.looks[0] or pairs < 2:  # noqa: PLR2004
        return False
    excludes_one = interval.low > 1 or interval.high < 1
    least_effect = plan.least_effect if pairs >= LOOKS[0] else max(plan.least_effect, EARLY_EFFECT)
    is_large = max(interval.estimate, 1 / interval.estimate) > 1 + least_effect
    return excludes_one and is_large


def _confidence(error_rate: float, plan: Plan) -> float:
    return 1 - error_rate / len(plan.looks)


def _ratio(pairs: Sequence[Pair], quantity: Quantity, confidence: float) -> Estimate | None:
    values = [(pair.a.value(quantity), pair.b.value(quantity)) for pair in pairs]
    ratios = [a / b for a, b in values if a and b]
    return geometric_interval(ratios, confidence=confidence) if len(ratios) == len(pairs) else None


def _comparison(pairs: Sequence[Pair], plan: Plan, failure: str | None) -> Comparison:
    ratios: dict[Quantity, Estimate] = {}
    decided: dict[Quantity, bool] = {}
    for quantity in Quantity:
        strict = _ratio(pairs, quantity, _confidence(plan.error_rate, plan))
        shown = _ratio(pairs, quantity, _confidence(0.05, plan))
        if strict is not None and shown is not None:
            ratios[quantity] = shown
            decided[quantity] = failure is None and _is_decided(strict, plan, len(pairs))
    return Comparison(
        ratios=ratios,
        decided=decided,
        pairs=len(pairs),
        a=measurement_of([pair.a for pair in pairs], clock=plan.clock),
        b=measurement_of([pair.b for pair in pairs], clock=plan.clock),
        failure=failure,
    )
