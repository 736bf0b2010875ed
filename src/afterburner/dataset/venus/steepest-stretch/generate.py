import random


def generate(seed: int, size: int) -> list:
    """size is the number of huts; large sizes have three times as many trips, half of them short, in a tree of long branches."""
    rng = random.Random(seed)
    small = size < 500
    n = rng.randint(1, size) if size <= 10 else size
    names = list(range(n))
    rng.shuffle(names)
    # How far back the hut can lie that a new one is linked to: 1 makes a line, n a bush.
    reach = rng.choice([1, 2, 5, n]) if small else 8
    star = small and rng.random() < 0.1
    top = rng.choice([0, 1, 10, 10**9]) if small else 10**6
    trails = []
    for rank in range(1, n):
        above = 0 if star else rank - rng.randint(1, min(rank, reach))
        pair = [names[rank], names[above]]
        rng.shuffle(pair)
        trails.append([*pair, rng.randint(0, top)])
    rng.shuffle(trails)
    trips = []
    for number in range(rng.randint(1, 2 * n) if small else 3 * n):
        start = end = rng.randrange(n)
        if number % 2:
            end = rng.randrange(n)
        elif not small or rng.random() < 0.8:
            end = min(n - 1, start + rng.randint(0, 100))
        pair = [names[start], names[end]]
        rng.shuffle(pair)
        trips.append(pair)
    return [n, trails, trips]
