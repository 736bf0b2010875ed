"""Divisors and primes."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Phrase


def _primes(rng: Random, _difficulty: Difficulty) -> Drawn:
    m = rng.randint(3, 12)
    r = rng.randrange(1, m)
    return {"m": m, "r": r, "w": phrases.expression(rng), "is": rng.choice(["==", "!="]), "a": rng.randint(1, 9)}


PRIMES = Family(
    name="chosen-primes",
    title="A sum over some primes",
    tags=("primes", "sieve", "number-theory"),
    arguments="n: int",
    result="int",
    entries=("prime_sum", "sum_of_primes", "chosen_primes"),
    draw=_primes,
    short="sum of $w over primes x <= $a * n with x % $m $is $r",
    stories=(
        "Of the primes x up to `$a * n`, take those for which `x % $m $is $r`. Add up $w for all of them, and return the sum.",
    ),
    generator="return [max(0, size + rng.randrange(-5, 6)) // $a]",
    sizes=(30000, 31000),
    small=(2, 5, 10, 20, 40, 80, 150, 300),
    algorithms=(
        Algorithm(
            "divide-by-primes",
            "Divide each number by the primes found before it.",
            {
                "list": """
                p = []
                t = 0
                for x in range(2, $a * n + 1):
                    ok = True
                    for y in p:
                        if x % y == 0:
                            ok = False
                            break
                    if ok:
                        p.append(x)
                        if x % $m $is $r:
                            t += $w
                return t
            """,
            },
        ),
        Algorithm(
            "divide-to-root",
            "Divide each number by all numbers up to its root.",
            {
                "loop": """
                t = 0
                for x in range(2, $a * n + 1):
                    y = 2
                    while y * y <= x and x % y:
                        y += 1
                    if y * y > x and x % $m $is $r:
                        t += $w
                return t
            """,
                "any": """
                t = 0
                for x in range(2, $a * n + 1):
                    if x % $m $is $r and all(x % y for y in range(2, int(x ** 0.5) + 1)):
                        t += $w
                return t
            """,
            },
        ),
        Algorithm(
            "divide-by-small-primes",
            "Divide by primes up to the root alone.",
            {
                "list": """
                p = []
                t = 0
                for x in range(2, $a * n + 1):
                    ok = True
                    for y in p:
                        if y * y > x:
                            break
                        if x % y == 0:
                            ok = False
                            break
                    if ok:
                        p.append(x)
                        if x % $m $is $r:
                            t += $w
                return t
            """,
            },
        ),
        Algorithm(
            "sieve-loops",
            "Strike out multiples one by one.",
            {
                "list": """
                m = $a * n
                d = [True] * (m + 1)
                t = 0
                for x in range(2, m + 1):
                    if d[x]:
                        for y in range(x * x, m + 1, x):
                            d[y] = False
                        if x % $m $is $r:
                            t += $w
                return t
            """,
                "set": """
                m = $a * n
                s = set(range(2, m + 1))
                for x in range(2, int(m ** 0.5) + 1):
                    if x in s:
                        s -= set(range(x * x, m + 1, x))
                t = sum($w for x in s if x % $m $is $r)
                return t
            """,
            },
        ),
        Algorithm(
            "sieve-slices",
            "Strike out multiples by slices of bytes.",
            {
                "bytearray": """
                m = $a * n
                d = bytearray([1]) * (m + 1)
                for x in range(2, int(m ** 0.5) + 1):
                    if d[x]:
                        d[x * x::x] = bytes(len(range(x * x, m + 1, x)))
                t = 0
                for x in range(2, m + 1):
                    if d[x] and x % $m $is $r:
                        t += $w
                return t
            """,
            },
        ),
    ),
)


def _divisors(rng: Random, _difficulty: Difficulty) -> Drawn:
    m = rng.randint(2, 9)
    kind = rng.choice(
        [
            Phrase(f"x % {m} == {rng.randrange(m)}", ""),
            Phrase(f"x % {m + 1} != {rng.randrange(m + 1)}", ""),
        ]
    )
    return {
        "ok": kind.code,
        "w": phrases.expression(rng),
        "big": rng.choice([9973, 10007, 65537]),
        "k": rng.randint(1, 9),
    }


DIVISORS = Family(
    name="all-divisors",
    title="A sum over all divisors",
    tags=("divisors", "harmonic", "number-theory"),
    arguments="n: int",
    result="int",
    entries=("divisor_sum", "sum_over_divisors", "all_divisors"),
    draw=_divisors,
    short="sum over y in $k .. n and divisors x of y with $ok: $w; mod $big",
    stories=(
        (
            "For every number y from $k to `n`, and every divisor x of y for which `$ok`, add $w. Return the total "
            "modulo $big (0 if "
            "`n` is below $k)."
        ),
    ),
    generator="return [max(0, size + rng.randrange(-3, 4))]",
    sizes=(1900, 1950),
    small=(1, 3, 6, 10, 20, 40, 70, 120),
    algorithms=(
        Algorithm(
            "try-all",
            "Try all divisors of each number.",
            {
                "loops": """
                t = 0
                for y in range($k, n + 1):
                    for x in range(1, y + 1):
                        if y % x == 0 and $ok:
                            t += $w
                return t % $big
            """,
                "generator": """
                t = sum($w for y in range($k, n + 1) for x in range(1, y + 1) if y % x == 0 and $ok)
                return t % $big
            """,
            },
        ),
        Algorithm(
            "to-the-root",
            "Divisors come in pairs around the root.",
            {
                "loop": """
                t = 0
                for y in range($k, n + 1):
                    i = 1
                    while i * i <= y:
                        if y % i == 0:
                            for x in {i, y // i}:
                                if $ok:
                                    t += $w
                        i += 1
                return t % $big
            """,
            },
        ),
        Algorithm(
            "multiples",
            "Add each divisor to all its multiples.",
            {
                "list": """
                d = [0] * (n + 1)
                for x in range(1, n + 1):
                    if $ok:
                        for y in range(x, n + 1, x):
                            d[y] += $w
                t = sum(d[$k:])
                return t % $big
            """,
            },
        ),
        Algorithm(
            "count-multiples",
            "Count the multiples of each divisor by division.",
            {
                "numbers": """
                if n < $k:
                    return 0
                t = 0
                for x in range(1, n + 1):
                    if $ok:
                        c = n // x - ($k - 1) // x
                        t += c * ($w)
                return t % $big
            """,
            },
        ),
    ),
)


FAMILIES = (
    PRIMES,
    DIVISORS,
)
