"""Things that move: repeated permutations, circles that are counted out."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family


def _repeated_moves(rng: Random, _difficulty: Difficulty) -> Drawn:
    a, b = rng.randint(1, 9), rng.randint(0, 20)
    return {"a": a, "b": b, "agg": phrases.aggregate(rng)}


PERMUTATION_POWER = Family(
    name="repeated-moves",
    title="Moves made many times",
    tags=("permutations", "cycles", "simulation"),
    arguments="xs: list[int], k: int",
    result="int",
    entries=("repeat_moves", "after_moves", "permutation_power"),
    draw=_repeated_moves,
    short="each i moves to xs[i], $a * k + $b times\nr = for each i: where it ends\nreturn $agg<r>",
    stories=(
        (
            "`xs` holds each number from 0 to its length minus 1 once. A token at position i moves to position "
            "`xs[i]`, and there is a "
            "token at every position. All tokens move `$a * k + $b` times. List where each ends, in the order of their "
            "starts; of these "
            "positions, return $agg."
        ),
    ),
    generator="""
        xs = list(range(size))
        rng.shuffle(xs)
        return [xs, rng.randrange(20) if size < 100 else 4000 // $a + rng.randrange(99)]
    """,
    sizes=(700, 720),
    algorithms=(
        Algorithm(
            "move-all",
            "Move all tokens, one move at a time.",
            {
                "list": """
                out = list(range(len(xs)))
                for _ in range($a * k + $b):
                    out = [xs[i] for i in out]
                return $agg<out>
            """,
                "loops": """
                out = list(range(len(xs)))
                for _ in range($a * k + $b):
                    for i in range(len(out)):
                        out[i] = xs[out[i]]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "follow-each",
            "Follow each token; a full turn of its cycle changes nothing.",
            {
                "loop": """
                out = []
                for i in range(len(xs)):
                    n = 1
                    j = xs[i]
                    while j != i:
                        j = xs[j]
                        n += 1
                    for _ in range(($a * k + $b) % n):
                        j = xs[j]
                    out.append(j)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "squaring",
            "Compose the moves with themselves, bit by bit of their number.",
            {
                "list": """
                out = list(range(len(xs)))
                p = xs
                m = $a * k + $b
                while m:
                    if m % 2:
                        out = [p[i] for i in out]
                    p = [p[i] for i in p]
                    m //= 2
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "cycles",
            "Write down each cycle once, and shift it.",
            {
                "lists": """
                m = $a * k + $b
                out = [-1] * len(xs)
                for i in range(len(xs)):
                    if out[i] < 0:
                        c = [i]
                        j = xs[i]
                        while j != i:
                            c.append(j)
                            j = xs[j]
                        for j, x in enumerate(c):
                            out[x] = c[(j + m) % len(c)]
                return $agg<out>
            """,
                "set": """
                m = $a * k + $b
                out = [0] * len(xs)
                s = set()
                for i in range(len(xs)):
                    if i not in s:
                        c = []
                        j = i
                        while j not in s:
                            s.add(j)
                            c.append(j)
                            j = xs[j]
                        n = m % len(c)
                        for x, y in zip(c, c[n:] + c[:n]):
                            out[x] = y
                return $agg<out>
            """,
            },
        ),
    ),
)


def _circle(rng: Random, _difficulty: Difficulty) -> Drawn:
    return {"step": rng.randint(2, 300), "start": rng.randint(0, 9), "a": rng.randint(1, 9), "b": rng.randint(0, 20)}


CIRCLE = Family(
    name="counting-out",
    title="Counting out in a circle",
    tags=("queue", "simulation", "recurrence"),
    arguments="n: int",
    result="int",
    entries=("last_in_circle", "counting_out", "who_remains"),
    draw=_circle,
    short=(
        "numbers 0 .. n - 1 in a circle, start at $start % n; remove each $step-th until one is left\nreturn $a * it + "
        "$b, 0 if n is 0"
    ),
    stories=(
        (
            "The numbers from 0 to n - 1 (n is `n`) sit in a circle. Counting starts with 1 at number $start modulo n, "
            "and whoever is "
            "counted $step leaves; the next one is counted 1 again. The last number x that remains gives $a x + $b. "
            "Return that, or 0 "
            "if nobody sits there."
        ),
    ),
    generator="return [max(0, size + rng.randrange(-1, 2))]",
    sizes=(2600, 2700),
    small=(1, 2, 3, 5, 8, 13, 21, 34),
    algorithms=(
        Algorithm(
            "walk-over-empty-seats",
            "Mark who left, and walk over the empty seats.",
            {
                "list": """
                if n == 0:
                    return 0
                w = list(range(1, n)) + [0]
                i = ($start - 1) % n
                m = n
                while m > 1:
                    for _ in range(($step - 1) % m):
                        i = w[i]
                    w[i] = w[w[i]]
                    m -= 1
                return $a * i + $b
            """,
            },
        ),
        Algorithm(
            "append-and-pop",
            "Whoever is not counted out goes to the end of a list.",
            {
                "list": """
                if n == 0:
                    return 0
                q = [(i + $start) % n for i in range(n)]
                while len(q) > 1:
                    for _ in range(($step - 1) % len(q)):
                        q.append(q.pop(0))
                    q.pop(0)
                return $a * q[0] + $b
            """,
                "deque": """
                from collections import deque
                if n == 0:
                    return 0
                q = deque((i + $start) % n for i in range(n))
                while len(q) > 1:
                    for _ in range(($step - 1) % len(q)):
                        q.append(q.popleft())
                    q.popleft()
                return $a * q[0] + $b
            """,
            },
        ),
        Algorithm(
            "rotate",
            "Rotate a queue at once.",
            {
                "deque": """
                from collections import deque
                if n == 0:
                    return 0
                q = deque(range(n))
                q.rotate(-$start)
                while len(q) > 1:
                    q.rotate(1 - $step)
                    q.popleft()
                return $a * q[0] + $b
            """,
            },
        ),
        Algorithm(
            "delete-by-index",
            "Compute the index of who leaves, and delete it from the list.",
            {
                "list": """
                if n == 0:
                    return 0
                q = list(range(n))
                i = $start % n
                while len(q) > 1:
                    i = (i + $step - 1) % len(q)
                    del q[i]
                return $a * q[0] + $b
            """,
            },
        ),
        Algorithm(
            "recurrence",
            "Where the last one sits, from the circle with one fewer.",
            {
                "numbers": """
                if n == 0:
                    return 0
                x = 0
                for m in range(2, n + 1):
                    x = (x + $step) % m
                return $a * ((x + $start) % n) + $b
            """,
                "recursion": """
                def last(n):
                    x = 0
                    m = 1
                    while m < n:
                        m += 1
                        x += $step
                        x %= m
                    return x

                return $a * ((last(n) + $start) % n) + $b if n else 0
            """,
            },
        ),
    ),
)


FAMILIES = (PERMUTATION_POWER, CIRCLE)
