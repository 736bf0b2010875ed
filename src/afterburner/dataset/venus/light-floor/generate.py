import random


def span(rng, top, longest):
    low = rng.randrange(top)
    return low, min(top, low + rng.randint(1, longest))


def generate(seed: int, size: int) -> list:
    """size is the number of signals."""
    rng = random.Random(seed)
    n = size
    top = rng.choice([1, 2, 6, 40, 10**9]) if n < 50 else 10**9
    longest = top if n < 50 else top // 2
    signals = []
    for _ in range(n):
        x1, x2 = span(rng, top, longest)
        y1, y2 = span(rng, top, longest)
        signals.append([x1, y1, x2, y2])
    if rng.random() < 0.3:
        # Signals that were sent twice, and signals that touch others.
        for i in range(0, n - 1, 3):
            x1, y1, x2, y2 = signals[i]
            signals[i + 1] = [x1, y1, x2, y2] if i % 2 else [x1, y2, x2, y2 + rng.randint(1, longest)]
            signals[i + 1][3] = min(signals[i + 1][3], 10**9)
            if signals[i + 1][3] <= signals[i + 1][1]:
                signals[i + 1] = [x1, y1, x2, y2]
    return [signals]
