import random


def generate(seed: int, size: int) -> list:
    """size is the number of players."""
    rng = random.Random(seed)
    n = size
    if n < 50:
        spread = rng.choice([0, 1, 3, n, 10**9])
        return [[rng.randint(-spread, spread) for _ in range(n)]]
    return [[rng.randint(0, 10 * n) for _ in range(n)]]
