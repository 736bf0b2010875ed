import random

MOST = 5000


def generate(seed: int, size: int) -> list:
    """size is the number of gears."""
    rng = random.Random(seed)
    if size >= 300:
        return [[rng.randint(1, MOST) for _ in range(size)]]
    shape = rng.randrange(5)
    if shape == 0:
        # Rich in common divisors.
        teeth = [rng.choice([12, 60, 360, 840, 1260, 1680]) for _ in range(size)]
    elif shape == 1:
        step = rng.choice([1, 2, 30, 97])
        teeth = [step * rng.randint(1, MOST // step) for _ in range(size)]
    elif shape == 2:
        teeth = sorted(rng.randint(1, 20) for _ in range(size))
    elif shape == 3:
        teeth = [2 ** rng.randint(0, 10) for _ in range(size)]
    else:
        teeth = [rng.randint(1, MOST) for _ in range(size)]
    return [teeth]
