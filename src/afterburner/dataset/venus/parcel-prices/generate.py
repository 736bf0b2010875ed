import random


def generate(seed: int, size: int) -> str:
    """size is the number of rows and of parcels."""
    rng = random.Random(seed)
    n = size
    q = size if size >= 50 else rng.randint(1, 2 * size + 2)
    gap = rng.choice([1, 2, 10]) if size < 50 else 2000
    limits = []
    limit = 0
    for _ in range(n):
        limit += rng.randint(1, gap)
        limits.append(limit)
    lines = [f"{n} {q}"]
    for limit in limits:
        lines.append(f"{limit} {rng.randint(0, 10**6)}")
    for _ in range(q):
        if rng.random() < 0.2:
            weight = max(1, rng.choice(limits) + rng.choice([-1, 0, 1]))
        else:
            weight = rng.randint(1, limits[-1] + limits[-1] // 20 + 1)
        lines.append(str(weight))
    return "\n".join(lines) + "\n"
