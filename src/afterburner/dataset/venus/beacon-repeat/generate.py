import math
import random


def loop_length(m: int, a: int, b: int, c: int) -> int:
    """Return how long it takes to come back to 0, or 0 if that does not happen."""
    v = c % m
    length = 1
    while v and length <= m:
        v = (a * v * v + b * v + c) % m
        length += 1
    return length if not v else 0


def smooth(least: int) -> int:
    """Return the smallest multiple of 420 from least on that 2, 3, 5 and 7 alone divide."""
    m = -(-least // 420) * 420
    while True:
        rest = m
        for prime in (2, 3, 5, 7):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return m
        m += 420


def generate(seed: int, size: int) -> str:
    """size: about the number m of different numbers; large ones are nearly all flashed."""
    rng = random.Random(seed)
    if size < 100_000 or size > 900_000:
        m = max(1, min(1_000_000, size - rng.randint(0, size // 4)))
        a, b, c, x = (rng.randrange(m) for _ in range(4))
        if rng.random() < 0.3:
            a = 0
        if rng.random() < 0.2:
            c = 0
        return f"{m} {a} {b} {c} {x}\n"
    # A loop through all numbers: it is one if it is one modulo 8, 27, 25 and 49.
    m = smooth(int(size * rng.uniform(0.98, 1.02)))
    while True:
        a = rng.choice([0, 210 * rng.randrange(1, m // 210)])
        b = 1 + 210 * rng.randrange(1, m // 210)
        c = rng.randrange(1, m)
        if math.gcd(c, m) == 1 and all(loop_length(q, a, b, c) == q for q in (8, 27, 25, 49)):
            return f"{m} {a} {b} {c} {rng.randrange(m)}\n"
