"""The last parts: what becomes of a list in the end. Each is a family of problems."""

from itertools import accumulate, combinations, pairwise

from afterburner.train.miniature.part import BASE, Ints, Last


def _most_equal(xs: Ints) -> int:
    return max((xs.count(x) for x in xs), default=0)


def _rises(xs: Ints) -> int:
    return max((y - x for x, y in zip(accumulate(xs, min), xs, strict=True)), default=0)


LASTS = {
    "equal pairs": Last(
        words="count equal pairs",
        meaning=lambda xs: sum(x == y for x, y in combinations(xs, 2)),
        ways={
            "pairs": """
                t = 0
                for i in range(len(xs)):
                    for j in range(i):
                        if xs[i] == xs[j]:
                            t += 1
                return t
            """,
            "generator": """
                t = 0
                for i in range(len(xs)):
                    t += sum(x == xs[i] for x in xs[:i])
                return t
            """,
            "count": """
                return sum(xs.count(x) - 1 for x in xs) // 2
            """,
            "table": """
                d = {}
                t = 0
                for x in xs:
                    t += d.get(x, 0)
                    d[x] = d.get(x, 0) + 1
                return t
            """,
        },
    ),
    "largest gap": Last(
        words="largest difference",
        meaning=lambda xs: max(xs) - min(xs) if xs else 0,
        ways={
            "pairs": """
                t = 0
                for i in range(len(xs)):
                    for j in range(i):
                        t = max(t, abs(xs[i] - xs[j]))
                return t
            """,
            "generator": """
                t = 0
                for x in xs:
                    t = max(t, max(x - y for y in xs))
                return t
            """,
            "repeated-min": """
                t = 0
                for x in xs:
                    t = max(t, x - min(xs))
                return t
            """,
            "ends": """
                return max(xs, default=0) - min(xs, default=0)
            """,
        },
    ),
    "different": Last(
        words="count different",
        meaning=lambda xs: len(set(xs)),
        ways={
            "inner-loop": """
                t = 0
                for i in range(len(xs)):
                    ok = 1
                    for x in xs[:i]:
                        if x == xs[i]:
                            ok = 0
                    t += ok
                return t
            """,
            "generator": """
                t = 0
                for i in range(len(xs)):
                    t += all([x != xs[i] for x in xs[:i]])
                return t
            """,
            "list": """
                ys = []
                for x in xs:
                    if x not in ys:
                        ys.append(x)
                return len(ys)
            """,
            "set": """
                return len(set(xs))
            """,
        },
    ),
    "most equal": Last(
        words="largest count of equal",
        meaning=_most_equal,
        ways={
            "inner-loop": """
                m = 0
                for x in xs:
                    t = 0
                    for y in xs:
                        if y == x:
                            t += 1
                    m = max(m, t)
                return m
            """,
            "generator": """
                m = 0
                for x in xs:
                    m = max(m, sum(y == x for y in xs))
                return m
            """,
            "count": """
                return max([xs.count(x) for x in xs], default=0)
            """,
            "table": """
                d = {}
                for x in xs:
                    d[x] = d.get(x, 0) + 1
                return max(d.values(), default=0)
            """,
        },
    ),
    "products": Last(
        words="sum products of pairs",
        meaning=lambda xs: sum(x * y for x, y in combinations(xs, 2)) % BASE,
        ways={
            "pairs": """
                t = 0
                for i in range(len(xs)):
                    for j in range(i):
                        t += xs[i] * xs[j]
                return t % 1000
            """,
            "generator": """
                t = 0
                for i in range(len(xs)):
                    t += sum(x * xs[i] for x in xs[:i])
                return t % 1000
            """,
            "slices": """
                t = 0
                for i in range(len(xs)):
                    t += xs[i] * sum(xs[:i])
                return t % 1000
            """,
            "total": """
                t = 0
                m = 0
                for x in xs:
                    t += m * x
                    m += x
                return t % 1000
            """,
        },
    ),
    "inversions": Last(
        words="count falling pairs",
        meaning=lambda xs: sum(x > y for x, y in combinations(xs, 2)),
        ways={
            "pairs": """
                t = 0
                for i in range(len(xs)):
                    for j in range(i):
                        if xs[j] > xs[i]:
                            t += 1
                return t
            """,
            "generator": """
                t = 0
                for i in range(len(xs)):
                    t += sum(x > xs[i] for x in xs[:i])
                return t
            """,
            "remove": """
                t = 0
                zs = sorted(xs)
                for x in xs:
                    t += zs.index(x)
                    zs.remove(x)
                return t
            """,
            "bisect": """
                from bisect import bisect_left
                t = 0
                zs = sorted(xs)
                for x in xs:
                    i = bisect_left(zs, x)
                    t += i
                    zs.pop(i)
                return t
            """,
        },
    ),
    "rise": Last(
        words="largest rise",
        meaning=_rises,
        ways={
            "pairs": """
                t = 0
                for i in range(len(xs)):
                    for j in range(i):
                        t = max(t, xs[i] - xs[j])
                return t
            """,
            "generator": """
                t = 0
                for i in range(len(xs)):
                    t = max(t, max(x - xs[i] for x in xs[i:]))
                return t
            """,
            "slices": """
                t = 0
                for i in range(len(xs)):
                    t = max(t, max(xs[i:]) - xs[i])
                return t
            """,
            "record": """
                t = 0
                m = 1000
                for x in xs:
                    m = min(m, x)
                    t = max(t, x - m)
                return t
            """,
        },
    ),
    "closest": Last(
        words="smallest difference",
        meaning=lambda xs: min((y - x for x, y in pairwise(sorted(xs))), default=BASE),
        ways={
            "pairs": """
                t = 1000
                for i in range(len(xs)):
                    for j in range(i):
                        t = min(t, abs(xs[i] - xs[j]))
                return t
            """,
            "generator": """
                t = 1000
                for i in range(1, len(xs)):
                    t = min(t, min(abs(x - xs[i]) for x in xs[:i]))
                return t
            """,
            "remove": """
                t = 1000
                while len(xs) > 1:
                    m = min(xs)
                    xs.remove(m)
                    t = min(t, min(xs) - m)
                return t
            """,
            "sorted": """
                t = 1000
                xs = sorted(xs)
                for i in range(1, len(xs)):
                    t = min(t, xs[i] - xs[i - 1])
                return t
            """,
        },
    ),
    "distances": Last(
        words="sum differences of pairs",
        meaning=lambda xs: sum(abs(x - y) for x, y in combinations(xs, 2)) % BASE,
        ways={
            "pairs": """
                t = 0
                for i in range(len(xs)):
                    for j in range(i):
                        t += abs(xs[i] - xs[j])
                return t % 1000
            """,
            "generator": """
                t = 0
                for i in range(len(xs)):
                    t += sum(abs(x - xs[i]) for x in xs[:i])
                return t % 1000
            """,
            "remove": """
                t = 0
                while xs:
                    m = min(xs)
                    xs.remove(m)
                    t += sum(xs) - m * len(xs)
                return t % 1000
            """,
            "sorted": """
                t = 0
                m = 0
                xs = sorted(xs)
                for i in range(len(xs)):
                    t += i * xs[i] - m
                    m += xs[i]
                return t % 1000
            """,
        },
    ),
    "middle": Last(
        words="middle of sorted",
        meaning=lambda xs: sorted(xs)[len(xs) // 2] if xs else 0,
        ways={
            "inner-loop": """
                for i in range(len(xs)):
                    for j in range(i):
                        if xs[j] > xs[i]:
                            xs[i], xs[j] = xs[j], xs[i]
                return xs[len(xs) // 2]
            """,
            "generator": """
                for x in xs:
                    t = sum(y < x for y in xs)
                    if t <= len(xs) // 2 < t + xs.count(x):
                        m = x
                return m
            """,
            "remove": """
                for i in range(len(xs) // 2):
                    xs.remove(min(xs))
                return min(xs)
            """,
            "sorted": """
                return sorted(xs)[len(xs) // 2]
            """,
        },
    ),
    "once": Last(
        words="count values that are there once",
        meaning=lambda xs: sum(xs.count(x) == 1 for x in xs),
        ways={
            "inner-loop": """
                m = 0
                for x in xs:
                    t = 0
                    for y in xs:
                        if y == x:
                            t += 1
                    if t == 1:
                        m += 1
                return m
            """,
            "generator": """
                t = 0
                for x in xs:
                    if sum(y == x for y in xs) == 1:
                        t += 1
                return t
            """,
            "count": """
                return sum(xs.count(x) == 1 for x in xs)
            """,
            "table": """
                d = {}
                for x in xs:
                    d[x] = d.get(x, 0) + 1
                return sum(x == 1 for x in d.values())
            """,
        },
    ),
}
