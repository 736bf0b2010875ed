"""Positions in a sequence: the best stretch, the next that is better."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps


def _best_stretch(rng: Random, _difficulty: Difficulty) -> Drawn:
    c = rng.randint(20, 70)
    best, zero, sign = rng.choice([("max", "greatest", ">"), ("min", "least", "<")])
    a = rng.randint(1, 4)
    return {
        "c": c,
        "a": a,
        "best": best,
        "word": zero,
        "sign": sign,
        "least": rng.randint(1, 6),
        "none": rng.randint(0, 9),
        "other": "min" if best == "max" else "max",
    }


BEST_STRETCH = Family(
    name="best-stretch",
    title="The best stretch",
    tags=("subarray", "prefix-sums", "dynamic-programming"),
    arguments="xs: list[int]",
    result="int",
    entries=("best_stretch", "extreme_stretch", "best_total"),
    draw=_best_stretch,
    short="x is worth $a * x - $c\nfind the $word total worth of $least or more consecutive items, $none if there are too few",
    stories=(
        (
            "A value x is worth $a times x minus $c, which may be negative. Find the $word total worth of a stretch of "
            "at least $least "
            "consecutive values. Return it, or $none if there are fewer than $least values."
        ),
        (
            "Each of the $things with value x brings $a times x minus $c, a gain or a loss. A visit takes $least or "
            "more neighbours. "
            "What is the $word total of a visit? Return $none if there are fewer than $least."
        ),
    ),
    generator="return [[rng.randrange(2 * $c) // $a for _ in range(size)]]",
    sizes=(1300, 1400),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "all-stretches",
            "Add up from every start to every end.",
            {
                "list": """
                best = None
                for i in range(len(xs)):
                    t = 0
                    for j in range(i, len(xs)):
                        t += $a * xs[j] - $c
                        if j - i + 1 >= $least and (best is None or t $sign best):
                            best = t
                return $none if best is None else best
            """,
            },
        ),
        Algorithm(
            "prefix-pairs",
            "Try all pairs of prefix sums.",
            {
                "list": """
                p = [0]
                for x in xs:
                    p.append(p[-1] + $a * x - $c)
                out = []
                for i in range(len(p) - $least):
                    out.append($best(p[i + $least:]) - p[i])
                return $best(out, default=$none)
            """,
                "generator": """
                from itertools import accumulate
                p = list(accumulate([$a * x - $c for x in xs], initial=0))
                n = len(p)
                return $best((p[j] - p[i] for i in range(n) for j in range(i + $least, n)), default=$none)
            """,
            },
        ),
        Algorithm(
            "extreme-prefix",
            "Subtract the best prefix sum that is far enough behind.",
            {
                "list": """
                p = [0]
                for x in xs:
                    p.append(p[-1] + $a * x - $c)
                if len(xs) < $least:
                    return $none
                a = 0
                best = p[$least]
                for j in range($least, len(p)):
                    a = $other(a, p[j - $least])
                    best = $best(best, p[j] - a)
                return best
            """,
            },
        ),
        Algorithm(
            "extend-or-restart",
            "Go on with the stretch before, or begin anew with the shortest one.",
            {
                "list": """
                ys = [$a * x - $c for x in xs]
                if len(ys) < $least:
                    return $none
                w = sum(ys[:$least])
                t = w
                best = w
                for j in range($least, len(ys)):
                    w += ys[j] - ys[j - $least]
                    t = $best(t + ys[j], w)
                    best = $best(best, t)
                return best
            """,
            },
        ),
    ),
)


def _next_better(rng: Random, _difficulty: Difficulty) -> Drawn:
    rel = rng.choice([("y > x", "greater than"), ("y < x", "less than")])
    kept = {"y > x": "x <= y", "y < x": "x >= y"}[rel[0]]
    goal = rng.choice(["j - i", "j", "y", "y + i", "abs(y - x)"])
    return {
        "rel": rel[0],
        "said": rel[1],
        "kept": kept,
        "goal": goal,
        "none": rng.randint(0, 9),
        "w": phrases.expression(rng),
        "agg": phrases.aggregate(rng),
    }


NEXT_BETTER = Family(
    name="next-better",
    title="The next that is better",
    tags=("stack", "scanning", "positions"),
    arguments="xs: list[int]",
    result="int",
    entries=("next_better", "next_beyond", "look_ahead"),
    draw=_next_better,
    short=(
        "the key of x is $w\nr = for each key x at i: $goal for the first j > i whose key y has $rel, else "
        "$none\nreturn $agg<r>"
    ),
    stories=(
        (
            "The key of a value x is $w. For each position i with key x find the first later position j with a key y "
            "that is $said x, "
            "and note `$goal`, or $none if there is no such j. Of these notes, in the order of i, return $agg."
        ),
    ),
    generator="""
        top = rng.choice([9, 1000])
        xs = [rng.randrange(top) for _ in range(size)]
        if size > 100:
            xs = [50 if rng.randrange(400) else x for x in xs]
        return [xs]
    """,
    sizes=(3000, 3100),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "look-ahead",
            "Look ahead from each position.",
            {
                "list": """
                ys = [$w for x in xs]
                out = []
                for i, x in enumerate(ys):
                    c = $none
                    for j in range(i + 1, len(ys)):
                        y = ys[j]
                        if $rel:
                            c = $goal
                            break
                    out.append(c)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "open-list",
            "A list of all positions that still wait; each value looks through it.",
            {
                "list": """
                ys = [$w for x in xs]
                out = [$none] * len(ys)
                q = []
                for j, y in enumerate(ys):
                    w = []
                    for i in q:
                        x = ys[i]
                        if $rel:
                            out[i] = $goal
                        else:
                            w.append(i)
                    w.append(j)
                    q = w
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "jumps",
            "From the right; jump over values that are known to be no better.",
            {
                "list": """
                ys = [$w for x in xs]
                n = len(ys)
                d = [n] * n
                out = [$none] * n
                for i in range(n - 1, -1, -1):
                    x = ys[i]
                    j = i + 1
                    while j < n and $kept<ys[j], x>:
                        j = d[j]
                    d[i] = j
                    if j < n:
                        y = ys[j]
                        out[i] = $goal
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "stack",
            "A stack of positions that still wait; a better value settles those on top.",
            {
                "list": """
                ys = [$w for x in xs]
                out = [$none] * len(ys)
                q = []
                for j, y in enumerate(ys):
                    while q:
                        i = q[-1]
                        x = ys[i]
                        if not ($rel):
                            break
                        out[i] = $goal
                        q.pop()
                    q.append(j)
                return $agg<out>
            """,
            },
        ),
    ),
)


FAMILIES = (
    BEST_STRETCH,
    NEXT_BETTER,
)
