"""What does timing noise do to advantages, and what does a truly faster program get? Simulated groups, truth known.

A group is eight correct programs, timed in a few passes with noise that is multiplied: 10 % of each run, and 10 % that a pass has
in common. Their baseline is timed beside them. ``plain`` is the paper's reward of the mean cost; ``noise-aware`` makes tiers of
what can't be told apart. Advantages are as TRL makes them: reward less the group's mean, over the standard deviation of the
group, of the batch (here the row's groups and as many half-right ones), or over nothing. Half right: four of eight fail.
"""

import math
import random
import time
from collections.abc import Callable, Sequence
from statistics import mean, stdev

from record import Figures, Row, parser, publish

from afterburner.train.reward import Graded, RewardConfig, rewards

PROGRAMS = 8
NOISE = 0.1
EPSILON = 1e-4
"""What TRL adds to a standard deviation."""
PASSES = (1, 3, 5, 10)
CONFIGS = {"plain": RewardConfig(noise_aware=False), "noise-aware": RewardConfig()}
GAINS = {
    "identical, as the baseline": [1.0] * PROGRAMS,
    "identical, twice as fast": [2.0] * PROGRAMS,
    "one 10 % faster": [1.1, *[1.0] * (PROGRAMS - 1)],
    "one 20 % faster": [1.2, *[1.0] * (PROGRAMS - 1)],
    "one 50 % faster": [1.5, *[1.0] * (PROGRAMS - 1)],
    "one of two 20 % faster": [1.2, 1.0],
    "half 20 % faster": [*[1.2] * (PROGRAMS // 2), *[1.0] * (PROGRAMS // 2)],
}
"""How many times faster than the baseline each program truly is."""

Totals = list[float]


def main() -> None:
    options = parser(__doc__).parse_args()
    started_s = time.time()
    groups = 50 if options.quick else 1000
    rows = [
        _row(what, name, passes, groups)
        for what in [*GAINS, "half right"]
        for name in CONFIGS
        for passes in (PASSES if what != "half right" else (5,))
    ]
    settings = {"groups": groups, "programs": PROGRAMS, "noise": NOISE, "efficiency": "paper", "progress": 0.5}
    figures = Figures(
        benchmark="reward_noise", settings=settings, rows=rows, summary=_summary(rows), started_s=started_s
    )
    publish(figures, options.json, columns=list(rows[0]))


def _row(what: str, name: str, passes: int, groups: int) -> Row:
    rng = random.Random(f"{what} {passes}")  # noqa: S311 - reproducible
    config = CONFIGS[name]
    gains = GAINS.get(what, [1.0] * PROGRAMS)
    wrong = PROGRAMS // 2 if what == "half right" else 0
    seen = [_totals(rng, gains, passes, config, wrong=wrong) for _ in range(groups)]
    half_right = [_totals(rng, [1.0] * PROGRAMS, passes, config, wrong=PROGRAMS // 2) for _ in range(groups)]
    whole = stdev(total for totals in (*seen, *half_right) for total in totals)
    fastest = [place for place, gain in enumerate(gains) if gain == max(gains)]
    is_uneven = len(fastest) < len(gains)
    return {
        "group": what,
        "reward": name,
        "passes": passes,
        "|advantage| by group": _size(seen, stdev),
        "by batch": _size(seen, lambda _totals: whole),
        "by none": _size(seen, None),
        "with advantages": mean(len(set(totals)) > 1 for totals in seen),
        "faster ones first": mean(_is_first(totals, fastest) for totals in seen) if is_uneven else None,
        "another first": mean(_is_beaten(totals, fastest) for totals in seen) if is_uneven else None,
    }


def _totals(rng: random.Random, gains: Sequence[float], passes: int, config: RewardConfig, *, wrong: int) -> Totals:
    common = [rng.gauss(0, NOISE) for _ in range(passes)]

    def timed(cost: float) -> tuple[float, ...]:
        return tuple(cost * math.exp(shift + rng.gauss(0, NOISE)) for shift in common)

    baselines = timed(1.0)
    group = [
        Graded(is_well_formed=True, was_correct=True, is_correct=True, costs=timed(1 / gain), baselines=baselines)
        for gain in gains[wrong:]
    ]
    group += [Graded(is_well_formed=True, was_correct=True, is_correct=False)] * wrong
    return [part.total for part in rewards(group, config, progress=0.5) if part is not None]


def _size(groups: Sequence[Totals], deviation: Callable[[Totals], float] | None) -> float:
    """Return the mean size of an advantage."""
    sizes = []
    for totals in groups:
        scale = 1.0 if deviation is None else deviation(totals) + EPSILON
        sizes += [abs(total - mean(totals)) / scale for total in totals]
    return mean(sizes)


def _is_first(totals: Totals, fastest: Sequence[int]) -> bool:
    others = [total for place, total in enumerate(totals) if place not in fastest]
    return min(totals[place] for place in fastest) > max(others)


def _is_beaten(totals: Totals, fastest: Sequence[int]) -> bool:
    others = [total for place, total in enumerate(totals) if place not in fastest]
    return max(others) > max(totals[place] for place in fastest)


def _summary(rows: Sequence[Row]) -> dict[str, object]:
    """Return the mean |advantage| by the group of identical programs in five passes, before and after."""
    chosen = [row for row in rows if row["group"] == "identical, as the baseline" and row["passes"] == 5]  # noqa: PLR2004
    return {f"identical, by group, {row['reward']}": row["|advantage| by group"] for row in chosen}


if __name__ == "__main__":
    main()
