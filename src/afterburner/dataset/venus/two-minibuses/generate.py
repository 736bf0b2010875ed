import random


def generate(seed: int, size: int):
    """size: the number of singers; large sizes have about 25 circles and can always be seated."""
    rng = random.Random(seed)
    small = size < 1000
    n = rng.randint(1, size) if size <= 10 else size
    singers = list(range(1, n + 1))
    rng.shuffle(singers)
    largest = rng.randint(1, n) if small else n // 15
    quarrels = []
    start = 0
    while start < n:
        circle = singers[start : start + rng.randint(1 if small else largest // 2, largest)]
        start += len(circle)
        side = [0]
        for i in range(1, len(circle)):
            # Some long chains, some hubs.
            other = rng.randint(max(0, i - 20), i - 1)
            side.append(1 - side[other])
            quarrels.append([circle[i], circle[other]])
        for _ in range(rng.randint(0, len(circle)) if small else len(circle)):
            a, b = rng.randrange(len(circle)), rng.randrange(len(circle))
            if side[a] != side[b]:
                quarrels.append([circle[a], circle[b]])
    if small and n >= 3 and rng.random() < 0.3:
        a, b = rng.sample(singers, 2)
        quarrels.append([a, b])
    rng.shuffle(quarrels)
    for pair in quarrels:
        if rng.random() < 0.5:
            pair.reverse()
    return f"{n} {len(quarrels)}\n" + "".join(f"{a} {b}\n" for a, b in quarrels)
