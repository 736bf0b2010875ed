import random


def generate(seed: int, size: int):
    """size: the number of lengths; the lengths themselves go up to about 2 * size."""
    rng = random.Random(seed)
    if size < 10:
        a, b = rng.randint(0, 3), rng.randint(0, 3)
        m = rng.choice([1, 2, 10, 1000000007])
        lengths = [rng.randint(0, 2 * size) for _ in range(size)]
    else:
        a, b = rng.randint(1, 10**9), rng.randint(1, 10**9)
        m = rng.choice([1000000007, 998244353, 10**9])
        # A catalogue of lengths; some of them are ordered several times.
        catalogue = [rng.randint(0, 2 * size) for _ in range(size // 4)]
        lengths = [rng.choice(catalogue) for _ in range(size)]
    return [a, b, m, lengths]
