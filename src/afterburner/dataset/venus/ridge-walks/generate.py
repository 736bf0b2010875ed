import random


def generate(seed: int, size: int) -> list:
    """size is the number of climbs."""
    rng = random.Random(seed)
    n = size
    if n < 50:
        top = rng.choice([0, 1, 3, 100, 10**6])
        climbs = [rng.randint(-top, top) for _ in range(n)]
        shape = rng.randrange(5)
        if shape == 0:
            climbs = [abs(climb) for climb in climbs]
        elif shape == 1:
            climbs = [-abs(climb) for climb in climbs]
        borders = sorted(rng.randint(-3 * top - 1, 3 * top + 1) for _ in range(2))
        if rng.random() < 0.2:
            borders[1] = borders[0]
        if rng.random() < 0.1:
            borders = [-(10**12), 10**12]
        return [climbs, *borders]
    # A ridge that goes up and down, here and there level.
    top = 1000
    climbs = [rng.choice([0, rng.randint(-top, top), rng.randint(-top, top)]) for _ in range(n)]
    width = int(top * n**0.5)
    low = rng.randint(-width // 3, width // 10)
    return [climbs, low, low + rng.randint(width // 5, width // 2)]
