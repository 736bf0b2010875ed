import random

HEAVIEST = 100_000


def generate(seed: int, size: int):
    """size is the number of rowers, made even."""
    rng = random.Random(seed)
    n = max(2, size + size % 2)
    if n >= 18:
        weights = [rng.randint(HEAVIEST // 2, HEAVIEST) for _ in range(n)]
        # One captain far heavier than the other: luck alone seldom finds the best crews.
        weights[0] = HEAVIEST
        weights[1] = rng.randint(1, 1000)
    else:
        top = rng.choice([1, 3, 10, 1000, HEAVIEST])
        weights = [rng.randint(1, top) for _ in range(n)]
        if rng.random() < 0.25:
            weights[rng.randrange(n)] = HEAVIEST
    return f"{n}\n" + " ".join(map(str, weights)) + "\n"
