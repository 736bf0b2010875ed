import random


def generate(seed: int, size: int) -> list:
    """Bounds up to `size`, about size / 8 queries."""
    rng = random.Random(seed)
    queries = []
    for _ in range(max(1, size // 8)):
        kind = rng.random()
        if kind < 0.1:
            a = b = rng.randint(0, size)
        elif kind < 0.2:
            a = 0
            b = rng.choice([size, 1 << rng.randint(0, size.bit_length() - 1), (1 << rng.randint(1, size.bit_length())) - 1])
            b = min(b, size)
        else:
            a = rng.randint(0, size)
            b = rng.randint(0, size)
        queries.append([min(a, b), max(a, b)])
    return [queries]
