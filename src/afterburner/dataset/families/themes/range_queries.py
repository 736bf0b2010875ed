"""Questions about ranges of a list: sums and extremes."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps

_RANGES = """
n = size
qs = []
for _ in range(size):
    lo = rng.randrange(n + 1)
    qs.append([lo, rng.randint(lo, n)])
return [xs, qs]
"""


def _range_sums(rng: Random, difficulty: Difficulty) -> Drawn:
    cond = phrases.condition(rng, difficulty, low=0, high=100)
    return {"cond": cond, "w": phrases.expression(rng), "agg": phrases.aggregate(rng)}


RANGE_SUMS = Family(
    name="range-sums",
    title="Sums over ranges",
    tags=("queries", "prefix-sums", "conditions"),
    arguments="xs: list[int], qs: list[list[int]]",
    result="int",
    entries=("range_sums", "answer_queries", "sums_over_ranges"),
    draw=_range_sums,
    short="r = for each [a, b] in qs: sum of $w for x in xs[a:b] with $cond\nreturn $agg<r>",
    stories=(
        (
            "Each query in `qs` is a pair [a, b] and asks about the values at positions a to b - 1 that $cond: what is the sum, "
            "over these values x, of $w? Of all answers, return $agg."
        ),
        (
            "A question in `qs` gives two positions a and b. Among the $things from a up to, but not with, b, those "
            "with values that "
            "$cond count; one with value x counts as $w. Add them up for each question, and return, of all these sums, $agg."
        ),
    ),
    generator="xs = [rng.randrange(100) for _ in range(size)]" + _RANGES,
    sizes=(2700, 2800),
    steps=Steps.MAPPED,
    algorithms=(
        Algorithm(
            "walk-each-range",
            "Walk over every range.",
            {
                "list": """
                out = []
                for a, b in qs:
                    t = 0
                    for i in range(a, b):
                        x = xs[i]
                        if $cond:
                            t += $w
                    out.append(t)
                return $agg<out>
            """,
                "slices": """
                out = [sum($w for x in xs[a:b] if $cond) for a, b in qs]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "slice-sums",
            "Compute what each value counts once, and sum slices.",
            {
                "slices": """
                ys = [$w if $cond else 0 for x in xs]
                out = []
                for a, b in qs:
                    out.append(sum(ys[a:b]))
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "blocks",
            "Sums of blocks of about the square root of the length; single values at both ends.",
            {
                "list": """
                ys = [$w if $cond else 0 for x in xs]
                m = int(len(ys) ** 0.5) + 1
                c = [sum(ys[i:i + m]) for i in range(0, len(ys), m)]
                out = []
                for a, b in qs:
                    lo = -(-a // m)
                    hi = b // m
                    if lo >= hi:
                        out.append(sum(ys[a:b]))
                    else:
                        out.append(sum(ys[a:lo * m]) + sum(c[lo:hi]) + sum(ys[hi * m:b]))
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "kept-places",
            "Places and prefix sums of the values that count, found by bisection.",
            {
                "list": """
                from bisect import bisect_left
                s = []
                p = [0]
                for i, x in enumerate(xs):
                    if $cond:
                        s.append(i)
                        p.append(p[-1] + $w)
                out = []
                for a, b in qs:
                    out.append(p[bisect_left(s, b)] - p[bisect_left(s, a)])
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "prefix-sums",
            "Subtract two prefix sums for each query.",
            {
                "list": """
                p = [0]
                for x in xs:
                    p.append(p[-1] + ($w if $cond else 0))
                out = [p[b] - p[a] for a, b in qs]
                return $agg<out>
            """,
                "accumulate": """
                from itertools import accumulate
                p = list(accumulate([$w if $cond else 0 for x in xs], initial=0))
                out = []
                for a, b in qs:
                    out.append(p[b] - p[a])
                return $agg<out>
            """,
            },
        ),
    ),
)


def _range_extremes(rng: Random, _difficulty: Difficulty) -> Drawn:
    best, word = rng.choice([("max", "largest"), ("min", "smallest")])
    return {
        "best": best,
        "word": word,
        "w": phrases.expression(rng),
        "agg": phrases.aggregate(rng),
        "none": rng.randint(0, 9),
    }


RANGE_EXTREMES = Family(
    name="range-extremes",
    title="Extremes of ranges",
    tags=("queries", "sparse-table", "segment-tree"),
    arguments="xs: list[int], qs: list[list[int]]",
    result="int",
    entries=("range_extremes", "answer_queries", "extremes_of_ranges"),
    draw=_range_extremes,
    short="x is worth $w\nr = for each [a, b] in qs: $best worth in xs[a:b], $none if empty\nreturn $agg<r>",
    stories=(
        (
            "Every value x is worth $w. Each query in `qs` is a pair [a, b] and asks for the $word worth at positions a to b - 1 "
            "($none if there is no position). Of all answers, return $agg."
        ),
        (
            "One of the $things with value x counts as $w. A question in `qs` gives positions a and b: what is the "
            "$word count from a "
            "up to, but not with, b ($none for an empty range)? Return, of all answers, $agg."
        ),
    ),
    generator="xs = [rng.randrange(1000) for _ in range(size)]" + _RANGES,
    sizes=(1800, 1900),
    steps=Steps.MAPPED,
    algorithms=(
        Algorithm(
            "walk-each-range",
            "Walk over every range.",
            {
                "list": """
                out = []
                for a, b in qs:
                    if a == b:
                        out.append($none)
                        continue
                    x = xs[a]
                    c = $w
                    for i in range(a + 1, b):
                        x = xs[i]
                        c = $best(c, $w)
                    out.append(c)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "slice-extremes",
            "Let the builtin look through a slice for each query.",
            {
                "slices": """
                ys = [$w for x in xs]
                out = [$best(ys[a:b], default=$none) for a, b in qs]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "blocks",
            "Extremes of blocks of about the square root of the length; single values at both ends.",
            {
                "list": """
                ys = [$w for x in xs]
                m = int(len(ys) ** 0.5) + 1
                c = [$best(ys[i:i + m]) for i in range(0, len(ys), m)]
                out = []
                for a, b in qs:
                    lo = -(-a // m)
                    hi = b // m
                    if lo >= hi:
                        w = ys[a:b]
                    else:
                        w = ys[a:lo * m] + c[lo:hi] + ys[hi * m:b]
                    out.append($best(w, default=$none))
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "segment-tree",
            "A tree of extremes, climbed from both ends of the range.",
            {
                "array": """
                ys = [$w for x in xs]
                n = len(ys)
                tree = [0] * n + ys
                for i in range(n - 1, 0, -1):
                    tree[i] = $best(tree[2 * i], tree[2 * i + 1])
                out = []
                for a, b in qs:
                    w = []
                    lo = a + n
                    hi = b + n
                    while lo < hi:
                        if lo % 2:
                            w.append(tree[lo])
                            lo += 1
                        if hi % 2:
                            hi -= 1
                            w.append(tree[hi])
                        lo //= 2
                        hi //= 2
                    out.append($best(w, default=$none))
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sparse-table",
            "Extremes of all ranges whose length is a power of two; two of them cover any range.",
            {
                "lists": """
                ys = [$w for x in xs]
                d = [ys]
                m = 1
                while 2 * m <= len(ys):
                    row = d[-1]
                    d.append([$best(row[i], row[i + m]) for i in range(len(row) - m)])
                    m *= 2
                out = []
                for a, b in qs:
                    if a == b:
                        out.append($none)
                    else:
                        k = (b - a).bit_length() - 1
                        out.append($best(d[k][a], d[k][b - (1 << k)]))
                return $agg<out>
            """,
            },
        ),
    ),
)


FAMILIES = (
    RANGE_SUMS,
    RANGE_EXTREMES,
)
