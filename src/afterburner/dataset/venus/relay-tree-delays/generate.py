import random


def generate(seed: int, size: int):
    """size: the number of relays."""
    rng = random.Random(seed)
    n = size if size > 10 else rng.randint(1, size)
    shape = rng.randrange(4) if size < 1000 else 0
    deepest = 350
    parents_by_rank = [-1]
    depth = [0]
    for rank in range(1, n):
        if shape == 0:
            # Long branches: mostly below one of the latest relays.
            parent = rank - rng.randint(1, min(rank, 3 + rank // 350))
        elif shape == 1:
            parent = rng.randrange(rank)
        elif shape == 2:
            parent = rank - 1
        else:
            parent = 0
        if depth[parent] >= deepest:
            # Too deep already: go on somewhere in the upper part.
            parent = rng.randrange(min(rank, 50))
        parents_by_rank.append(parent)
        depth.append(depth[parent] + 1)
    names = list(range(n))
    if rng.random() < 0.8 or size >= 1000:
        rng.shuffle(names)
    parents = [0] * n
    for rank, parent in enumerate(parents_by_rank):
        parents[names[rank]] = -1 if parent < 0 else names[parent]
    limit = rng.choice([1, 100, 1000000]) if size < 1000 else 1000
    delays = [rng.randint(0, limit) for _ in range(n)]
    return "\n".join([str(n), " ".join(map(str, parents)), " ".join(map(str, delays))]) + "\n"
