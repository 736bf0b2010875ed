import random


def generate(seed: int, size: int):
    """size: about the number of rows and of columns; there are 4 * size moves."""
    rng = random.Random(seed)
    if size < 15:
        rows, cols = rng.randint(1, size), rng.randint(1, size)
    else:
        rows, cols = size + rng.randint(0, 5), size + rng.randint(0, 5)
    limit = rng.choice([3, 1000, 10**9])
    board = [[rng.randint(-limit, limit) for _ in range(cols)] for _ in range(rows)]
    moves = []
    for _ in range(4 * size):
        far = 10**6 if rng.random() < 0.1 and size < 15 else max(rows, cols)
        if rng.random() < 0.5:
            moves.append(["row", rng.randrange(rows), rng.randint(0, far)])
        else:
            moves.append(["column", rng.randrange(cols), rng.randint(0, far)])
    return [board, moves]
