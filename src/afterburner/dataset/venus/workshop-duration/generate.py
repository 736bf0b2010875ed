import random


def generate(seed: int, size: int) -> list:
    """size is the number of jobs; large sizes have no circles and about 2.5 rules a job."""
    rng = random.Random(seed)
    small = size < 1000
    n = rng.randint(1, size) if size <= 10 else size
    names = list(range(n))
    if not small or rng.random() < 0.8:
        rng.shuffle(names)
    # Every job waits for a few of the `window` jobs before it: a small window makes long chains.
    window = rng.choice([1, 3, n]) if small else 50
    most = rng.choice([0, 1, 2, 4]) if small and size > 3 else 3
    rules = []
    for rank in range(1, n):
        for _ in range(rng.randint(0, most) if small else rng.randint(2, most)):
            earlier = rank - rng.randint(1, min(rank, window))
            rules.append([names[earlier], names[rank]])
    if small and rules and rng.random() < 0.25:
        # One rule the other way round, which often closes a circle.
        a, b = rng.choice(rules)
        rules.append([b, a] if rng.random() < 0.7 else [a, a])
    rng.shuffle(rules)
    top = rng.choice([0, 1, 10, 1000000]) if small else 1000
    durations = [rng.randint(0, top) for _ in range(n)]
    return [durations, rules]
