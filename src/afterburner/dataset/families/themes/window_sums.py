"""Sums of consecutive values: of windows, and within a limit."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Phrase, Steps


def _window_sums(rng: Random, _difficulty: Difficulty) -> Drawn:
    return {"w": phrases.expression(rng), "agg": phrases.aggregate(rng)}


WINDOW_SUMS = Family(
    name="window-sums",
    title="Sums of windows",
    tags=("windows", "sums", "prefix-sums"),
    arguments="xs: list[int], k: int",
    result="int",
    entries=("window_sums", "sums_of_windows", "slide"),
    draw=_window_sums,
    short="x is worth $w\nr[i] = sum of the worth of xs[i:i + k], for each full window\nreturn $agg<r>",
    stories=(
        (
            "Every value x is worth $w. For every k consecutive values (k is `k`), add up what they are worth. Of all "
            "these sums, "
            "return $agg."
        ),
        (
            "One of the $things with value x counts as $w. Look at all runs of exactly `k` neighbours and total each run; return "
            "$agg."
        ),
    ),
    generator="""
        xs = [rng.randrange(100) for _ in range(size)]
        return [xs, rng.randint(1, max(1, size // 2)) if size < 100 else size // 2 - rng.randrange(9)]
    """,
    sizes=(2600, 2700),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "add-each-window",
            "Add up every window anew.",
            {
                "list": """
                out = []
                for i in range(len(xs) - k + 1):
                    t = 0
                    for j in range(i, i + k):
                        x = xs[j]
                        t += $w
                    out.append(t)
                return $agg<out>
            """,
                "slices": """
                out = []
                for i in range(len(xs) - k + 1):
                    out.append(sum($w for x in xs[i:i + k]))
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "slice-sums",
            "Compute what each is worth once, and sum a slice for every window.",
            {
                "slices": """
                ys = [$w for x in xs]
                out = [sum(ys[i:i + k]) for i in range(len(ys) - k + 1)]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "queue",
            "Keep the window in a queue, with its sum.",
            {
                "deque": """
                from collections import deque
                q = deque()
                t = 0
                out = []
                for x in xs:
                    y = $w
                    q.append(y)
                    t += y
                    if len(q) > k:
                        t -= q.popleft()
                    if len(q) == k:
                        out.append(t)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "prefix-sums",
            "Subtract prefix sums.",
            {
                "list": """
                p = [0]
                for x in xs:
                    p.append(p[-1] + $w)
                out = [p[i + k] - p[i] for i in range(len(xs) - k + 1)]
                return $agg<out>
            """,
                "accumulate": """
                from itertools import accumulate
                p = list(accumulate([$w for x in xs], initial=0))
                out = [b - a for a, b in zip(p, p[k:])]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sliding",
            "Add what comes in, subtract what goes out.",
            {
                "list": """
                ys = [$w for x in xs]
                out = []
                t = 0
                for i in range(len(ys)):
                    t += ys[i]
                    if i >= k:
                        t -= ys[i - k]
                    if i >= k - 1:
                        out.append(t)
                return $agg<out>
            """,
            },
        ),
    ),
)


def _stretches(rng: Random, _difficulty: Difficulty) -> Drawn:
    what = rng.choice(
        [
            (Phrase("max(t, c)", "the length of the longest such stretch"), "the greatest length"),
            (Phrase("t + c", "how many such stretches there are"), "the number"),
        ]
    )
    a, b = rng.randint(1, 9), rng.randint(0, 30)
    limit = f"{a} * k + {b}" if b else f"{a} * k"
    return {"w": phrases.expression(rng), "limit": limit, "gain": what[0], "what": what[1], "a": a, "b": b}


STRETCHES = Family(
    name="stretches",
    title="Stretches within a limit",
    tags=("windows", "two-pointers", "prefix-sums"),
    arguments="xs: list[int], k: int",
    result="int",
    entries=("stretches_within", "limited_stretches", "under_limit"),
    draw=_stretches,
    short="x is worth $w\nfind $what of nonempty xs[i:j] with total worth <= $limit",
    stories=(
        (
            "Every value x is worth $w. A stretch is one or more consecutive values that are worth at most `$limit` "
            "together. Find "
            "$gain (0 if there is none)."
        ),
        (
            "One of the $things with value x costs $w. Neighbours may be bought together for at most `$limit`; call "
            "that a stretch. "
            "Find $gain (0 if there is none)."
        ),
    ),
    generator="""
        xs = [rng.randrange(100) for _ in range(size)]
        k = (rng.randrange(20, 50) * size - $b) // $a
        return [xs, k + rng.randrange(9)]
    """,
    sizes=(1900, 2000),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "all-starts",
            "From each start, go right while the limit holds.",
            {
                "list": """
                t = 0
                for i in range(len(xs)):
                    a = 0
                    c = 0
                    for j in range(i, len(xs)):
                        x = xs[j]
                        a += $w
                        if a > $limit:
                            break
                        c += 1
                    t = $gain
                return t
            """,
                "slices": """
                ys = [$w for x in xs]
                t = 0
                for i in range(len(ys)):
                    a = 0
                    c = 0
                    for y in ys[i:]:
                        a += y
                        if a > $limit:
                            break
                        c += 1
                    t = $gain
                return t
            """,
            },
        ),
        Algorithm(
            "prefix-walk",
            "Walk over prefix sums from each start.",
            {
                "list": """
                from itertools import accumulate
                p = list(accumulate([$w for x in xs], initial=0))
                t = 0
                for i in range(len(xs)):
                    j = i + 1
                    while j < len(p) and p[j] - p[i] <= $limit:
                        j += 1
                    c = j - i - 1
                    t = $gain
                return t
            """,
            },
        ),
        Algorithm(
            "prefix-bisection",
            "Prefix sums grow: bisect for the farthest end of each start.",
            {
                "list": """
                from bisect import bisect_right
                p = [0]
                for x in xs:
                    p.append(p[-1] + $w)
                t = 0
                for i in range(len(xs)):
                    c = max(0, bisect_right(p, p[i] + $limit) - i - 1)
                    t = $gain
                return t
            """,
            },
        ),
        Algorithm(
            "two-ends",
            "Move both ends of a window once over the list.",
            {
                "list": """
                ys = [$w for x in xs]
                t = 0
                a = 0
                i = 0
                for j, y in enumerate(ys):
                    a += y
                    while i <= j and a > $limit:
                        a -= ys[i]
                        i += 1
                    c = j - i + 1
                    t = $gain
                return t
            """,
            },
        ),
    ),
)


FAMILIES = (
    WINDOW_SUMS,
    STRETCHES,
)
