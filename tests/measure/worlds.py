"""Simulated machines: pairs of programs whose times are made up, with the noise that real machines have."""

import math
import random
from itertools import count

from afterburner.measure.compare import Pair
from afterburner.measure.costs import Costs


def cost(cpu_s, *, peak_bytes=None, integral_byte_s=None):
    return Costs(cpu_s=cpu_s, wall_s=cpu_s, peak_bytes=peak_bytes, integral_byte_s=integral_byte_s)


def world(noise, *, b=1.0):
    """Return a maker of pairs: a takes 1 s, program b takes ``b`` s, times what the noise says of each run in turn."""

    def measure_pair(b_first):
        seen = {who: (b if who == "b" else 1.0) * next(noise) for who in (("b", "a") if b_first else ("a", "b"))}
        return Pair(a=cost(seen["a"]), b=cost(seen["b"]))

    return measure_pair


def _forever(factor):
    def factors(seed):
        rng = random.Random(seed)
        return (factor(rng, turn) for turn in count())

    return factors


def _cauchy(rng, _turn):
    return math.exp(max(-20.0, min(20.0, 0.03 * math.tan(math.pi * (rng.random() - 0.5)))))


def _bursts(seed):
    rng, is_slow = random.Random(seed), False
    while True:
        is_slow ^= rng.random() < 0.1
        yield rng.lognormvariate(0, 0.003) * (1.3 if is_slow else 1)


NOISES = {
    "1 % noise": _forever(lambda rng, _: rng.lognormvariate(0, 0.01)),
    "5 % noise": _forever(lambda rng, _: rng.lognormvariate(0, 0.05)),
    "10 % noise": _forever(lambda rng, _: rng.lognormvariate(0, 0.1)),
    "30 % noise": _forever(lambda rng, _: rng.lognormvariate(0, 0.3)),
    "tails without a mean": _forever(_cauchy),
    "one run in ten takes ten times as long": _forever(
        lambda rng, _: rng.lognormvariate(0, 0.01) * (10 if rng.random() < 0.1 else 1)
    ),
    "two speeds": _forever(lambda rng, _: rng.lognormvariate(0, 0.002) * (1.3 if rng.random() < 0.5 else 1)),
    "slow spells": _bursts,
    "slower from run to run": _forever(lambda rng, turn: rng.lognormvariate(0.03 * turn, 0.002)),
    "who goes first pays": _forever(lambda rng, turn: rng.lognormvariate(0.05 if turn % 2 == 0 else 0, 0.002)),
}
"""A seed gives the factors on the runs of one comparison."""
