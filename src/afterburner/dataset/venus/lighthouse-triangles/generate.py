import random


def buoy(rng, reach):
    while True:
        x = rng.randint(-reach, reach)
        y = rng.randint(-reach, reach)
        if x or y:
            return [x, y]


def generate(seed: int, size: int) -> list:
    """size is the number of buoys."""
    rng = random.Random(seed)
    if size >= 100:
        # A tenth in directions that occur before, or opposite to them.
        buoys = [buoy(rng, 1000) for _ in range(size - size // 10)]
        for x, y in rng.sample(buoys, size // 10):
            side = rng.choice([-1, 1])
            buoys.append([side * x, side * y])
        rng.shuffle(buoys)
        return [buoys]
    shape = rng.randrange(5)
    buoys = [buoy(rng, rng.choice([1, 2, 3, 10, 1000]) if shape else 1) for _ in range(size)]
    if shape == 1:
        buoys = [[abs(x), y] for x, y in buoys]
    elif shape == 2:
        # Everything on a few lines through the lighthouse.
        lines = buoys[:3]
        buoys = [[side * x, side * y] for x, y in rng.choices(lines, k=size) for side in [rng.choice([-1, 1])]]
    elif shape == 3:
        # Nearly the same directions, far out.
        buoys = [rng.choice([[1000, 999], [999, 998], [-1000, -999], [-998, -997], [-1, 1000]]) for _ in range(size)]
    return [buoys]
