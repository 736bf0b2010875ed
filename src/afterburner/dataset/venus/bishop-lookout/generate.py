import random


def generate(seed: int, size: int):
    """size: about the number of rows and of columns."""
    rng = random.Random(seed)
    if size >= 50:
        rows = size
        columns = size + rng.randint(-2, 2)
        low, high = -1000, 1000
    else:
        rows = rng.randint(1, size)
        columns = rng.randint(1, size)
        low, high = rng.choice([(0, 0), (0, 1), (-1, 1), (-9, -3), (-1_000_000, 1_000_000), (-20, 20)])
    board = [[rng.randint(low, high) for _ in range(columns)] for _ in range(rows)]
    return f"{rows} {columns}\n" + "".join(" ".join(map(str, row)) + "\n" for row in board)
