import random


def generate(seed: int, size: int):
    """size is the number of orders."""
    rng = random.Random(seed)
    n = size
    if n < 50:
        last = rng.choice([1, 2, max(1, n // 2), n, 3 * n, 100_000])
        top = rng.choice([1, 3, 100, 10**6])
        orders = [(rng.randint(1, last), rng.randint(1, top)) for _ in range(n)]
        if rng.random() < 0.2:
            orders.sort()
    else:
        # More orders for early days than there are days, and some that can wait.
        orders = []
        for _ in range(n):
            day = rng.randint(1, n // 2) if rng.random() < 0.7 else rng.randint(1, n)
            orders.append((day, rng.randint(1, 10**6)))
    return f"{n}\n" + "\n".join(f"{d} {p}" for d, p in orders) + "\n"
