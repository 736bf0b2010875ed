import random


def generate(seed: int, size: int) -> str:
    """size is the number of integers."""
    rng = random.Random(seed)
    n = size
    if n < 50:
        spread = rng.choice([0, 1, 3, 10, 1000])
        numbers = [rng.randint(-spread, spread) for _ in range(n)]
        target = rng.randint(-2 * spread, 2 * spread)
    else:
        spread = rng.choice([n, 2 * n, 4 * n])
        numbers = [rng.randint(-spread, spread) for _ in range(n)]
        target = rng.randint(-spread, spread) // 2
    return f"{n} {target}\n{' '.join(map(str, numbers))}\n"
