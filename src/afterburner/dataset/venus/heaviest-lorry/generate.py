import random


def generate(seed: int, size: int) -> list:
    """size is the number of villages; large sizes have three roads a village and are linked."""
    rng = random.Random(seed)
    small = size < 500
    n = rng.randint(2, max(2, size)) if size <= 10 else size
    names = list(range(n))
    rng.shuffle(names)
    top = rng.choice([1, 3, 20, 10**9]) if small else 0
    linked = not small or rng.random() < 0.8

    def limit(*, narrow):
        if small:
            return rng.randint(1, top)
        # Steps of 250 kg; the roads of the frame are somewhat weaker than the others.
        return 250 * rng.randint(60 if narrow else 90, 180)

    roads = []
    for rank in range(1, n):
        if linked or rng.random() < 0.9:
            near = rng.randint(1, min(rank, 40))
            roads.append([names[rank], names[rank - near], limit(narrow=True)])
    for _ in range(rng.randint(0, n) if small else 2 * n):
        if small:
            a, b = rng.randrange(n), rng.randrange(n)
        else:
            a = rng.randrange(n)
            b = min(n - 1, a + rng.randint(1, 40))
        roads.append([names[a], names[b], limit(narrow=False)])
    rng.shuffle(roads)
    for road in roads:
        if rng.random() < 0.5:
            road[0], road[1] = road[1], road[0]
    return [n, roads]
