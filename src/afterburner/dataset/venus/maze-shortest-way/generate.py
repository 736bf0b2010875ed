import random
from math import isqrt


def generate(seed: int, size: int):
    """size: about the number of cells."""
    side = isqrt(size)
    rng = random.Random(seed)
    if size < 400:
        rows = rng.randint(1, side + 1)
        cols = rng.randint(1, side + 1)
        if rows * cols < 2:
            cols = 2
        wall_share = rng.choice([0.0, 0.2, 0.35, 0.5])
    else:
        rows = side
        cols = side + rng.randint(0, 3)
        wall_share = 0.25
    grid = [["#" if rng.random() < wall_share else "." for _ in range(cols)] for _ in range(rows)]
    if size < 400:
        start, goal = rng.sample(range(rows * cols), 2)
    else:
        # Opposite corners, each with a little clearing around it.
        start, goal = 0, rows * cols - 1
        for r, c in [(0, 1), (1, 0), (1, 1), (2, 1), (1, 2)]:
            grid[r][c] = "."
            grid[rows - 1 - r][cols - 1 - c] = "."
    grid[start // cols][start % cols] = "S"
    grid[goal // cols][goal % cols] = "G"
    return f"{rows} {cols}\n" + "\n".join("".join(row) for row in grid) + "\n"
