"""Many questions about ranks, and many changes of ranges."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps


def _rank_questions(rng: Random, _difficulty: Difficulty) -> Drawn:
    a, b = rng.randint(1, 4), rng.randint(0, 40)
    goal = ("q" if a == 1 else f"{a} * q") + (f" + {b}" if b else "")
    kinds = {
        "less than": (f"x < {goal}", "bisect_left(ys, c)"),
        "at most": (f"x <= {goal}", "bisect_right(ys, c)"),
        "more than": (f"x > {goal}", "len(ys) - bisect_right(ys, c)"),
        "at least": (f"x >= {goal}", "len(ys) - bisect_left(ys, c)"),
    }
    word = rng.choice(list(kinds))
    rel, found = kinds[word]
    is_left = "left" in found
    return {
        "rel": rel,
        "goal": goal,
        "word": word,
        "found": found,
        "agg": phrases.aggregate(rng),
        "a": a,
        "b": b,
        "before": "<" if is_left else "<=",
        "part": "i" if found.startswith("b") else "len(ys) - i",
        "shift": 0 if is_left else 1,
    }


RANK_QUESTIONS = Family(
    name="rank-questions",
    title="How many are below",
    tags=("queries", "sorting", "bisection"),
    arguments="xs: list[int], qs: list[int]",
    result="int",
    entries=("rank_questions", "how_many", "answer_queries"),
    draw=_rank_questions,
    short="r = for each q in qs: number of x in xs with $rel\nreturn $agg<r>",
    stories=(
        "Each number q in `qs` asks: how many values in `xs` are $word `$goal`? Of all answers, return $agg.",
        "For every q in `qs`, count the $things with a value of $word `$goal`. Return, of all these counts, $agg.",
    ),
    generator="""
        top = rng.choice([9, size + 5, 3 * size + 50])
        xs = [rng.randrange(top + $b) for _ in range(size)]
        return [xs, [rng.randrange(top) // $a for _ in range(size)]]
    """,
    sizes=(1700, 1800),
    steps=Steps.VALUES,
    algorithms=(
        Algorithm(
            "scan-for-each",
            "Look through the whole list for each question.",
            {
                "list": """
                out = []
                for q in qs:
                    t = 0
                    for x in xs:
                        if $rel:
                            t += 1
                    out.append(t)
                return $agg<out>
            """,
                "generator": """
                out = [sum(1 for x in xs if $rel) for q in qs]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "known-answers",
            "Keep the answers to questions that were asked before.",
            {
                "dict": """
                d = {}
                out = []
                for q in qs:
                    if q not in d:
                        d[q] = sum($rel for x in xs)
                    out.append(d[q])
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sorted-scan",
            "Sort once, and scan to the place.",
            {
                "list": """
                ys = sorted(xs)
                out = []
                for q in qs:
                    i = 0
                    while i < len(ys) and ys[i] $before $goal:
                        i += 1
                    out.append($part)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "counted-values",
            "Count by value, and add up the counts once.",
            {
                "array": """
                ys = xs
                m = max(ys, default=0) + 2
                p = [0] * (m + 1)
                for x in ys:
                    p[x + 1] += 1
                for i in range(m):
                    p[i + 1] += p[i]
                out = []
                for q in qs:
                    i = p[max(0, min(m, $goal + $shift))]
                    out.append($part)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "merged-order",
            "Go through sorted values and sorted questions together.",
            {
                "list": """
                ys = sorted(xs)
                d = [0] * len(qs)
                i = 0
                for j in sorted(range(len(qs)), key=qs.__getitem__):
                    q = qs[j]
                    while i < len(ys) and ys[i] $before $goal:
                        i += 1
                    d[j] = $part
                return $agg<d>
            """,
            },
        ),
        Algorithm(
            "bisection",
            "Sort once, and bisect for each question.",
            {
                "list": """
                from bisect import bisect_left, bisect_right
                ys = sorted(xs)
                out = []
                for q in qs:
                    c = $goal
                    out.append($found)
                return $agg<out>
            """,
            },
        ),
    ),
)


def _range_updates(rng: Random, _difficulty: Difficulty) -> Drawn:
    return {"a": rng.randint(1, 9), "c": rng.randint(0, 9), "agg": phrases.aggregate(rng)}


RANGE_UPDATES = Family(
    name="range-updates",
    title="Changes of ranges",
    tags=("updates", "difference-array", "sweep"),
    arguments="xs: list[int], ops: list[list[int]]",
    result="int",
    entries=("apply_updates", "after_changes", "range_updates"),
    draw=_range_updates,
    short="for each [a, b, c] in ops: add $a * c + $c to each item of xs[a:b]\nreturn $agg<xs>",
    stories=(
        (
            "Every change in `ops` is a triple [a, b, c]: add $a times c plus $c to all values at positions a to b - 1. Of the "
            "values after all changes, return $agg."
        ),
        (
            "The values of the $things change: [a, b, c] in `ops` raises those from position a up to, but not with, b "
            "by $a times c "
            "plus $c each. When all is done, return, of the values, $agg."
        ),
    ),
    generator="""
        xs = [rng.randrange(100) for _ in range(size)]
        ops = []
        for _ in range(size):
            lo = rng.randrange(size + 1)
            ops.append([lo, rng.randint(lo, size), rng.randrange(20)])
        return [xs, ops]
    """,
    sizes=(1600, 1700),
    steps=Steps.MAPPED,
    algorithms=(
        Algorithm(
            "walk-each-range",
            "Change every value of every range.",
            {
                "list": """
                xs = list(xs)
                for a, b, c in ops:
                    for i in range(a, b):
                        xs[i] += $a * c + $c
                return $agg<xs>
            """,
            },
        ),
        Algorithm(
            "slices",
            "Replace the slice of each range.",
            {
                "slices": """
                xs = list(xs)
                for a, b, c in ops:
                    y = $a * c + $c
                    xs[a:b] = [x + y for x in xs[a:b]]
                return $agg<xs>
            """,
            },
        ),
        Algorithm(
            "active-at",
            "Ask of each position which changes cover it.",
            {
                "list": """
                out = []
                for i, x in enumerate(xs):
                    t = x
                    for a, b, c in ops:
                        if a <= i < b:
                            t += $a * c + $c
                    out.append(t)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sorted-events",
            "Sort where changes start and end, and sweep.",
            {
                "list": """
                h = []
                for a, b, c in ops:
                    y = $a * c + $c
                    h.append((a, y))
                    h.append((b, -y))
                h.sort()
                out = []
                t = 0
                j = 0
                for i, x in enumerate(xs):
                    while j < len(h) and h[j][0] <= i:
                        t += h[j][1]
                        j += 1
                    out.append(x + t)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "difference-array",
            "Note changes where they start and end, and add up once.",
            {
                "list": """
                d = [0] * (len(xs) + 1)
                for a, b, c in ops:
                    y = $a * c + $c
                    d[a] += y
                    d[b] -= y
                out = []
                t = 0
                for i, x in enumerate(xs):
                    t += d[i]
                    out.append(x + t)
                return $agg<out>
            """,
                "dict": """
                d = {}
                for a, b, c in ops:
                    y = $a * c + $c
                    d[a] = d.get(a, 0) + y
                    d[b] = d.get(b, 0) - y
                out = []
                t = 0
                for i in range(len(xs)):
                    t += d.get(i, 0)
                    out.append(xs[i] + t)
                return $agg<out>
            """,
            },
        ),
    ),
)


FAMILIES = (
    RANK_QUESTIONS,
    RANGE_UPDATES,
)
