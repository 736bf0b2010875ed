import random

LAMPS = 30


def generate(seed: int, size: int) -> list:
    """size is the number of settings."""
    rng = random.Random(seed)
    efforts = [rng.choice([0, 1, 2, 7, 1000]), rng.choice([0, 1, 3, 1000])]
    if size >= 300:
        return [[rng.getrandbits(LAMPS) for _ in range(size)], rng.randint(1, 1000), rng.randint(1, 1000)]
    used = rng.choice([1, 3, 12, LAMPS])
    settings = [rng.getrandbits(used) << rng.choice([0, LAMPS - used]) for _ in range(size)]
    shape = rng.randrange(5)
    if shape == 0:
        settings.sort()
    elif shape == 1:
        # Few different settings, many repeats.
        settings = [rng.choice(settings[:3]) for _ in range(size)]
    elif shape == 2:
        settings.sort(reverse=True)
    return [settings, *efforts]
