import random


def generate(seed: int, size: int) -> list:
    """size is the number of groups."""
    rng = random.Random(seed)
    if size < 200:
        n = rng.choice([1, 2, size, 4 * size, 40 * size])
        longest = rng.choice([1, 3, n])
        most = rng.choice([1, 2, 1000])
    else:
        # Many sections and short trips: most sections carry few people.
        n = 300 * size
        longest = 500
        most = 1000
    groups = []
    for _ in range(size):
        a = rng.randrange(n)
        groups.append([a, min(n - 1, a + rng.randrange(longest)), rng.randint(1, most)])
    if rng.random() < 0.2:
        groups.sort()
    return [n, groups]
