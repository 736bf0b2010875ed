"""Pairs of an earlier and a later item: by remainder, weighed, out of order."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Phrase, Steps


def _residue_pairs(rng: Random, _difficulty: Difficulty) -> Drawn:
    m = rng.randint(3, 40)
    return {"m": m, "r": rng.randrange(m), "a": rng.randint(1, 9), "b": rng.randint(1, 9)}


RESIDUE_PAIRS = Family(
    name="residue-pairs",
    title="Pairs with a remainder",
    tags=("pairs", "modulus", "counting"),
    arguments="xs: list[int]",
    result="int",
    entries=("count_residue_pairs", "pairs_with_remainder", "count_pairs"),
    draw=_residue_pairs,
    short="count i < j with ($a * xs[i] + $b * xs[j]) % $m == $r",
    stories=(
        (
            "Count the pairs of positions i < j for which $a times `xs[i]` plus $b times `xs[j]` leaves the remainder $r on "
            "division by $m."
        ),
        (
            "Pick an earlier and a later one of the $things: $a times the earlier value plus $b times the later one must give "
            "the remainder $r by $m. Count the ways."
        ),
    ),
    generator="return [[rng.randrange(1000) for _ in range(size)]]",
    sizes=(1700, 1900),
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
                        if ($a * xs[i] + $b * xs[j]) % $m == $r:
                            t += 1
                return t
            """,
                "generator": """
                t = sum(1 for j in range(len(xs)) for i in range(j) if ($a * xs[i] + $b * xs[j]) % $m == $r)
                return t
            """,
            },
        ),
        Algorithm(
            "needed-residues",
            "Reduce first, then count the needed remainder in the rest.",
            {
                "list": """
                a = [$a * x % $m for x in xs]
                b = [$b * x % $m for x in xs]
                t = 0
                for j in range(len(xs)):
                    t += a[:j].count(($r - b[j]) % $m)
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
                    if ($a * x + $b * y) % $m == $r:
                        t += 1
                return t
            """,
            },
        ),
        Algorithm(
            "scan-buckets",
            "Keep a bucket for each remainder, and look at all of them for each item.",
            {
                "list": """
                d = [0] * $m
                t = 0
                for y in xs:
                    for i in range($m):
                        if (i + $b * y) % $m == $r:
                            t += d[i]
                    d[$a * y % $m] += 1
                return t
            """,
            },
        ),
        Algorithm(
            "buckets",
            "Keep a bucket for each remainder, and look up the one that is needed.",
            {
                "list": """
                d = [0] * $m
                t = 0
                for x in xs:
                    t += d[($r - $b * x) % $m]
                    d[$a * x % $m] += 1
                return t
            """,
                "dict": """
                d = {}
                t = 0
                for x in xs:
                    t += d.get(($r - $b * x) % $m, 0)
                    y = $a * x % $m
                    d[y] = d.get(y, 0) + 1
                return t
            """,
            },
        ),
    ),
)


def _weighed_pairs(rng: Random, _difficulty: Difficulty) -> Drawn:
    return {
        "a": rng.randint(1, 9),
        "b": rng.randint(1, 9),
        "c": rng.randint(-3, 5),
        "m": rng.choice([1009, 9973, 10007, 65537]),
    }


WEIGHED_PAIRS = Family(
    name="weighed-pairs",
    title="A sum over all pairs",
    tags=("pairs", "sums", "algebra"),
    arguments="xs: list[int]",
    result="int",
    entries=("pair_sum", "sum_over_pairs", "total_of_pairs"),
    draw=_weighed_pairs,
    short="sum over i < j of $a * x + $b * y + $c * x * y for x = xs[i], y = xs[j]; mod $m",
    stories=(
        (
            "For every pair of positions i < j, with x = `xs[i]` and y = `xs[j]`, compute $a x + $b y + $c x y. Add "
            "all of these up "
            "and give the remainder by $m."
        ),
        (
            "Every earlier one (x) of the $things meets every later one (y), which is worth $a x + $b y + $c x y. What "
            "is the sum "
            "of all meetings modulo $m?"
        ),
    ),
    generator="return [[rng.randrange(100) for _ in range(size)]]",
    sizes=(1700, 1900),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "all-pairs",
            "Add up every pair.",
            {
                "list": """
                t = 0
                for i in range(len(xs)):
                    for j in range(i + 1, len(xs)):
                        x = xs[i]
                        y = xs[j]
                        t += $a * x + $b * y + $c * x * y
                return t % $m
            """,
                "slices": """
                t = 0
                for i, x in enumerate(xs):
                    for y in xs[i + 1:]:
                        t = (t + $a * x + $b * y + $c * x * y) % $m
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
                t = sum($a * x + $b * y + $c * x * y for x, y in combinations(xs, 2))
                return t % $m
            """,
            },
        ),
        Algorithm(
            "rest-sums",
            "Sum the rest of the list for each item.",
            {
                "slices": """
                t = 0
                for i in range(len(xs)):
                    x = xs[i]
                    w = xs[i + 1:]
                    t += $a * x * len(w) + ($b + $c * x) * sum(w)
                return t % $m
            """,
            },
        ),
        Algorithm(
            "running-sums",
            "Carry the number and the sum of the items before.",
            {
                "numbers": """
                t = 0
                p = 0
                n = 0
                for y in xs:
                    t += $a * p + $b * n * y + $c * p * y
                    p += y
                    n += 1
                return t % $m
            """,
            },
        ),
        Algorithm(
            "closed-form",
            "Weigh each item by its position; the products come from the square of the sum.",
            {
                "numbers": """
                n = len(xs)
                p = sum(xs)
                c = (p * p - sum(x * x for x in xs)) // 2
                t = sum(x * ($a * (n - 1 - i) + $b * i) for i, x in enumerate(xs))
                return (t + $c * c) % $m
            """,
            },
        ),
    ),
)


def _inversions(rng: Random, _difficulty: Difficulty) -> Drawn:
    up = phrases.coin(rng)
    a, b = rng.randint(1, 6), rng.randint(0, 99)
    goal = f"{a} * y + {b}" if a > 1 else f"y + {b}" if b else "y"
    if up:
        rel = Phrase(f"x < {goal}", f"the earlier value x and the later value y satisfy x < {goal}")
        return {
            "rel": rel,
            "goal": goal,
            "count": "bisect_left(a, c)",
            "below": "below(bisect_left(a, c))",
            "a": a,
            "b": b,
        }
    rel = Phrase(f"x > {goal}", f"the earlier value x and the later value y satisfy x > {goal}")
    below = "n - below(bisect_right(a, c))"
    return {"rel": rel, "goal": goal, "count": "len(a) - bisect_right(a, c)", "below": below, "a": a, "b": b}


INVERSIONS = Family(
    name="inversions",
    title="Pairs out of order",
    tags=("pairs", "sorting", "divide-and-conquer"),
    arguments="xs: list[int]",
    result="int",
    entries=("count_inversions", "disordered_pairs", "count_ordered_pairs"),
    draw=_inversions,
    short="count i < j with $rel for x = xs[i], y = xs[j]",
    stories=(
        "Count the pairs of positions for which $rel.",
        "Of the $things, take one and any that comes later. In how many cases do we find that $rel?",
    ),
    generator="top = rng.choice([9, 2 * $b]) + 2 * $b\nreturn [[rng.randrange(top) // rng.randint(1, 9) for _ in range(size)]]",
    sizes=(2300, 2500),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "all-pairs",
            "Compare every pair.",
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
                for j in range(len(xs)):
                    y = xs[j]
                    for x in xs[:j]:
                        if $rel<x, y>:
                            t += 1
                return t
            """,
            },
        ),
        Algorithm(
            "resorted-prefix",
            "Sort the items before anew for each item, and bisect.",
            {
                "slices": """
                from bisect import bisect_left, bisect_right
                t = 0
                for j, y in enumerate(xs):
                    a = sorted(xs[:j])
                    c = $goal
                    t += $count
                return t
            """,
            },
        ),
        Algorithm(
            "merge-count",
            "Count between halves while they are sorted.",
            {
                "lists": """
                from bisect import bisect_left, bisect_right

                def count(xs):
                    if len(xs) < 2:
                        return 0, xs
                    mid = len(xs) // 2
                    t, a = count(xs[:mid])
                    c, b = count(xs[mid:])
                    t += c
                    for y in b:
                        c = $goal
                        t += $count
                    return t, sorted(a + b)

                return count(xs)[0]
            """,
            },
        ),
        Algorithm(
            "binary-indexed-tree",
            "Count the items before by rank in a tree of partial sums.",
            {
                "tree": """
                from bisect import bisect_left, bisect_right
                a = sorted(set(xs))
                tree = [0] * (len(a) + 1)

                def below(i):
                    c = 0
                    while i > 0:
                        c += tree[i]
                        i -= i & -i
                    return c

                t = 0
                n = 0
                for y in xs:
                    c = $goal
                    t += $below
                    i = bisect_left(a, y) + 1
                    while i < len(tree):
                        tree[i] += 1
                        i += i & -i
                    n += 1
                return t
            """,
            },
        ),
        Algorithm(
            "sorted-insertion",
            "Keep the items before sorted by insertion, and bisect.",
            {
                "sorted-list": """
                from bisect import bisect_left, bisect_right, insort
                a = []
                t = 0
                for y in xs:
                    c = $goal
                    t += $count
                    insort(a, y)
                return t
            """,
            },
        ),
    ),
)


FAMILIES = (
    RESIDUE_PAIRS,
    WEIGHED_PAIRS,
    INVERSIONS,
)
