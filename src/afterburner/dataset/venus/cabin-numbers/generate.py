import random


def generate(seed: int, size: int) -> list:
    """size is the number of guests."""
    rng = random.Random(seed)
    if size < 1000:
        days = rng.choice([2, 4, size + 1, 10 * size, 10**9])
        longest = rng.choice([1, 3, days])
    else:
        # About a quarter of all guests are there at the same time.
        days = 10 * size
        longest = 5 * size
    stays = []
    for _ in range(size):
        a = rng.randrange(days)
        stays.append([a, min(days, a + rng.randint(1, longest))])
    if rng.random() < 0.2:
        stays.sort(reverse=rng.random() < 0.5)
    return [stays]
