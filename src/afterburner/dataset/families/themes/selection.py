"""Places in an order: the k-th so far, ranks with ties."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps


def _kth_so_far(rng: Random, _difficulty: Difficulty) -> Drawn:
    big = phrases.coin(rng)
    return {
        "w": phrases.expression(rng),
        "agg": phrases.aggregate(rng),
        "word": "largest" if big else "smallest",
        "sign": "-" if big else "",
        "rev": ", reverse=True" if big else "",
        "place": "-k" if big else "k - 1",
        "order": ">=" if big else "<=",
    }


KTH_SO_FAR = Family(
    name="kth-so-far",
    title="The k-th so far",
    tags=("selection", "heap", "sorting"),
    arguments="xs: list[int], k: int",
    result="int",
    entries=("kth_so_far", "running_kth", "kth_values"),
    draw=_kth_so_far,
    short="x is worth $w\nr = for each i >= k - 1: k-th $word worth in xs[:i + 1]\nreturn $agg<r>",
    stories=(
        (
            "Every value x is worth $w. Read the values one by one; as soon as there are `k` of them, and again after "
            "each further "
            "one, note the `k`-th $word worth so far (equal ones count separately). Of these notes, return $agg."
        ),
        (
            "One of the $things with value x counts as $w. They arrive in order. From the `k`-th on, each arrival asks for the "
            "`k`-th $word count so far. Of all answers, return $agg."
        ),
    ),
    generator="""
        xs = [rng.randrange(5000) for _ in range(size)]
        return [xs, rng.randint(1, 1 + size // 3) if size < 100 else size // 5 + rng.randrange(9)]
    """,
    sizes=(1000, 1100),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "sort-each-time",
            "Sort all values so far after each arrival.",
            {
                "slices": """
                ys = [$w for x in xs]
                out = []
                for i in range(k - 1, len(ys)):
                    a = sorted(ys[:i + 1]$rev)
                    out.append(a[k - 1])
                return $agg<out>
            """,
                "list": """
                a = []
                out = []
                for x in xs:
                    a.append($w)
                    a = sorted(a)
                    if len(a) >= k:
                        out.append(a[$place])
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "insertion",
            "Keep the values sorted by swapping each new one into its place.",
            {
                "list": """
                a = []
                out = []
                for x in xs:
                    a.append($w)
                    j = len(a) - 1
                    while j > 0 and not a[j - 1] $order a[j]:
                        a[j - 1], a[j] = a[j], a[j - 1]
                        j -= 1
                    if len(a) >= k:
                        out.append(a[k - 1])
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "library-selection",
            "Let heapq select the k best after each arrival.",
            {
                "heap": """
                import heapq
                ys = [$sign($w) for x in xs]
                out = []
                for i in range(k - 1, len(ys)):
                    out.append($sign heapq.nsmallest(k, ys[:i + 1])[-1])
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sorted-insertion",
            "Keep the values sorted by bisection.",
            {
                "sorted-list": """
                from bisect import insort
                a = []
                out = []
                for x in xs:
                    insort(a, $w)
                    if len(a) >= k:
                        out.append(a[$place])
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "heap-of-k",
            "A heap of the k best; the worst of them is the answer.",
            {
                "heap": """
                from heapq import heappush, heappushpop
                h = []
                out = []
                for x in xs:
                    y = -($sign($w))
                    if len(h) < k:
                        heappush(h, y)
                    else:
                        heappushpop(h, y)
                    if len(h) == k:
                        out.append(-($sign h[0]))
                return $agg<out>
            """,
            },
        ),
    ),
)


def _ranks(rng: Random, _difficulty: Difficulty) -> Drawn:
    sign, word = rng.choice([("<", "smaller"), (">", "larger")])
    kind, said = rng.choice([("dense", "different"), ("all", "")])
    m = rng.randint(1, 9)
    return {
        "sign": sign,
        "word": word,
        "said": f"{said} keys" if said else "keys",
        "pool": "set(ys)" if kind == "dense" else "ys",
        "rev": ", reverse=True" if sign == ">" else "",
        "minus": "-" if sign == ">" else "",
        "start": m,
        "key": phrases.choice(
            rng,
            ("x", "the value itself"),
            (f"x // {m + 1}", f"the value divided by {m + 1}, rounded down"),
            (f"x ^ {m}", f"the bitwise exclusive or of the value and {m}"),
            (f"abs(x - {m * 9})", f"its distance from {m * 9}"),
        ),
        "agg": phrases.aggregate(rng),
    }


RANKS = Family(
    name="ranks",
    title="Ranks with ties",
    tags=("sorting", "ranking", "ties"),
    arguments="xs: list[int]",
    result="int",
    entries=("ranks", "rank_all", "places"),
    draw=_ranks,
    short="the key of x is $key\nr = for each x: $start + number of $said $word than its key\nreturn $agg<r>",
    stories=(
        (
            "The key of a value x is $key. The rank of a value is $start plus the number of $said in the list that are "
            "$word than "
            "its own. Of all ranks, in the order of the values, return $agg."
        ),
        (
            "Each of the $things gets a key: $key. It is placed at $start plus the number of $said $word than its own. Of these "
            "places, in order, return $agg."
        ),
    ),
    generator="""
        top = rng.choice([9, 2 * size + 9])
        return [[rng.randrange(top) for _ in range(size)]] if size < 100 else [[rng.randrange(size) for _ in range(size)]]
    """,
    sizes=(2400, 2500),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "compare-with-all",
            "Compare each key with all.",
            {
                "list": """
                ys = [$key for x in xs]
                a = list($pool)
                out = []
                for y in ys:
                    t = $start
                    for x in a:
                        if x $sign y:
                            t += 1
                    out.append(t)
                return $agg<out>
            """,
                "generator": """
                ys = [$key for x in xs]
                a = list($pool)
                out = [$start + sum(1 for x in a if x $sign y) for y in ys]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "index-in-sorted",
            "Sort, and search each key from the start.",
            {
                "list": """
                ys = [$key for x in xs]
                a = sorted($pool$rev)
                out = [$start + a.index(y) for y in ys]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "bisection",
            "Sort, and bisect for each key.",
            {
                "list": """
                from bisect import bisect_left
                ys = [$minus($key) for x in xs]
                a = sorted($pool)
                out = []
                for y in ys:
                    out.append($start + bisect_left(a, y))
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "first-places",
            "Sort, and put the first place of each key into a table.",
            {
                "dict": """
                ys = [$key for x in xs]
                d = {}
                for i, y in enumerate(sorted($pool$rev)):
                    if y not in d:
                        d[y] = $start + i
                out = [d[y] for y in ys]
                return $agg<out>
            """,
                "setdefault": """
                ys = [$key for x in xs]
                d = {}
                for i, y in enumerate(sorted($pool$rev)):
                    d.setdefault(y, i)
                out = []
                for y in ys:
                    out.append(d[y] + $start)
                return $agg<out>
            """,
            },
        ),
    ),
)


FAMILIES = (
    KTH_SO_FAR,
    RANKS,
)
