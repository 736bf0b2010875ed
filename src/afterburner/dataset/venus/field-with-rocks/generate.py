import random


def walk_steps(field, stop):
    """In how many cells (counted once for each way to them) a walker could stand; about stop at most."""
    row = [0] * len(field[0])
    row[0] = 1
    total = 0
    for line in field:
        left = 0
        for c, ch in enumerate(line):
            left = 0 if ch == "#" else left + row[c]
            row[c] = left
        total += sum(row)
        if total > stop:
            break
    return total


def generate(seed: int, size: int):
    """size: about the number of rows and of columns."""
    rng = random.Random(seed)
    if size < 8:
        rows, cols = rng.randint(1, size + 1), rng.randint(1, size + 1)
    else:
        rows, cols = size + rng.randint(0, 2), size + rng.randint(0, 2)
    grass = [["."] * cols for _ in range(rows)]

    # A random way that stays free.
    free = {(0, 0), (rows - 1, cols - 1)}
    if size >= 8 or rng.random() < 0.8:
        moves = ["right"] * (cols - 1) + ["down"] * (rows - 1)
        rng.shuffle(moves)
        r = c = 0
        for move in moves:
            if move == "right":
                c += 1
            else:
                r += 1
            free.add((r, c))

    # Rocks in random order: as few of them as keep the number of ways in bounds.
    places = [(r, c) for r in range(rows) for c in range(cols) if (r, c) not in free]
    rng.shuffle(places)
    stop = 200 * size * size
    low = rng.randint(0, len(places)) // 3 if size < 8 else 0
    high = len(places)
    while low < high:
        middle = (low + high) // 2
        field = [row[:] for row in grass]
        for r, c in places[:middle]:
            field[r][c] = "#"
        if walk_steps(field, stop) > stop:
            low = middle + 1
        else:
            high = middle
    for r, c in places[:low]:
        grass[r][c] = "#"
    if size < 8 and rng.random() < 0.1:
        grass[rng.choice([0, rows - 1])][rng.choice([0, cols - 1])] = "#"
    return [["".join(row) for row in grass]]
