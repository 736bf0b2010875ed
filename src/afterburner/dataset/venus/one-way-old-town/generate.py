import random


def generate(seed: int, size: int) -> list:
    """size is the number of squares; large sizes fall into quarters of some 400 squares, each with rings and dead ends."""
    rng = random.Random(seed)
    small = size < 1000
    n = rng.randint(1, size) if size <= 10 else size
    names = list(range(n))
    rng.shuffle(names)
    largest = rng.randint(1, n) if small else 500
    streets = []
    start = 0
    while start < n:
        quarter = names[start : start + rng.randint(1 if small else largest // 2, largest)]
        start += len(quarter)
        turned_share = rng.choice([0.0, 0.3, 0.6]) if small else 0.3
        for i in range(1, len(quarter)):
            pair = [quarter[i - rng.randint(1, min(i, 4))], quarter[i]]
            if rng.random() < turned_share:
                pair.reverse()
            streets.append(pair)
        for _ in range(rng.randint(0, len(quarter)) if small else 2 * len(quarter) // 3):
            # Rings of a few squares: back along the numbering.
            i = rng.randrange(len(quarter))
            j = max(0, i - rng.randint(0 if small else 1, 6))
            streets.append([quarter[i], quarter[j]] if rng.random() < 0.8 else [quarter[j], quarter[i]])
    if small and rng.random() < 0.2:
        streets += [[names[i - 1], names[i]] for i in range(n)]
    rng.shuffle(streets)
    return [n, streets]
