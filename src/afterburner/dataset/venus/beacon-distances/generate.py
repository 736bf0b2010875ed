import random


def generate(seed: int, size: int) -> list:
    """size is the number of beacons, at least 2."""
    rng = random.Random(seed)
    n = max(2, size)
    if n < 50:
        step = rng.choice([1, 1, 3, 300])
        marks = [step * mark for mark in rng.sample(range(n + rng.choice([0, 3, 5 * n])), n)]
        pairs = n * (n - 1) // 2
        return [marks, rng.choice([1, pairs, rng.randint(1, pairs), rng.randint(1, pairs)])]
    # Denser around some villages than elsewhere.
    length = rng.randint(17, 22) * n
    chosen = set()
    villages = [rng.randrange(length) for _ in range(5)]
    while len(chosen) < n:
        mark = rng.randrange(length)
        if rng.random() < 0.4:
            mark = int(rng.gauss(rng.choice(villages), length / 30))
        if 0 <= mark < length:
            chosen.add(mark)
    marks = list(chosen)
    rng.shuffle(marks)
    pairs = n * (n - 1) // 2
    return [marks, int(pairs * rng.uniform(0.35, 0.5))]
