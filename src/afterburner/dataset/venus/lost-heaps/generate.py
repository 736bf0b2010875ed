import random


def generate(seed: int, size: int) -> list:
    """size is the number of pebbles in the largest heap."""
    rng = random.Random(seed)
    n = size
    if n < 2000:
        most = rng.choice([2, 4, 10, n + 1])
        moves = [rng.randint(1, most) for _ in range(rng.randint(1, 6))]
        return [n, moves]
    # Large moves: the results don't repeat before the heap is much larger.
    moves = rng.sample(range(n // 400, n // 5), 13) + [rng.randint(20, 24)]
    rng.shuffle(moves)
    return [n, moves]
