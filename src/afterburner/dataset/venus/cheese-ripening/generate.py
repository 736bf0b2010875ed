import random


def generate(seed: int, size: int) -> list:
    """size is the number of days with a price."""
    rng = random.Random(seed)
    n = size
    if n < 50:
        top = rng.choice([0, 1, 5, 100, 10**9])
        prices = [rng.randint(0, top) for _ in range(n)]
        shape = rng.randrange(5)
        if shape == 0:
            prices.sort()
        elif shape == 1:
            prices.sort(reverse=True)
        return [prices, rng.choice([1, 2, max(1, n - 1), n + 1])]
    # Prices fall slowly and jitter much, so that new lows go on to appear and good sales lie everywhere.
    start = 400_000_000
    fall = rng.randint(90, 110)
    prices = [start - fall * i + rng.randint(0, 600 * fall) for i in range(n)]
    for _ in range(5):
        prices[rng.randrange(n)] += rng.randint(0, 200 * fall)
    return [prices, min(n // 4, rng.randint(100, 300))]
