import random


def generate(seed: int, size: int) -> list:
    """size is the number of meetings."""
    rng = random.Random(seed)
    n = size
    if n < 50:
        horizon = rng.choice([3, n + 2, 5 * n + 2, 30 * n + 2])
        longest = rng.choice([1, 4, horizon])
    else:
        horizon = 18 * n
        longest = 36
    meetings = []
    for _ in range(n):
        start = rng.randrange(horizon)
        meetings.append([start, min(horizon, start + rng.randint(1, longest))])
    return [meetings]
