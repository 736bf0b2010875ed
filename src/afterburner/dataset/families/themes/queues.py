"""A queue before several counters."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps


def _counters(rng: Random, _difficulty: Difficulty) -> Drawn:
    return {
        "w": phrases.expression(rng),
        "agg": phrases.aggregate(rng),
        "gap": rng.randint(0, 9),
        "goal": rng.choice(["y", "y - i", "y + c", "y - i * 2"]),
    }


COUNTERS = Family(
    name="service-counters",
    title="A queue before several counters",
    tags=("queue", "heap", "simulation"),
    arguments="xs: list[int], k: int",
    result="int",
    entries=("serve_all", "service_counters", "queue_times"),
    draw=_counters,
    short="customer i takes c = $w for x = xs[i], at the first of k counters that gets free, from time y\n"
    "a counter rests $gap after each\nr = for each i: $goal\nreturn $agg<r>",
    stories=(
        (
            "Customers queue in the order of `xs` before `k` counters that are all free at time 0. Customer i, with "
            "the value x, needs "
            "a time c of $w, and goes to the counter that gets free first, at a time y. After each customer a counter "
            "rests for $gap. "
            "Note `$goal` for each customer in order; of these numbers, return $agg."
        ),
    ),
    generator="""
        xs = [rng.randrange(100) for _ in range(size)]
        return [xs, rng.randint(1, 4) if size < 100 else size // 2]
    """,
    sizes=(2600, 2700),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "scan-counters",
            "Look through all counters for the first that gets free.",
            {
                "list": """
                a = [0] * k
                out = []
                for i, x in enumerate(xs):
                    c = $w
                    j = 0
                    for b in range(1, k):
                        if a[b] < a[j]:
                            j = b
                    y = a[j]
                    out.append($goal)
                    a[j] = y + c + $gap
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "minimum",
            "Let the builtin find the least time, and its place.",
            {
                "list": """
                a = [0] * k
                out = []
                for i, x in enumerate(xs):
                    c = $w
                    y = min(a)
                    a[a.index(y)] = y + c + $gap
                    out.append($goal)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sort-each-time",
            "Keep the times sorted by sorting after each customer.",
            {
                "list": """
                a = [0] * k
                out = []
                for i, x in enumerate(xs):
                    c = $w
                    y = a[0]
                    a[0] = y + c + $gap
                    a.sort()
                    out.append($goal)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sorted-insertion",
            "Keep the times sorted by bisection.",
            {
                "sorted-list": """
                from bisect import insort
                a = [0] * k
                out = []
                for i, x in enumerate(xs):
                    c = $w
                    y = a.pop(0)
                    insort(a, y + c + $gap)
                    out.append($goal)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "heap",
            "A heap of the times at which counters get free.",
            {
                "heap": """
                from heapq import heapreplace
                h = [0] * k
                out = []
                for i, x in enumerate(xs):
                    c = $w
                    y = h[0]
                    heapreplace(h, y + c + $gap)
                    out.append($goal)
                return $agg<out>
            """,
                "push-and-pop": """
                from heapq import heappop, heappush
                h = []
                out = []
                for i, x in enumerate(xs):
                    c = $w
                    y = heappop(h) if len(h) == k else 0
                    out.append($goal)
                    heappush(h, y + c + $gap)
                return $agg<out>
            """,
            },
        ),
    ),
)

FAMILIES = (COUNTERS,)
