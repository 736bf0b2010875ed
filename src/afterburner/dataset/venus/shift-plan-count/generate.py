import random


def tries(board: list[list[int]], most: int) -> tuple[int, int]:
    """Return how many entries a search cell by cell makes, and how many plans it finds; gives up after ``most`` entries."""
    n = len(board)
    everything = (1 << n) - 1
    rows = [everything & ~sum(1 << v - 1 for v in row if v) for row in board]
    columns = [everything & ~sum(1 << v - 1 for v in column if v) for column in zip(*board)]
    cells = [(i, j) for i in range(n) for j in range(n) if not board[i][j]]
    made = found = 0

    def fill(k: int) -> None:
        nonlocal made, found
        if k == len(cells):
            found += 1
            return
        i, j = cells[k]
        options = rows[i] & columns[j]
        while options and made <= most:
            bit = options & -options
            options ^= bit
            made += 1
            rows[i] ^= bit
            columns[j] ^= bit
            fill(k + 1)
            rows[i] ^= bit
            columns[j] ^= bit

    fill(0)
    return made, found


def full_plan(rng: random.Random, n: int) -> list[list[int]]:
    """Return a plan in which nothing is open: a cyclic one with its rows, days and stations shuffled, and some cycles turned."""
    rows, days, names = (rng.sample(range(n), n) for _ in range(3))
    plan = [[names[(rows[i] + days[j]) % n] + 1 for j in range(n)] for i in range(n)]
    for _ in range(4 * n):
        # Two rows that differ in a cycle of stations exchange it.
        a, b = (rng.choice(plan) for _ in range(2))
        j = rng.randrange(n)
        while j is not None:
            a[j], b[j] = b[j], a[j]
            j = next((k for k in range(n) if a[k] == a[j] and k != j), None)
    return plan


def generate(seed: int, size: int) -> list:
    """size: about how many entries a search cell by cell makes; the plan has 7 rows for large sizes."""
    rng = random.Random(seed)
    n = rng.randint((min(7, size) + 1) // 2, min(7, size)) if size < 1000 else 7
    plan = full_plan(rng, n)
    cells = [(i, j) for i in range(n) for j in range(n)]
    rng.shuffle(cells)
    most = size + size // 4
    for i, j in cells:
        station = plan[i][j]
        plan[i][j] = 0
        made, found = tries(plan, most)
        if made > most or found > 20_000:
            plan[i][j] = station
        elif made >= size:
            break
    if size < 1000 and n > 2 and rng.random() < 0.3:
        # One more entry that fits into its row and column, but maybe not into any plan.
        i, j = rng.choice(cells)
        station = rng.randint(1, n)
        if not plan[i][j] and station not in plan[i] and all(row[j] != station for row in plan):
            plan[i][j] = station
    return [plan]
