"""The steps: lists become lists."""

from bisect import bisect_left
from itertools import accumulate

from afterburner.train.miniature.part import BASE, Ints, Step


def _running_sums(xs: Ints) -> Ints:
    return [total % BASE for total in accumulate(xs)]


def _later_sums(xs: Ints) -> Ints:
    return _running_sums(xs[::-1])[::-1]


def _running_max(xs: Ints) -> Ints:
    return list(accumulate(xs, max))


def _later_max(xs: Ints) -> Ints:
    return _running_max(xs[::-1])[::-1]


def _smaller(xs: Ints) -> Ints:
    ordered = sorted(xs)
    return [bisect_left(ordered, x) for x in xs]


def _earlier_equal(xs: Ints) -> Ints:
    return [xs[:i].count(x) for i, x in enumerate(xs)]


def _since_equal(xs: Ints) -> Ints:
    last: dict[int, int] = {}
    gaps = []
    for i, x in enumerate(xs):
        gaps.append(i - last.get(x, i))
        last[x] = i
    return gaps


def _later_smaller(xs: Ints) -> Ints:
    return [sum(y < x for y in xs[i:]) for i, x in enumerate(xs)]


STEPS = {
    "running sums": Step(
        words="running sums",
        meaning=_running_sums,
        ways={
            "inner-loop": """
                ys = []
                for i in range(len(xs)):
                    t = 0
                    for x in xs[:i + 1]:
                        t += x
                    ys.append(t % 1000)
                xs = ys
            """,
            "generator": """
                ys = []
                for i in range(len(xs)):
                    ys.append(sum(xs[j] for j in range(i + 1)) % 1000)
                xs = ys
            """,
            "slices": """
                ys = []
                for i in range(len(xs)):
                    ys.append(sum(xs[:i + 1]) % 1000)
                xs = ys
            """,
            "total": """
                ys = []
                t = 0
                for x in xs:
                    t += x
                    ys.append(t % 1000)
                xs = ys
            """,
        },
    ),
    "later sums": Step(
        words="later sums",
        meaning=_later_sums,
        ways={
            "inner-loop": """
                ys = []
                for i in range(len(xs)):
                    t = 0
                    for x in xs[i:]:
                        t += x
                    ys.append(t % 1000)
                xs = ys
            """,
            "generator": """
                ys = []
                for i in range(len(xs)):
                    ys.append(sum(xs[j] for j in range(i, len(xs))) % 1000)
                xs = ys
            """,
            "slices": """
                ys = []
                for i in range(len(xs)):
                    ys.append(sum(xs[i:]) % 1000)
                xs = ys
            """,
            "total": """
                ys = []
                t = sum(xs)
                for x in xs:
                    ys.append(t % 1000)
                    t -= x
                xs = ys
            """,
        },
    ),
    "running max": Step(
        words="running max",
        meaning=_running_max,
        ways={
            "inner-loop": """
                ys = []
                for i in range(len(xs)):
                    m = 0
                    for x in xs[:i + 1]:
                        if x > m:
                            m = x
                    ys.append(m)
                xs = ys
            """,
            "generator": """
                ys = []
                for i in range(len(xs)):
                    ys.append(max(xs[j] for j in range(i + 1)))
                xs = ys
            """,
            "slices": """
                ys = []
                for i in range(len(xs)):
                    ys.append(max(xs[:i + 1]))
                xs = ys
            """,
            "record": """
                ys = []
                m = 0
                for x in xs:
                    m = max(m, x)
                    ys.append(m)
                xs = ys
            """,
        },
    ),
    "later max": Step(
        words="later max",
        meaning=_later_max,
        ways={
            "inner-loop": """
                ys = []
                for i in range(len(xs)):
                    m = 0
                    for x in xs[i:]:
                        if x > m:
                            m = x
                    ys.append(m)
                xs = ys
            """,
            "generator": """
                ys = []
                for i in range(len(xs)):
                    ys.append(max(xs[j] for j in range(i, len(xs))))
                xs = ys
            """,
            "slices": """
                ys = []
                for i in range(len(xs)):
                    ys.append(max(xs[i:]))
                xs = ys
            """,
            "record": """
                ys = []
                m = 0
                for x in xs[::-1]:
                    m = max(m, x)
                    ys.append(m)
                xs = ys[::-1]
            """,
        },
    ),
    "smaller": Step(
        words="count smaller",
        meaning=_smaller,
        ways={
            "inner-loop": """
                ys = []
                for x in xs:
                    t = 0
                    for y in xs:
                        if y < x:
                            t += 1
                    ys.append(t)
                xs = ys
            """,
            "generator": """
                ys = []
                for x in xs:
                    ys.append(sum(y < x for y in xs))
                xs = ys
            """,
            "index": """
                ys = sorted(xs)
                xs = [ys.index(x) for x in xs]
            """,
            "bisect": """
                from bisect import bisect_left
                ys = sorted(xs)
                xs = [bisect_left(ys, x) for x in xs]
            """,
        },
    ),
    "equal": Step(
        words="count equal",
        meaning=lambda xs: [xs.count(x) for x in xs],
        ways={
            "inner-loop": """
                ys = []
                for x in xs:
                    t = 0
                    for y in xs:
                        if y == x:
                            t += 1
                    ys.append(t)
                xs = ys
            """,
            "generator": """
                ys = []
                for x in xs:
                    ys.append(sum(y == x for y in xs))
                xs = ys
            """,
            "count": """
                xs = [xs.count(x) for x in xs]
            """,
            "table": """
                d = {}
                for x in xs:
                    d[x] = d.get(x, 0) + 1
                xs = [d[x] for x in xs]
            """,
        },
    ),
    "earlier equal": Step(
        words="count earlier equal",
        meaning=_earlier_equal,
        ways={
            "inner-loop": """
                ys = []
                for i in range(len(xs)):
                    t = 0
                    for x in xs[:i]:
                        if x == xs[i]:
                            t += 1
                    ys.append(t)
                xs = ys
            """,
            "generator": """
                ys = []
                for i in range(len(xs)):
                    ys.append(sum(x == xs[i] for x in xs[:i]))
                xs = ys
            """,
            "count": """
                ys = []
                for i in range(len(xs)):
                    ys.append(xs[:i].count(xs[i]))
                xs = ys
            """,
            "table": """
                d = {}
                ys = []
                for x in xs:
                    ys.append(d.get(x, 0))
                    d[x] = d.get(x, 0) + 1
                xs = ys
            """,
        },
    ),
    "since equal": Step(
        words="distance since equal",
        meaning=_since_equal,
        ways={
            "inner-loop": """
                ys = []
                for i in range(len(xs)):
                    t = 0
                    for j in range(i):
                        if xs[j] == xs[i]:
                            t = i - j
                    ys.append(t)
                xs = ys
            """,
            "generator": """
                ys = []
                for i in range(len(xs)):
                    ys.append(min((i - j for j in range(i) if xs[j] == xs[i]), default=0))
                xs = ys
            """,
            "index": """
                ys = []
                for i in range(len(xs)):
                    zs = xs[:i][::-1] + [xs[i]]
                    ys.append((zs.index(xs[i]) + 1) % (i + 1))
                xs = ys
            """,
            "table": """
                d = {}
                ys = []
                for i in range(len(xs)):
                    ys.append(i - d.get(xs[i], i))
                    d[xs[i]] = i
                xs = ys
            """,
        },
    ),
    "later smaller": Step(
        words="count later smaller",
        meaning=_later_smaller,
        ways={
            "inner-loop": """
                ys = []
                for i in range(len(xs)):
                    t = 0
                    for x in xs[i:]:
                        if x < xs[i]:
                            t += 1
                    ys.append(t)
                xs = ys
            """,
            "generator": """
                ys = []
                for i in range(len(xs)):
                    ys.append(sum(x < xs[i] for x in xs[i:]))
                xs = ys
            """,
            "remove": """
                ys = []
                zs = sorted(xs)
                for x in xs:
                    ys.append(zs.index(x))
                    zs.remove(x)
                xs = ys
            """,
            "bisect": """
                from bisect import bisect_left
                ys = []
                zs = sorted(xs)
                for x in xs:
                    i = bisect_left(zs, x)
                    ys.append(i)
                    zs.pop(i)
                xs = ys
            """,
        },
    ),
}
