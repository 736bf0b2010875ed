"""Intervals: covered points, how many at one time."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps
from afterburner.dataset.families.inputs import INTERVALS


def _covered(rng: Random, _difficulty: Difficulty) -> Drawn:
    c = rng.randint(1, 4)
    rel = rng.choice([f"t >= {c}", f"t == {c}", f"t % {c + 1} == 1", f"t <= {c}"])
    m = rng.randint(1, 9)
    r = rng.randrange(m)
    return {"rel": rel, "m": m, "r": r, "longest": rng.randint(6, 20)}


COVERED = Family(
    name="covered-points",
    title="Points that are covered often enough",
    tags=("intervals", "sweep", "difference-array"),
    arguments="ps: list[list[int]]",
    result="int",
    entries=("covered_points", "count_covered", "coverage"),
    draw=_covered,
    short="t = number of [a, b] in ps with a <= p < b\ncount ints p with p % $m == $r and t > 0 and $rel",
    stories=(
        (
            "Each interval [a, b] in `ps` covers the integers from a to b - 1. For an integer p, let t be the number "
            "of intervals "
            "that cover it. Count the integers p with p % $m equal to $r that are covered, and for which `$rel` holds."
        ),
    ),
    generator=INTERVALS,
    sizes=(2700, 2800),
    steps=Steps.INTERVALS,
    algorithms=(
        Algorithm(
            "ask-every-point",
            "Ask all intervals for every point.",
            {
                "list": """
                if not ps:
                    return 0
                c = 0
                for x in range(min(a for a, b in ps), max(b for a, b in ps)):
                    if x % $m == $r:
                        t = sum(1 for a, b in ps if a <= x < b)
                        if t > 0 and $rel:
                            c += 1
                return c
            """,
                "loops": """
                c = 0
                hi = max([b for a, b in ps], default=0)
                for x in range($r, hi, $m):
                    t = 0
                    for a, b in ps:
                        if a <= x < b:
                            t += 1
                    if t > 0 and $rel:
                        c += 1
                return c
            """,
            },
        ),
        Algorithm(
            "sorted-borders",
            "Sort starts and ends, and bisect for each point.",
            {
                "list": """
                from bisect import bisect_right
                lo = sorted(a for a, b in ps)
                hi = sorted(b for a, b in ps)
                c = 0
                for x in range(lo[0] if lo else 0, hi[-1] if hi else 0):
                    t = bisect_right(lo, x) - bisect_right(hi, x)
                    if x % $m == $r and t > 0 and $rel:
                        c += 1
                return c
            """,
            },
        ),
        Algorithm(
            "count-by-point",
            "Count every point of every interval.",
            {
                "dict": """
                d = {}
                for a, b in ps:
                    for x in range(a, b):
                        d[x] = d.get(x, 0) + 1
                c = 0
                for x, t in d.items():
                    if x % $m == $r and $rel:
                        c += 1
                return c
            """,
                "array": """
                d = [0] * max([b for a, b in ps], default=0)
                for a, b in ps:
                    for x in range(a, b):
                        d[x] += 1
                c = 0
                for x in range($r, len(d), $m):
                    t = d[x]
                    if t > 0 and $rel:
                        c += 1
                return c
            """,
            },
        ),
        Algorithm(
            "event-sweep",
            "Sort events; between two of them all points are alike.",
            {
                "list": """
                d = {}
                for a, b in ps:
                    d[a] = d.get(a, 0) + 1
                    d[b] = d.get(b, 0) - 1
                c = 0
                t = 0
                lo = 0
                for x in sorted(d):
                    if t > 0 and $rel:
                        c += (x - 1 - $r) // $m - (lo - 1 - $r) // $m
                    t += d[x]
                    lo = x
                return c
            """,
            },
        ),
        Algorithm(
            "difference-array",
            "Mark starts and ends, and add up once over all points.",
            {
                "array": """
                d = [0] * (max([b for a, b in ps], default=0) + 1)
                for a, b in ps:
                    d[a] += 1
                    d[b] -= 1
                c = 0
                t = 0
                for x, y in enumerate(d):
                    t += y
                    if x % $m == $r and t > 0 and $rel:
                        c += 1
                return c
            """,
            },
        ),
    ),
)


def _busiest(rng: Random, _difficulty: Difficulty) -> Drawn:
    side, word = rng.choice([("<", "earliest"), ("<=", "latest")])
    return {
        "side": side,
        "word": word,
        "a": rng.randint(1, 30),
        "longest": 200,
        "b": rng.randint(0, 12),
        "tie": "min" if side == "<" else "max",
    }


BUSIEST = Family(
    name="busiest-moment",
    title="The busiest moment",
    tags=("intervals", "sweep", "heap"),
    arguments="ps: list[list[int]]",
    result="int",
    entries=("busiest_moment", "peak_load", "most_at_once"),
    draw=_busiest,
    short=(
        "t(p) = number of [a, b] in ps with a <= p < b + $b\np = $word start a with the greatest t(p)\nreturn $a * "
        "t(p) + p, 0 if ps is empty"
    ),
    stories=(
        (
            "An interval [a, b] in `ps` is busy from a up to, but not with, b plus $b. At which start a of an interval are most "
            "intervals busy? Take the $word such start p, with t busy intervals, and return $a times t plus p (0 "
            "without intervals)."
        ),
    ),
    generator=INTERVALS,
    sizes=(2200, 2300),
    steps=Steps.INTERVALS,
    algorithms=(
        Algorithm(
            "ask-every-start",
            "Ask all intervals for every start.",
            {
                "list": """
                best = 0
                c = 0
                for x in sorted(a for a, b in ps):
                    t = 0
                    for a, b in ps:
                        if a <= x < b + $b:
                            t += 1
                    if best $side t:
                        best = t
                        c = x
                return $a * best + c
            """,
                "generator": """
                out = [(sum(1 for a, b in ps if a <= x < b + $b), x) for x, y in ps]
                if not out:
                    return 0
                best = max(t for t, x in out)
                return $a * best + $tie(x for t, x in out if t == best)
            """,
            },
        ),
        Algorithm(
            "running-list",
            "Sorted by start, with a list of those still busy, filtered at each start.",
            {
                "list": """
                w = []
                best = 0
                c = 0
                ps = sorted(ps)
                for i, (x, y) in enumerate(ps):
                    w = [b for b in w if b > x]
                    w.append(y + $b)
                    if i + 1 < len(ps) and ps[i + 1][0] == x:
                        continue
                    if best $side len(w):
                        best = len(w)
                        c = x
                return $a * best + c
            """,
            },
        ),
        Algorithm(
            "heap-of-ends",
            "Sorted by start, with a heap of the ends.",
            {
                "heap": """
                from heapq import heappop, heappush
                h = []
                best = 0
                c = 0
                ps = sorted(ps)
                for i, (x, y) in enumerate(ps):
                    while h and h[0] <= x:
                        heappop(h)
                    heappush(h, y + $b)
                    if i + 1 < len(ps) and ps[i + 1][0] == x:
                        continue
                    if best $side len(h):
                        best = len(h)
                        c = x
                return $a * best + c
            """,
            },
        ),
        Algorithm(
            "difference-dict",
            "Add and subtract at starts and ends, in order of time.",
            {
                "dict": """
                d = {}
                s = set()
                for a, b in ps:
                    d[a] = d.get(a, 0) + 1
                    d[b + $b] = d.get(b + $b, 0) - 1
                    s.add(a)
                best = 0
                c = 0
                t = 0
                for x in sorted(d):
                    t += d[x]
                    if x in s and best $side t:
                        best = t
                        c = x
                return $a * best + c
            """,
            },
        ),
        Algorithm(
            "sorted-borders",
            "Sort starts and ends, and walk over both.",
            {
                "list": """
                lo = sorted(a for a, b in ps)
                hi = sorted(b + $b for a, b in ps)
                best = 0
                c = 0
                j = 0
                for i, x in enumerate(lo):
                    while hi[j] <= x:
                        j += 1
                    if i + 1 < len(lo) and lo[i + 1] == x:
                        continue
                    t = i + 1 - j
                    if best $side t:
                        best = t
                        c = x
                return $a * best + c
            """,
            },
        ),
    ),
)


FAMILIES = (
    COVERED,
    BUSIEST,
)
