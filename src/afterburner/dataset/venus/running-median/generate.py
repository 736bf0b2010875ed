import random


def generate(seed: int, size: int) -> str:
    """size is the number of integers."""
    rng = random.Random(seed)
    n = size
    if n < 50:
        spread = rng.choice([0, 1, 5, 1000])
        numbers = [rng.randint(-spread, spread) for _ in range(n)]
        shape = rng.randrange(4)
        if shape == 0:
            numbers.sort()
        elif shape == 1:
            numbers.sort(reverse=True)
    else:
        numbers = [rng.randint(-10**8, 10**8) for _ in range(n)]
    return f"{n}\n{' '.join(map(str, numbers))}\n"
