"""Choices of items: sums that can be made, long chains."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps


def _payments(rng: Random, _difficulty: Difficulty) -> Drawn:
    m = rng.randint(2, 9)
    what, total, few = rng.choice(
        [
            ("how many different sums", "len(s)", "d.bit_count()"),
            (
                f"how many sums that leave {m - 1} by {m}",
                f"sum(1 for x in s if x % {m} == {m - 1})",
                f"sum(1 for x in range($top) if d >> x & 1 and x % {m} == {m - 1})",
            ),
            ("the greatest sum", "max(s)", "d.bit_length() - 1"),
            (
                f"the sum of all sums, mod {m + 90}",
                f"sum(s) % {m + 90}",
                f"sum(x for x in range($top) if d >> x & 1) % {m + 90}",
            ),
        ]
    )
    a, b = rng.randint(1, 5), rng.randint(0, 20)
    limit = ("k" if a == 1 else f"{a} * k") + (f" + {b}" if b else "")
    return {"what": what, "total": total, "few": few.replace("$top", f"{limit} + 1"), "a": a, "b": b, "limit": limit}


PAYMENTS = Family(
    name="possible-sums",
    title="Sums that can be made",
    tags=("subsets", "dynamic-programming", "bitset"),
    arguments="xs: list[int], k: int",
    result="int",
    entries=("possible_sums", "payable", "subset_sums"),
    draw=_payments,
    short="s = all sums <= $limit of some items of xs, each used at most once, 0 too\nfind $what",
    stories=(
        (
            "Pick any of the values in `xs`, each at most once (or none at all, which gives 0), and add them up. Of "
            "all the different "
            "sums of at most `$limit` that can be made, find $what."
        ),
    ),
    generator="""
        xs = [rng.randint(1, 60) for _ in range(size)]
        return [xs, rng.randrange(5 * size + 9) if size < 30 else 400 * size // $a // 10]
    """,
    sizes=(60, 62),
    steps=Steps.VALUES,
    algorithms=(
        Algorithm(
            "list-of-sums",
            "Keep the sums in a list; look through it before each new one.",
            {
                "list": """
                s = [0]
                for x in xs:
                    for y in s[:]:
                        if x + y <= $limit and x + y not in s:
                            s.append(x + y)
                return $total
            """,
            },
        ),
        Algorithm(
            "two-table",
            "For each item and each sum: can it be made with the items up to there?",
            {
                "lists": """
                m = $limit
                d = [[False] * (m + 1) for _ in range(len(xs) + 1)]
                d[0][0] = True
                for i, x in enumerate(xs):
                    for j in range(m + 1):
                        d[i + 1][j] = d[i][j] or (j >= x and d[i][j - x])
                s = [j for j in range(m + 1) if d[len(xs)][j]]
                return $total
            """,
            },
        ),
        Algorithm(
            "sets-of-sums",
            "A set of sums, made larger by each item.",
            {
                "set": """
                s = {0}
                for x in xs:
                    s |= {x + y for y in s if x + y <= $limit}
                return $total
            """,
                "dict": """
                s = {0: True}
                for x in xs:
                    for y in list(s):
                        if x + y <= $limit:
                            s[x + y] = True
                return $total
            """,
            },
        ),
        Algorithm(
            "one-table",
            "A flag for each sum, updated from above for each item.",
            {
                "list": """
                m = $limit
                d = [False] * (m + 1)
                d[0] = True
                for x in xs:
                    for j in range(m, x - 1, -1):
                        if d[j - x]:
                            d[j] = True
                s = [j for j in range(m + 1) if d[j]]
                return $total
            """,
            },
        ),
        Algorithm(
            "bits",
            "The bits of one number; an item shifts them.",
            {
                "int": """
                m = (1 << ($limit) + 1) - 1
                d = 1
                for x in xs:
                    d = (d | d << x) & m
                return $few
            """,
            },
        ),
    ),
)


def _chains(rng: Random, _difficulty: Difficulty) -> Drawn:
    gap = rng.randint(-5, 40)
    down = phrases.coin(rng)
    plus = f" + {gap}" if gap > 0 else f" - {-gap}" if gap < 0 else ""
    minus = f" - {gap}" if gap > 0 else f" + {-gap}" if gap < 0 else ""
    if down:
        rel = f"y <= x{minus}"
        return {
            "rel": rel,
            "key": "-x",
            "gap": gap,
            "a": rng.randint(1, 9),
            "b": rng.randint(0, 20),
            "said": f"at most the one before{minus}",
            "w": phrases.expression(rng),
        }
    return {
        "rel": f"y >= x{plus}",
        "key": "x",
        "gap": gap,
        "a": rng.randint(1, 9),
        "b": rng.randint(0, 20),
        "said": f"at least the one before{plus}",
        "w": phrases.expression(rng),
    }


LONG_CHAINS = Family(
    name="long-chains",
    title="The longest chain",
    tags=("subsequence", "dynamic-programming", "bisection"),
    arguments="xs: list[int]",
    result="int",
    entries=("longest_chain", "chain_length", "longest_subsequence"),
    draw=_chains,
    short="the key of x is $w\nfind the longest subsequence of keys, each y after x with $rel\nreturn $a * its length + $b",
    stories=(
        (
            "The key of a value x is $w. A chain is a selection of positions, rising, in which every key is $said. "
            "Return $a times "
            "the number of positions in the longest chain, plus $b."
        ),
    ),
    generator="""
        top = rng.choice([20, 100, 1000])
        return [[rng.randrange(top) for _ in range(size)]]
    """,
    sizes=(2200, 2300),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "best-before",
            "The longest chain that ends at each position, from all before.",
            {
                "list": """
                ys = [$w for x in xs]
                d = []
                for j in range(len(ys)):
                    y = ys[j]
                    c = 0
                    for i in range(j):
                        x = ys[i]
                        if $rel and d[i] > c:
                            c = d[i]
                    d.append(c + 1)
                return $a * max(d, default=0) + $b
            """,
                "generator": """
                ys = [$w for x in xs]
                d = []
                for y in ys:
                    d.append(1 + max([c for x, c in zip(ys, d) if $rel], default=0))
                return $a * max(d, default=0) + $b
            """,
            },
        ),
        Algorithm(
            "layers",
            "The best last key of a chain of each length, searched from the longest.",
            {
                "list": """
                d = []
                for x in xs:
                    x = $w
                    y = $key
                    i = len(d)
                    while i > 0 and d[i - 1] > y - ($gap):
                        i -= 1
                    if i == len(d):
                        d.append(y)
                    elif y < d[i]:
                        d[i] = y
                return $a * len(d) + $b
            """,
            },
        ),
        Algorithm(
            "best-by-key",
            "The longest chain by its last key, in a tree of maxima over sorted keys.",
            {
                "tree": """
                from bisect import bisect_right
                ys = [$w for x in xs]
                ys = [$key for x in ys]
                a = sorted(set(ys))
                tree = [0] * (len(a) + 1)
                best = 0
                for y in ys:
                    i = bisect_right(a, y - ($gap))
                    c = 0
                    while i > 0:
                        c = max(c, tree[i])
                        i -= i & -i
                    c += 1
                    best = max(best, c)
                    i = bisect_right(a, y)
                    while i < len(tree):
                        tree[i] = max(tree[i], c)
                        i += i & -i
                return $a * best + $b
            """,
            },
        ),
        Algorithm(
            "bisection",
            "The best last key of a chain of each length, found by bisection.",
            {
                "list": """
                from bisect import bisect_right
                d = []
                for x in xs:
                    x = $w
                    y = $key
                    i = bisect_right(d, y - ($gap))
                    if i == len(d):
                        d.append(y)
                    elif y < d[i]:
                        d[i] = y
                return $a * len(d) + $b
            """,
            },
        ),
    ),
)


FAMILIES = (
    PAYMENTS,
    LONG_CHAINS,
)
