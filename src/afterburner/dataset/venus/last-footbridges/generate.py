import random


def generate(seed: int, size: int):
    """size: the number of islands; large sizes fall into groups of some 300 with circles of all lengths."""
    rng = random.Random(seed)
    small = size < 1000
    n = rng.randint(1, size) if size <= 10 else size
    islands = list(range(1, n + 1))
    rng.shuffle(islands)
    largest = rng.randint(1, n) if small else 400
    reach = rng.choice([1, 3, n]) if small else 6
    pairs = []
    start = 0
    while start < n:
        group = islands[start : start + rng.randint(1 if small else largest // 2, largest)]
        start += len(group)
        for i in range(1, len(group)):
            pairs.append([group[i], group[rng.randint(max(0, i - reach), i - 1)]])
        if len(group) < 2:
            continue
        for _ in range(rng.randint(0, len(group)) if small else len(group) // 2):
            a = rng.randrange(len(group))
            # Mostly short circles, some long ones, and some doubled footbridges.
            b = min(len(group) - 1, a + rng.choice([1, 5, 5, 20, 100]))
            if a != b:
                pairs.append([group[a], group[b]])
        if rng.random() < 0.5:
            pairs.append(rng.choice(pairs)[::-1])
    rng.shuffle(pairs)
    for pair in pairs:
        if rng.random() < 0.5:
            pair.reverse()
    return f"{n} {len(pairs)}\n" + "".join(f"{a} {b}\n" for a, b in pairs)
