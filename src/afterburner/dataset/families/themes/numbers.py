"""Digits and recurrences."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families.family import Algorithm, Drawn, Family


def _digits(rng: Random, _difficulty: Difficulty) -> Drawn:
    base = rng.randint(3, 10)
    a, b = rng.randint(1, 9), rng.randint(0, 9)
    worth = rng.choice(
        [f"{a} * c + {b}", f"c * c + {b}", f"abs(c - {rng.randint(1, base - 1)}) + {b}", f"c * {a} % 7 + {b}"]
    )
    # A leading zero is no digit, so that the worth of 0 need not be 0.
    return {"base": base, "worth": worth, "big": rng.choice([997, 9973, 10007, 65537]), "k": rng.randint(1, 5)}


DIGIT_WORTH = Family(
    name="digit-worth",
    title="What digits are worth",
    tags=("digits", "counting", "number-theory"),
    arguments="n: int",
    result="int",
    entries=("digit_worth", "sum_over_digits", "worth_of_digits"),
    draw=_digits,
    short="a digit c in base $base is worth $worth\nsum of the worth of all digits of $k, $k + 1, ..., n; mod $big",
    stories=(
        (
            "Written in base $base, a digit c is worth `$worth` wherever it stands. Write down all numbers from $k to "
            "`n` in base "
            "$base, without leading zeros, and add up the worth of all digits. Return the sum modulo $big (0 if `n` is below $k)."
        ),
    ),
    generator="return [max(0, size + rng.randrange(-3, 4))]",
    sizes=(60000, 62000),
    small=(1, 5, 12, 30, 60, 100, 250, 700),
    algorithms=(
        Algorithm(
            "texts",
            "Write each number as a text of its digits.",
            {
                "str": """
                d = '0123456789'
                t = 0
                for x in range($k, n + 1):
                    s = ''
                    while x:
                        s = d[x % $base] + s
                        x //= $base
                    for c in s:
                        c = int(c)
                        t += $worth
                return t % $big
            """,
            },
        ),
        Algorithm(
            "divisions",
            "Cut digit by digit off each number.",
            {
                "loop": """
                t = 0
                for x in range($k, n + 1):
                    while x > 0:
                        c = x % $base
                        t += $worth
                        x //= $base
                return t % $big
            """,
                "divmod": """
                d = [$worth for c in range($base)]
                t = 0
                for x in range($k, n + 1):
                    while x:
                        x, c = divmod(x, $base)
                        t += d[c]
                return t % $big
            """,
            },
        ),
        Algorithm(
            "from-shorter",
            "The worth of a number is that of the number without its last digit, and that digit's.",
            {
                "list": """
                d = [0] * (n + 1)
                t = 0
                for x in range(1, n + 1):
                    c = x % $base
                    d[x] = d[x // $base] + $worth
                    if x >= $k:
                        t += d[x]
                return t % $big
            """,
            },
        ),
        Algorithm(
            "count-up",
            "Count up on a list of digits, and keep the worth of the whole.",
            {
                "list": """
                d = [$worth for c in range($base)]
                a = []
                b = 0
                t = 0
                for x in range(1, n + 1):
                    i = 0
                    while i < len(a) and a[i] == $base - 1:
                        b += d[0] - d[a[i]]
                        a[i] = 0
                        i += 1
                    if i == len(a):
                        a.append(0)
                    else:
                        b -= d[a[i]]
                    a[i] += 1
                    b += d[a[i]]
                    if x >= $k:
                        t += b
                return t % $big
            """,
            },
        ),
        Algorithm(
            "by-place",
            "Count for each place how often each digit stands there.",
            {
                "formula": """
                def upto(n):
                    t = 0
                    p = 1
                    while p <= n:
                        m = p * $base
                        for c in range($base):
                            a = (n + 1) // m * p + min(max((n + 1) % m - c * p, 0), p)
                            if c == 0:
                                a -= p
                            t += a * ($worth)
                        p = m
                    return t

                return (upto(n) - upto($k - 1)) % $big if n >= $k else 0
            """,
            },
        ),
    ),
)


def _recurrence(rng: Random, _difficulty: Difficulty) -> Drawn:
    return {
        "a": rng.randint(1, 9),
        "b": rng.randint(1, 9),
        "c": rng.randint(0, 9),
        "d": rng.randint(0, 9),
        "e": rng.randint(1, 9),
        "big": rng.choice([997, 9973, 10007, 65537, 1000003]),
    }


RECURRENCE = Family(
    name="recurrences",
    title="A linear recurrence",
    tags=("recurrence", "matrix", "dynamic-programming"),
    arguments="n: int",
    result="int",
    entries=("nth_term", "recurrence", "term_at"),
    draw=_recurrence,
    short="h(0) = $d, h(1) = $e, h(i) = ($a * h(i - 1) + $b * h(i - 2) + $c) % $big\nreturn h(n)",
    stories=(
        (
            "A sequence starts with h(0) = $d and h(1) = $e. After that, each term is $a times the one before plus $b "
            "times the one "
            "before that plus $c, modulo $big. Return h(n) for n = `n`."
        ),
    ),
    generator="return [max(0, size + rng.randrange(-2, 3))]",
    sizes=(300000, 310000),
    small=(1, 3, 6, 10, 17, 30, 60, 100),
    algorithms=(
        Algorithm(
            "pop-and-append",
            "A list of two terms, moved on by one.",
            {
                "list": """
                d = [$d, $e]
                for _ in range(n):
                    d.append(($a * d[1] + $b * d[0] + $c) % $big)
                    d.pop(0)
                return d[0] % $big
            """,
            },
        ),
        Algorithm(
            "table",
            "A table of all terms.",
            {
                "list": """
                d = [$d, $e]
                for i in range(2, n + 1):
                    d.append(($a * d[i - 1] + $b * d[i - 2] + $c) % $big)
                return d[n]
            """,
                "dict": """
                d = {0: $d, 1: $e}
                for i in range(2, n + 1):
                    d[i] = ($a * d[i - 1] + $b * d[i - 2] + $c) % $big
                return d[n]
            """,
            },
        ),
        Algorithm(
            "two-terms",
            "Keep the last two terms alone.",
            {
                "numbers": """
                a = $d
                b = $e
                for _ in range(n):
                    a, b = b, ($a * b + $b * a + $c) % $big
                return a
            """,
            },
        ),
        Algorithm(
            "doubled-steps",
            "Compose the step with itself, bit by bit of the number of steps.",
            {
                "tuples": """
                def then(p, q):
                    a, b, c, d, e, f = p
                    g, h, i, j, k, m = q
                    return (
                        (a * g + b * j) % $big, (a * h + b * k) % $big, (a * i + b * m + c) % $big,
                        (d * g + e * j) % $big, (d * h + e * k) % $big, (d * i + e * m + f) % $big,
                    )

                p = (1, 0, 0, 0, 1, 0)
                q = ($a, $b, $c, 1, 0, 0)
                x = n
                while x:
                    if x % 2:
                        p = then(p, q)
                    q = then(q, q)
                    x //= 2
                return (p[3] * $e + p[4] * $d + p[5]) % $big
            """,
            },
        ),
        Algorithm(
            "matrix-power",
            "The power of a matrix of three rows.",
            {
                "lists": """
                def times(a, b):
                    return [[sum(x * y for x, y in zip(row, col)) % $big for col in zip(*b)] for row in a]

                p = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
                q = [[$a, $b, $c], [1, 0, 0], [0, 0, 1]]
                x = n
                while x:
                    if x % 2:
                        p = times(p, q)
                    q = times(q, q)
                    x //= 2
                row = p[1]
                return (row[0] * $e + row[1] * $d + row[2]) % $big
            """,
            },
        ),
    ),
)


FAMILIES = (
    DIGIT_WORTH,
    RECURRENCE,
)
