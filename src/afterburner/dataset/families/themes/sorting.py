"""Sorting: sorted lists in one, an order of one's own."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps


def _merged(rng: Random, _difficulty: Difficulty) -> Drawn:
    step = rng.randint(2, 9)
    return {"step": step, "first": rng.randrange(step), "agg": phrases.aggregate(rng), "w": phrases.linear(rng)}


MERGED_ROWS = Family(
    name="merged-rows",
    title="Sorted lists in one",
    tags=("merging", "heap", "sorting"),
    arguments="grid: list[list[int]]",
    result="int",
    entries=("merge_rows", "merged", "take_in_order"),
    draw=_merged,
    short="merge the sorted rows into one sorted list m\nr = $w for each x of m[$first::$step]\nreturn $agg<r>",
    stories=(
        (
            "Each row of `grid` is sorted. Merge all rows into one sorted list, and from it take the values at the "
            "positions $first, "
            "$first plus $step, $first plus twice $step and so on. Replace each value x taken by $w. Of the results, return $agg."
        ),
    ),
    generator="""
        m = max(1, size // 5)
        top = rng.choice([9, 1000])
        return [[sorted(rng.randrange(top) for _ in range(rng.randrange(12))) for _ in range(m)]]
    """,
    sizes=(2500, 2600),
    algorithms=(
        Algorithm(
            "smallest-head",
            "Look at all heads for the smallest, again and again.",
            {
                "pointers": """
                a = [0] * len(grid)
                n = sum(len(row) for row in grid)
                out = []
                for _ in range(n):
                    j = -1
                    for i, row in enumerate(grid):
                        if a[i] < len(row) and (j < 0 or row[a[i]] < grid[j][a[j]]):
                            j = i
                    out.append(grid[j][a[j]])
                    a[j] += 1
                out = [$w for x in out[$first::$step]]
                return $agg<out>
            """,
                "pop": """
                a = [row[:] for row in grid if row]
                out = []
                while a:
                    row = min(a, key=lambda row: row[0])
                    out.append(row.pop(0))
                    if not row:
                        a.remove(row)
                out = [$w for x in out[$first::$step]]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "merge-into-one",
            "Merge one row after the other into the result.",
            {
                "list": """
                out = []
                for row in grid:
                    a = out
                    out = []
                    i = 0
                    for x in row:
                        while i < len(a) and a[i] <= x:
                            out.append(a[i])
                            i += 1
                        out.append(x)
                    out += a[i:]
                out = [$w for x in out[$first::$step]]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "heap-of-heads",
            "A heap of the heads of all rows.",
            {
                "heap": """
                from heapq import heapify, heappop, heapreplace
                h = [(row[0], i, 0) for i, row in enumerate(grid) if row]
                heapify(h)
                out = []
                while h:
                    x, i, j = h[0]
                    out.append(x)
                    if j + 1 < len(grid[i]):
                        heapreplace(h, (grid[i][j + 1], i, j + 1))
                    else:
                        heappop(h)
                out = [$w for x in out[$first::$step]]
                return $agg<out>
            """,
                "library": """
                from heapq import merge
                out = [$w for x in list(merge(*grid))[$first::$step]]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "counted",
            "Count all values, and write them out in order.",
            {
                "dict": """
                d = {}
                for row in grid:
                    for x in row:
                        d[x] = d.get(x, 0) + 1
                out = []
                for x in sorted(d):
                    out += [x] * d[x]
                out = [$w for x in out[$first::$step]]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sort-all",
            "Join all rows and sort.",
            {
                "list": """
                out = []
                for row in grid:
                    out += row
                out.sort()
                out = [$w for x in out[$first::$step]]
                return $agg<out>
            """,
                "generator": """
                out = sorted(x for row in grid for x in row)
                out = [$w for x in out[$first::$step]]
                return $agg<out>
            """,
            },
        ),
    ),
)


def _own_order(rng: Random, _difficulty: Difficulty) -> Drawn:
    m = rng.randint(3, 30)
    key = phrases.choice(
        rng,
        (f"x % {m}", f"its remainder by {m}"),
        (f"x * x % {m}", f"the remainder of its square by {m}"),
        (f"x // 3 % {m}", f"the remainder by {m} of a third of it, rounded down"),
    )
    turn, tied = rng.choice([("x", "smaller ones first"), ("-x", "larger ones first"), ("0", "in the given order")])
    rise, way = rng.choice([("", "rising"), ("-", "falling")])
    return {
        "key": key,
        "turn": turn,
        "tied": tied,
        "way": way,
        "rise": rise,
        "m": m,
        "low": 0 if not rise else m - 1,
        "high": m if not rise else -1,
        "step": 1 if not rise else -1,
    }


OWN_ORDER = Family(
    name="own-order",
    title="An order of one's own",
    tags=("sorting", "keys", "ties"),
    arguments="xs: list[int]",
    result="list[int]",
    entries=("own_order", "arrange", "sort_by_rule"),
    draw=_own_order,
    short="sort xs by $key, $way; ties: $tied",
    stories=(
        "Return the values ordered by a key of each value x, $key, $way; among equal keys, $tied.",
        (
            "Arrange the $things by a key of their value x: $key. Keys are $way, and values with equal keys come "
            "$tied. Return the "
            "values in this order."
        ),
    ),
    generator="return [[rng.randrange(200 if size < 100 else 5000) for _ in range(size)]]",
    sizes=(900, 1000),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "bubble",
            "Swap neighbours until nothing is out of order.",
            {
                "list": """
                a = [($rise($key), $turn<x>, x) for x in xs]
                n = len(a)
                for i in range(n):
                    ok = True
                    for j in range(n - 1 - i):
                        if a[j][:2] > a[j + 1][:2]:
                            a[j], a[j + 1] = a[j + 1], a[j]
                            ok = False
                    if ok:
                        break
                return [b[2] for b in a]
            """,
            },
        ),
        Algorithm(
            "selection",
            "Take out the first in order again and again.",
            {
                "list": """
                a = list(xs)
                out = []
                while a:
                    b = min(a, key=lambda x: ($rise($key), $turn))
                    a.remove(b)
                    out.append(b)
                return out
            """,
            },
        ),
        Algorithm(
            "insertion",
            "Insert each into the sorted part.",
            {
                "list": """
                a = []
                for x in xs:
                    y = ($rise($key), $turn)
                    i = len(a)
                    while i > 0 and a[i - 1][0] > y:
                        i -= 1
                    a.insert(i, (y, x))
                return [x for y, x in a]
            """,
            },
        ),
        Algorithm(
            "merge-sort",
            "Sort halves, and merge them.",
            {
                "lists": """
                def order(x):
                    return ($rise($key), $turn)

                def arranged(xs):
                    if len(xs) < 2:
                        return xs
                    m = len(xs) // 2
                    a = arranged(xs[:m])
                    b = arranged(xs[m:])
                    out = []
                    i = 0
                    j = 0
                    while i < len(a) and j < len(b):
                        if order(a[i]) <= order(b[j]):
                            out.append(a[i])
                            i += 1
                        else:
                            out.append(b[j])
                            j += 1
                    return out + a[i:] + b[j:]

                return arranged(list(xs))
            """,
            },
        ),
        Algorithm(
            "buckets",
            "A bucket for each key, sorted by itself.",
            {
                "lists": """
                d = [[] for _ in range($m)]
                for x in xs:
                    d[$key].append(x)
                out = []
                for i in range($low, $high, $step):
                    out += sorted(d[i], key=lambda x: $turn)
                return out
            """,
            },
        ),
        Algorithm(
            "sort-by-key",
            "Let the library sort by a key.",
            {
                "list": """
                return sorted(xs, key=lambda x: ($rise($key), $turn))
            """,
                "tuples": """
                a = [($rise($key), $turn, i) for i, x in enumerate(xs)]
                a.sort()
                return [xs[i] for b, c, i in a]
            """,
            },
        ),
    ),
)


FAMILIES = (
    MERGED_ROWS,
    OWN_ORDER,
)
