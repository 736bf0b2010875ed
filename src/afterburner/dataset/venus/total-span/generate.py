import random


def generate(seed: int, size: int) -> list:
    """size is the number of days."""
    rng = random.Random(seed)
    n = size
    if n < 50:
        top = rng.choice([0, 1, 3, 100, 100_000])
        temperatures = [rng.randint(-top, top) for _ in range(n)]
        shape = rng.randrange(5)
        if shape == 0:
            temperatures.sort()
        elif shape == 1:
            temperatures.sort(reverse=True)
        elif shape == 2:
            temperatures = sorted(temperatures[::2]) + sorted(temperatures[1::2], reverse=True)
        return [temperatures]
    # Today is about as warm as yesterday, so that the spans have far borders; equal temperatures are common.
    step = rng.choice([4, 6, 9])
    now = rng.randint(-200, 200)
    temperatures = []
    for _ in range(n):
        now = max(-100_000, min(100_000, now + rng.randint(-step, step)))
        temperatures.append(now)
    return [temperatures]
