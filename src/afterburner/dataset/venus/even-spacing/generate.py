import random

ROAD = 20_000


def generate(seed: int, size: int) -> list:
    """size is the number of trees."""
    rng = random.Random(seed)
    if size >= 300:
        trees = rng.sample(range(ROAD + 1), size)
        return [trees]
    shape = rng.randrange(6)
    if shape == 0:
        # A dense wood somewhere on the road.
        start = rng.randint(0, ROAD - 2 * size)
        trees = rng.sample(range(start, start + 2 * size), size)
    elif shape == 1:
        # An avenue: all triples with an even distance of the ends count.
        gap = rng.randint(1, ROAD // max(1, size))
        trees = [gap * i for i in range(size)]
    elif shape == 2:
        # One parity only, and the two ends of the road.
        trees = list({0, ROAD, *rng.sample(range(0, ROAD, 2), size)})[:size]
    elif shape == 3:
        trees = sorted(rng.sample(range(3 * size + 1), size), reverse=True)
    else:
        trees = rng.sample(range(ROAD + 1), size)
    if rng.random() < 0.5:
        rng.shuffle(trees)
    return [trees]
