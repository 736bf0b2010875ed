import random
from math import isqrt


def generate(seed: int, size: int) -> list:
    """size is about the number of cells."""
    rng = random.Random(seed)
    side = isqrt(size)
    if size < 400:
        rows = rng.randint(1, side + 1)
        cols = rng.randint(1, side + 1)
        palette = rng.choice([[0], [9], [0, 1], [1, 9], [0, 9], list(range(10))])
        return [[[rng.choice(palette) for _ in range(cols)] for _ in range(rows)]]
    rows = side
    cols = side + rng.randint(0, 3)
    effort = [[rng.randint(1, 4) for _ in range(cols)] for _ in range(rows)]
    # Muddy dikes from top to bottom with one gap each, at alternating ends: the good way winds down, up and down again.
    for number, col in enumerate((cols // 5, 3 * cols // 5)):
        gap = rng.randint(0, rows // 8)
        if number % 2 == 0:
            gap = rows - 1 - gap
        for row in range(rows):
            if row != gap:
                for width in range(cols // 5):
                    effort[row][col + width] = 9
    return [effort]
