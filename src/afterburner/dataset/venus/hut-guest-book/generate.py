import random


def generate(seed: int, size: int) -> str:
    """D = size; the stays cover about a sixth of the days."""
    rng = random.Random(seed)
    stays = []
    budget = size // 6 if size > 50 else rng.randint(0, size)
    mean = max(1, budget // min(1200, size // 8 + 2))
    while budget > 0 and len(stays) < 5000:
        length = min(budget, rng.randint(1, 2 * mean))
        if stays and rng.random() < 0.25:
            # next to an earlier stay, or overlapping it by a little
            first = stays[rng.randrange(len(stays))][1] + rng.randint(-1, 2)
        else:
            first = rng.randint(1, size)
        first = max(1, min(first, size))
        last = min(size, first + length - 1)
        stays.append((first, last))
        budget -= length
    lines = [f"{size} {len(stays)}"] + [f"{a} {b}" for a, b in stays]
    return "\n".join(lines) + "\n"
