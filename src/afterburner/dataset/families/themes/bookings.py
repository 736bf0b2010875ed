"""Intervals of which as many as possible are chosen."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps
from afterburner.dataset.families.inputs import INTERVALS


def _without_clash(rng: Random, _difficulty: Difficulty) -> Drawn:
    gap = rng.randint(0, 12)
    return {"gap": gap, "least": rng.randint(0, 9), "longest": 30}


WITHOUT_CLASH = Family(
    name="without-clash",
    title="As many as possible without a clash",
    tags=("intervals", "greedy", "dynamic-programming"),
    arguments="ps: list[list[int]]",
    result="int",
    entries=("without_clash", "most_bookings", "select_intervals"),
    draw=_without_clash,
    short="use [a, b] of ps with b - a > $least\npick as many as possible, each a >= last b + $gap\nreturn how many",
    stories=(
        (
            "Only the intervals [a, b] in `ps` that are longer than $least count. Choose as many of them as possible "
            "such that each "
            "starts at least $gap after the end of the one before. Return how many are chosen."
        ),
    ),
    generator=INTERVALS.replace("else size", "else 9 * size"),
    sizes=(2400, 2500),
    steps=Steps.INTERVALS,
    algorithms=(
        Algorithm(
            "chains",
            "The best chain that ends with each interval, from all that end before.",
            {
                "list": """
                ps = sorted([b, a] for a, b in ps if b - a > $least)
                d = []
                for i in range(len(ps)):
                    best = 0
                    for j in range(i):
                        if ps[j][0] + $gap <= ps[i][1] and d[j] > best:
                            best = d[j]
                    d.append(best + 1)
                return max(d, default=0)
            """,
            },
        ),
        Algorithm(
            "scan-for-next",
            "Look through all for the earliest end that fits, again and again.",
            {
                "list": """
                ps = [[a, b] for a, b in ps if b - a > $least]
                t = 0
                hi = -$gap
                while True:
                    w = [b for a, b in ps if a >= hi + $gap]
                    if not w:
                        return t
                    t += 1
                    hi = min(w)
            """,
            },
        ),
        Algorithm(
            "chains-by-bisection",
            "The best number up to each end, found by bisection.",
            {
                "list": """
                from bisect import bisect_right
                ps = sorted([b, a] for a, b in ps if b - a > $least)
                hi = [b for b, a in ps]
                d = [0]
                for i, (b, a) in enumerate(ps):
                    j = bisect_right(hi, a - $gap, 0, i)
                    d.append(max(d[i], d[j] + 1))
                return d[-1]
            """,
            },
        ),
        Algorithm(
            "heap-by-end",
            "A heap by end; take whatever fits.",
            {
                "heap": """
                from heapq import heapify, heappop
                h = [(b, a) for a, b in ps if b - a > $least]
                heapify(h)
                t = 0
                hi = -$gap
                while h:
                    b, a = heappop(h)
                    if a >= hi + $gap:
                        t += 1
                        hi = b
                return t
            """,
            },
        ),
        Algorithm(
            "earliest-end",
            "Sort by end, and take whatever fits.",
            {
                "list": """
                t = 0
                hi = -$gap
                for a, b in sorted(ps, key=lambda p: p[1]):
                    if b - a > $least and a >= hi + $gap:
                        t += 1
                        hi = b
                return t
            """,
            },
        ),
    ),
)


FAMILIES = (WITHOUT_CLASH,)
