"""Windows over a list: extremes, different kinds."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps


def _window_extremes(rng: Random, _difficulty: Difficulty) -> Drawn:
    high = phrases.coin(rng)
    best, sign, word = ("max", ">=", "largest") if high else ("min", "<=", "smallest")
    return {"best": best, "sign": sign, "word": word, "w": phrases.expression(rng), "agg": phrases.aggregate(rng)}


WINDOW_EXTREMES = Family(
    name="window-extremes",
    title="Extremes of windows",
    tags=("windows", "deque", "heap"),
    arguments="xs: list[int], k: int",
    result="int",
    entries=("window_extremes", "extremes", "best_in_windows"),
    draw=_window_extremes,
    short="x is worth $w\nr[i] = $best of the worth of xs[i:i + k], for each full window\nreturn $agg<r>",
    stories=(
        (
            "Every value x is worth $w. Find the $word worth in every window of `k` consecutive values; of these results, return "
            "$agg."
        ),
        (
            "One of the $things with value x counts as $w. For all runs of exactly `k` neighbours note the $word "
            "count, and return "
            "$agg."
        ),
    ),
    generator="""
        xs = [rng.randrange(1000) for _ in range(size)]
        return [xs, rng.randint(1, max(1, size // 2)) if size < 100 else size // 3 - rng.randrange(9)]
    """,
    sizes=(3400, 3600),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "scan-each-window",
            "Look through every window.",
            {
                "list": """
                ys = [$w for x in xs]
                out = []
                for i in range(len(ys) - k + 1):
                    c = ys[i]
                    for j in range(i + 1, i + k):
                        if ys[j] $sign c:
                            c = ys[j]
                    out.append(c)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "slice-extreme",
            "Let the builtin look through a slice for every window.",
            {
                "slices": """
                ys = [$w for x in xs]
                out = [$best(ys[i:i + k]) for i in range(len(ys) - k + 1)]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sorted-window",
            "Keep the window sorted: insert and delete by bisection.",
            {
                "sorted-list": """
                from bisect import bisect_left, insort
                ys = [$w for x in xs]
                a = []
                out = []
                for i, y in enumerate(ys):
                    insort(a, y)
                    if i >= k:
                        del a[bisect_left(a, ys[i - k])]
                    if i >= k - 1:
                        out.append($best(a[0], a[-1]))
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "blocks",
            "Extremes from both ends of blocks of the window's length; a window is the end of one block and the "
            "start of the next.",
            {
                "list": """
                ys = [$w for x in xs]
                n = len(ys)
                a = ys[:]
                b = ys[:]
                for i in range(1, n):
                    if i % k:
                        a[i] = $best(a[i - 1], ys[i])
                for i in range(n - 2, -1, -1):
                    if (i + 1) % k:
                        b[i] = $best(b[i + 1], ys[i])
                out = [$best(b[i], a[i + k - 1]) for i in range(n - k + 1)]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "monotone-queue",
            "A queue of candidates, each better than those behind it.",
            {
                "deque": """
                from collections import deque
                ys = [$w for x in xs]
                q = deque()
                out = []
                for i, y in enumerate(ys):
                    while q and y $sign ys[q[-1]]:
                        q.pop()
                    q.append(i)
                    if q[0] <= i - k:
                        q.popleft()
                    if i >= k - 1:
                        out.append(ys[q[0]])
                return $agg<out>
            """,
                "list": """
                ys = [$w for x in xs]
                q = []
                a = 0
                out = []
                for i, y in enumerate(ys):
                    while len(q) > a and y $sign ys[q[-1]]:
                        q.pop()
                    q.append(i)
                    if q[a] <= i - k:
                        a += 1
                    if i >= k - 1:
                        out.append(ys[q[a]])
                return $agg<out>
            """,
            },
        ),
    ),
)


def _window_kinds(rng: Random, _difficulty: Difficulty) -> Drawn:
    m = rng.randint(6, 60)
    key = phrases.choice(
        rng,
        (f"x % {m}", f"their remainder by {m}"),
        (f"x // {m}", f"their quotient by {m}, rounded down"),
        (f"x * x % {m}", f"the remainder of their square by {m}"),
    )
    return {"key": key, "agg": phrases.aggregate(rng)}


WINDOW_KINDS = Family(
    name="window-kinds",
    title="Different kinds in windows",
    tags=("windows", "sets", "counting"),
    arguments="xs: list[int], k: int",
    result="int",
    entries=("window_kinds", "kinds_per_window", "variety"),
    draw=_window_kinds,
    short="the kind of x is $key\nr[i] = number of different kinds in xs[i:i + k], for each full window\nreturn $agg<r>",
    stories=(
        (
            "Values are of the same kind if $key is the same. Count the different kinds in every window of `k` "
            "consecutive values; "
            "of these counts, return $agg."
        ),
        (
            "Sort the $things into kinds by $key. How many kinds are there in each run of exactly `k` neighbours? Of all these "
            "numbers, return $agg."
        ),
    ),
    generator="""
        xs = [rng.randrange(1500) for _ in range(size)]
        return [xs, rng.randint(1, max(1, size // 2)) if size < 100 else size // 4 - rng.randrange(9)]
    """,
    sizes=(3000, 3200),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "set-per-window",
            "Make a set of every window.",
            {
                "set": """
                out = []
                for i in range(len(xs) - k + 1):
                    out.append(len({$key for x in xs[i:i + k]}))
                return $agg<out>
            """,
                "dict": """
                ys = [$key for x in xs]
                out = []
                for i in range(len(ys) - k + 1):
                    d = {}
                    for y in ys[i:i + k]:
                        d[y] = True
                    out.append(len(d))
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "slice-sets",
            "Compute the kinds once, and make a set of every slice.",
            {
                "slices": """
                ys = [$key for x in xs]
                out = [len(set(ys[i:i + k])) for i in range(len(ys) - k + 1)]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "previous-place",
            "A kind counts in a window from its previous place on: add and subtract ranges.",
            {
                "list": """
                ys = [$key for x in xs]
                n = len(ys)
                d = {}
                c = [0] * (n + k + 1)
                for i, y in enumerate(ys):
                    c[max(d.get(y, -1) + 1, i - k + 1, 0)] += 1
                    c[i + 1] -= 1
                    d[y] = i
                out = []
                t = 0
                for i in range(n - k + 1):
                    t += c[i]
                    out.append(t)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sliding-counts",
            "Counts by kind, changed by what comes in and what goes out.",
            {
                "counter": """
                from collections import Counter
                ys = [$key for x in xs]
                d = Counter()
                out = []
                for i, y in enumerate(ys):
                    d[y] += 1
                    if i >= k:
                        c = ys[i - k]
                        d[c] -= 1
                        if d[c] == 0:
                            del d[c]
                    if i >= k - 1:
                        out.append(len(d))
                return $agg<out>
            """,
                "dict": """
                ys = [$key for x in xs]
                d = {}
                t = 0
                out = []
                for i, y in enumerate(ys):
                    d[y] = d.get(y, 0) + 1
                    if d[y] == 1:
                        t += 1
                    if i >= k:
                        c = ys[i - k]
                        d[c] -= 1
                        if d[c] == 0:
                            t -= 1
                    if i >= k - 1:
                        out.append(t)
                return $agg<out>
            """,
            },
        ),
    ),
)


FAMILIES = (
    WINDOW_EXTREMES,
    WINDOW_KINDS,
)
