import random


def generate(seed: int, size: int) -> list:
    """size is the number of changes."""
    rng = random.Random(seed)
    if size < 600:
        n = max(2, rng.choice([2, 3, size // 4, size // 2, size]))
        roads = rng.choice([1, n, 2 * n, n * n])
    else:
        # About as many roads are open as there are islands: a large group and many small ones.
        n = size // 2
        roads = 2 * n
    pool = []
    for _ in range(min(roads, 2 * size)):
        u = rng.randrange(n)
        v = rng.randrange(n - 1)
        pool.append((u, v + (v >= u)))
    if size >= 600:
        # Half of them open first, then roads change at random.
        changes = [list(pool[i]) for i in range(n)][: size // 2]
    else:
        changes = []
    while len(changes) < size:
        u, v = rng.choice(pool)
        changes.append([u, v] if rng.random() < 0.5 else [v, u])
    return [n, changes]
