"""Pairs told by their values: on a target, close or far apart."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Phrase, Steps

_VALUES = """
top = rng.choice([4, 9, size // 2 + 4]) if size < 100 else 2 * size
xs = [rng.randrange(top) for _ in range(size)]
k = (rng.randrange(top) - $b) // $a
return [xs, k]
"""


def _pair_target(rng: Random, _difficulty: Difficulty) -> Drawn:
    a, b, c = rng.randint(1, 4), rng.randint(0, 20), rng.randint(2, 5)
    goal = _goal(a, b)
    sums = Phrase(f"x + y == {goal}", f"whose sum is `{goal}`")
    rises = Phrase(f"y - x == {goal}", f"whose second value is the first plus `{goal}`")
    flips = Phrase(f"x ^ y == {goal}", f"whose bitwise exclusive or is `{goal}`")
    weighed = Phrase(f"{c} * x + y == {goal}", f"with {c} times the first value plus the second equal to `{goal}`")
    wanted = {sums: f"{goal} - x", rises: f"x - ({goal})", flips: f"x ^ ({goal})", weighed: None}
    rel = rng.choice(list(wanted))
    # The first value that goes with a second one, or -1 where there is none.
    first = wanted[rel] or f"(({goal} - x) // {c} if ({goal} - x) % {c} == 0 else -1)"
    return {"rel": rel, "first": first, "a": a, "b": b}


def _goal(a: int, b: int) -> str:
    return ("k" if a == 1 else f"{a} * k") + (f" + {b}" if b else "")


PAIR_TARGETS = Family(
    name="pair-targets",
    title="Pairs that hit a target",
    tags=("pairs", "counting", "hashing"),
    arguments="xs: list[int], k: int",
    result="int",
    entries=("count_pairs", "pairs_on_target", "matching_pairs"),
    draw=_pair_target,
    short="count i < j with $rel for x = xs[i], y = xs[j]",
    stories=(
        "Count the pairs of different positions, the first before the second, $rel.",
        "How many pairs of $things can be picked, an earlier and a later one, $rel?",
    ),
    generator=_VALUES,
    sizes=(2300, 2500),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "all-pairs",
            "Try every pair of positions.",
            {
                "list": """
                t = 0
                for i in range(len(xs)):
                    for j in range(i + 1, len(xs)):
                        if $rel<xs[i], xs[j]>:
                            t += 1
                return t
            """,
                "slices": """
                t = 0
                for i, x in enumerate(xs):
                    for y in xs[i + 1:]:
                        if $rel<x, y>:
                            t += 1
                return t
            """,
            },
        ),
        Algorithm(
            "combinations",
            "Let itertools make the pairs.",
            {
                "iterator": """
                from itertools import combinations
                t = 0
                for x, y in combinations(xs, 2):
                    if $rel<x, y>:
                        t += 1
                return t
            """,
            },
        ),
        Algorithm(
            "count-in-prefix",
            "Compute the partner of each item, and count it among the items before.",
            {
                "list": """
                t = 0
                for j in range(len(xs)):
                    x = xs[j]
                    t += xs[:j].count($first<x>)
                return t
            """,
            },
        ),
        Algorithm(
            "places-by-value",
            "Places of each value, searched by bisection for those before.",
            {
                "dict": """
                from bisect import bisect_left
                d = {}
                for i, x in enumerate(xs):
                    d.setdefault(x, []).append(i)
                t = 0
                for j, x in enumerate(xs):
                    t += bisect_left(d.get($first<x>, []), j)
                return t
            """,
            },
        ),
        Algorithm(
            "seen-counts",
            "Count what was seen so far by value; look up the partner.",
            {
                "dict": """
                d = {}
                t = 0
                for x in xs:
                    t += d.get($first<x>, 0)
                    d[x] = d.get(x, 0) + 1
                return t
            """,
                "defaultdict": """
                from collections import defaultdict
                d = defaultdict(int)
                t = 0
                for x in xs:
                    y = $first<x>
                    if y in d:
                        t += d[y]
                    d[x] += 1
                return t
            """,
            },
        ),
    ),
)


def _close_pairs(rng: Random, _difficulty: Difficulty) -> Drawn:
    near = phrases.choice(rng, ("x <= y", "at most"), ("x < y", "less than"))
    # How far right of a value the others may lie, as a bisection bound.
    side = "right" if near.code == "x <= y" else "left"
    a, b = rng.randint(1, 5), rng.randint(0, 30)
    goal = _goal(a, b)
    kind = rng.choice(["close", "far"])
    total = "n * (n - 1) // 2 - t" if kind == "far" else "t"
    word = near.words if kind == "close" else {"at most": "more than", "less than": "at least"}[near.words]
    sign = near.code[2:-2] if kind == "close" else {"<=": ">", "<": ">="}[near.code[2:-2]]
    other = "left" if side == "right" else "right"
    return {
        "near": near,
        "side": side,
        "other": other,
        "goal": goal,
        "total": total,
        "word": word,
        "sign": sign,
        "a": a,
        "b": b,
    }


CLOSE_PAIRS = Family(
    name="close-pairs",
    title="Close or distant pairs",
    tags=("pairs", "sorting", "two-pointers"),
    arguments="xs: list[int], k: int",
    result="int",
    entries=("count_by_distance", "pairs_by_distance", "count_pairs"),
    draw=_close_pairs,
    short="count i < j with abs(xs[i] - xs[j]) $sign $goal",
    stories=(
        "Count the pairs of different positions whose values are $word `$goal` apart.",
        "Two of the $things make a pair if their values differ by $word `$goal`. How many pairs are there?",
    ),
    generator=_VALUES,
    sizes=(2300, 2500),
    steps=Steps.VALUES,
    algorithms=(
        Algorithm(
            "all-pairs",
            "Compare every pair.",
            {
                "list": """
                n = len(xs)
                t = 0
                for i in range(n):
                    for j in range(i + 1, n):
                        if abs(xs[i] - xs[j]) $sign $goal:
                            t += 1
                return t
            """,
            },
        ),
        Algorithm(
            "sorted-walk",
            "Sort, and walk right from each item while the distance is small enough.",
            {
                "list": """
                xs = sorted(xs)
                n = len(xs)
                t = 0
                for i in range(n):
                    j = i + 1
                    while j < n and $near<xs[j] - xs[i], $goal>:
                        t += 1
                        j += 1
                return $total
            """,
            },
        ),
        Algorithm(
            "insertion",
            "Insert one by one into a sorted list, and bisect for both ends each time.",
            {
                "sorted-list": """
                from bisect import bisect_left, bisect_right, insort
                a = []
                n = len(xs)
                t = 0
                for x in xs:
                    t += max(0, bisect_$side(a, x + $goal) - bisect_$other(a, x - ($goal)))
                    insort(a, x)
                return $total
            """,
            },
        ),
        Algorithm(
            "bisection",
            "Sort, and bisect for the farthest partner of each item.",
            {
                "list": """
                from bisect import bisect_left, bisect_right
                xs = sorted(xs)
                n = len(xs)
                t = 0
                for i, x in enumerate(xs):
                    t += max(0, bisect_$side(xs, x + $goal) - i - 1)
                return $total
            """,
            },
        ),
        Algorithm(
            "two-ends",
            "Sort, and move both ends of a window once over the list.",
            {
                "list": """
                xs = sorted(xs)
                n = len(xs)
                t = 0
                i = 0
                for j in range(n):
                    while i < j and not $near<xs[j] - xs[i], $goal>:
                        i += 1
                    t += j - i
                return $total
            """,
            },
        ),
    ),
)


FAMILIES = (
    PAIR_TARGETS,
    CLOSE_PAIRS,
)
