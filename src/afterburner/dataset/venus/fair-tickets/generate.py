import random

LAST = 1_000_000


def generate(seed: int, size: int):
    """size: about how many numbers are asked about."""
    rng = random.Random(seed)
    if size >= 100_000:
        a = rng.randint(1, 20)
        b = a + size
    elif rng.random() < 0.4:
        # Near a power of ten.
        middle = 10 ** rng.randint(1, 6)
        a = max(1, middle - rng.randint(0, size))
        b = min(LAST, middle + rng.randint(0, size))
    else:
        a = rng.randint(1, max(1, 20 * size))
        b = a + rng.randint(0, size)
    return f"{min(a, LAST)} {min(b, LAST)}\n"
