import random


def next_prime(n):
    n = max(n, 2)
    while any(n % d == 0 for d in range(2, int(n**0.5) + 1)):
        n += 1
    return n


def generate(seed: int, size: int) -> list:
    """n up to `size`, about size / 2 pairs."""
    rng = random.Random(seed)
    if rng.random() < 0.5 and size < 1000:
        p = next_prime(size + 1)
    else:
        p = rng.choice([1000000007, 998244353, 1000000009, 1999999973])
    pairs = []
    for _ in range(size // 2 + rng.randint(1, 3)):
        if rng.random() < 0.1:
            n = rng.randint(0, size)
        else:
            n = rng.randint(size * 2 // 3, size)
        k = rng.choice([0, n, n + 1, 1]) if rng.random() < 0.1 else rng.randint(0, n)
        pairs.append([n, k])
    return [pairs, p]
