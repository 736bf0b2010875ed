import random


def generate(seed: int, size: int) -> list:
    """size is the number of columns."""
    rng = random.Random(seed)
    n = size
    if n < 50:
        top = rng.choice([0, 1, 3, 10, 10**9])
        heights = [rng.randint(0, top) for _ in range(n)]
        shape = rng.randrange(5)
        if shape == 0:
            heights.sort()
        elif shape == 1:
            heights.sort(reverse=True)
        elif shape == 2:
            heights = sorted(heights[::2]) + sorted(heights[1::2], reverse=True)
        return [heights]
    # Hills: the envelope rises towards a peak somewhere in the middle, with noise on it.
    peak = rng.randint(n // 3, 2 * n // 3)
    heights = [rng.randint(0, 1000 + max(0, 50 * (n // 2 - abs(i - peak)))) for i in range(n)]
    return [heights]
