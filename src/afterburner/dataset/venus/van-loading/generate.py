import random


def generate(seed: int, size: int):
    """size: about the limit L; there are about sqrt(size) * 1.1 parcels."""
    rng = random.Random(seed)
    if size < 200:
        limit = rng.randint(1, size)
        n = rng.randint(1, min(12, size))
        weights = [rng.randint(1, limit + 1) for _ in range(n)]
        if rng.random() < 0.3:
            # Only even weights (and an odd limit is out of reach).
            weights = [2 * w for w in weights]
    else:
        limit = size + rng.randint(0, 9)
        n = min(200, int(size**0.5 * 1.1))
        weights = [rng.randint(limit // 20, limit // 4) for _ in range(n)]
        if rng.random() < 0.5:
            # Weights in steps of 10 kg leave gaps.
            weights = [w // 10 * 10 + 10 for w in weights]
    return f"{n} {limit}\n" + " ".join(map(str, weights)) + "\n"
