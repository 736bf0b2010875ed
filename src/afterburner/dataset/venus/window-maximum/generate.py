import random


def generate(seed: int, size: int) -> str:
    """size is the number of integers."""
    rng = random.Random(seed)
    n = size
    if n < 50:
        k = rng.choice([1, n, rng.randint(1, n), min(2, n), max(1, n - 1)])
        spread = rng.choice([1, 4, 1000])
        numbers = [rng.randint(-spread, spread) for _ in range(n)]
        shape = rng.randrange(4)
        if shape == 0:
            numbers.sort()
        elif shape == 1:
            numbers.sort(reverse=True)
    else:
        k = rng.randint(n // 10, n // 7)
        # a noisy slope downwards, so that the maximum leaves the window again and again
        numbers = [rng.randint(0, 10**6) - 2000 * position for position in range(n)]
    return f"{n} {k}\n{' '.join(map(str, numbers))}\n"
