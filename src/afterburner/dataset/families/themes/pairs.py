"""Pairs: counted, matched, weighed."""

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
        Algorithm("all-pairs", "Try every pair of positions.", {
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
        }),
        Algorithm("combinations", "Let itertools make the pairs.", {
            "iterator": """
                from itertools import combinations
                t = 0
                for x, y in combinations(xs, 2):
                    if $rel<x, y>:
                        t += 1
                return t
            """,
        }),
        Algorithm("count-in-prefix", "Compute the partner of each item, and count it among the items before.", {
            "list": """
                t = 0
                for j in range(len(xs)):
                    x = xs[j]
                    t += xs[:j].count($first<x>)
                return t
            """,
        }),
        Algorithm("places-by-value", "Places of each value, searched by bisection for those before.", {
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
        }),
        Algorithm("seen-counts", "Count what was seen so far by value; look up the partner.", {
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
        }),
    ),
)


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
        "Count the pairs of positions i < j for which $a times `xs[i]` plus $b times `xs[j]` leaves the remainder $r on "
        "division by $m.",
        "Pick an earlier and a later one of the $things: $a times the earlier value plus $b times the later one must give "
        "the remainder $r by $m. Count the ways.",
    ),
    generator="return [[rng.randrange(1000) for _ in range(size)]]",
    sizes=(1700, 1900),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm("all-pairs", "Try every pair of positions.", {
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
        }),
        Algorithm("needed-residues", "Reduce first, then count the needed remainder in the rest.", {
            "list": """
                a = [$a * x % $m for x in xs]
                b = [$b * x % $m for x in xs]
                t = 0
                for j in range(len(xs)):
                    t += a[:j].count(($r - b[j]) % $m)
                return t
            """,
        }),
        Algorithm("combinations", "Let itertools make the pairs.", {
            "iterator": """
                from itertools import combinations
                t = 0
                for x, y in combinations(xs, 2):
                    if ($a * x + $b * y) % $m == $r:
                        t += 1
                return t
            """,
        }),
        Algorithm("scan-buckets", "Keep a bucket for each remainder, and look at all of them for each item.", {
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
        }),
        Algorithm("buckets", "Keep a bucket for each remainder, and look up the one that is needed.", {
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
        }),
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
    return {"near": near, "side": side, "other": other, "goal": goal, "total": total, "word": word, "sign": sign, "a": a, "b": b}


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
        Algorithm("all-pairs", "Compare every pair.", {
            "list": """
                n = len(xs)
                t = 0
                for i in range(n):
                    for j in range(i + 1, n):
                        if abs(xs[i] - xs[j]) $sign $goal:
                            t += 1
                return t
            """,
        }),
        Algorithm("sorted-walk", "Sort, and walk right from each item while the distance is small enough.", {
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
        }),
        Algorithm("insertion", "Insert one by one into a sorted list, and bisect for both ends each time.", {
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
        }),
        Algorithm("bisection", "Sort, and bisect for the farthest partner of each item.", {
            "list": """
                from bisect import bisect_left, bisect_right
                xs = sorted(xs)
                n = len(xs)
                t = 0
                for i, x in enumerate(xs):
                    t += max(0, bisect_$side(xs, x + $goal) - i - 1)
                return $total
            """,
        }),
        Algorithm("two-ends", "Sort, and move both ends of a window once over the list.", {
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
        }),
    ),
)


def _weighed_pairs(rng: Random, _difficulty: Difficulty) -> Drawn:
    return {"a": rng.randint(1, 9), "b": rng.randint(1, 9), "c": rng.randint(-3, 5), "m": rng.choice([1009, 9973, 10007, 65537])}


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
        "For every pair of positions i < j, with x = `xs[i]` and y = `xs[j]`, compute $a x + $b y + $c x y. Add all of these up "
        "and give the remainder by $m.",
        "Every earlier one (x) of the $things meets every later one (y), which is worth $a x + $b y + $c x y. What is the sum "
        "of all meetings modulo $m?",
    ),
    generator="return [[rng.randrange(100) for _ in range(size)]]",
    sizes=(1700, 1900),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm("all-pairs", "Add up every pair.", {
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
        }),
        Algorithm("combinations", "Let itertools make the pairs.", {
            "iterator": """
                from itertools import combinations
                t = sum($a * x + $b * y + $c * x * y for x, y in combinations(xs, 2))
                return t % $m
            """,
        }),
        Algorithm("rest-sums", "Sum the rest of the list for each item.", {
            "slices": """
                t = 0
                for i in range(len(xs)):
                    x = xs[i]
                    w = xs[i + 1:]
                    t += $a * x * len(w) + ($b + $c * x) * sum(w)
                return t % $m
            """,
        }),
        Algorithm("running-sums", "Carry the number and the sum of the items before.", {
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
        }),
        Algorithm("closed-form", "Weigh each item by its position; the products come from the square of the sum.", {
            "numbers": """
                n = len(xs)
                p = sum(xs)
                c = (p * p - sum(x * x for x in xs)) // 2
                t = sum(x * ($a * (n - 1 - i) + $b * i) for i, x in enumerate(xs))
                return (t + $c * c) % $m
            """,
        }),
    ),
)


def _inversions(rng: Random, _difficulty: Difficulty) -> Drawn:
    up = rng.random() < 0.5  # noqa: PLR2004 - a coin
    a, b = rng.randint(1, 6), rng.randint(0, 99)
    goal = f"{a} * y + {b}" if a > 1 else f"y + {b}" if b else "y"
    if up:
        rel = Phrase(f"x < {goal}", f"the earlier value x and the later value y satisfy x < {goal}")
        return {"rel": rel, "goal": goal, "count": "bisect_left(a, c)", "below": "below(bisect_left(a, c))", "a": a, "b": b}
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
        Algorithm("all-pairs", "Compare every pair.", {
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
        }),
        Algorithm("resorted-prefix", "Sort the items before anew for each item, and bisect.", {
            "slices": """
                from bisect import bisect_left, bisect_right
                t = 0
                for j, y in enumerate(xs):
                    a = sorted(xs[:j])
                    c = $goal
                    t += $count
                return t
            """,
        }),
        Algorithm("merge-count", "Count between halves while they are sorted.", {
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
        }),
        Algorithm("binary-indexed-tree", "Count the items before by rank in a tree of partial sums.", {
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
        }),
        Algorithm("sorted-insertion", "Keep the items before sorted by insertion, and bisect.", {
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
        }),
    ),
)

FAMILIES = (PAIR_TARGETS, RESIDUE_PAIRS, CLOSE_PAIRS, WEIGHED_PAIRS, INVERSIONS)
