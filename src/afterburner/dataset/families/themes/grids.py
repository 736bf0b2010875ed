"""Grids: sums of squares, ways through, regions."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps


def _squares(rng: Random, difficulty: Difficulty) -> Drawn:
    cond = phrases.condition(rng, difficulty, low=0, high=100)
    return {"cond": cond, "w": phrases.expression(rng), "agg": phrases.aggregate(rng)}


SQUARE_SUMS = Family(
    name="square-sums",
    title="Sums of squares in a grid",
    tags=("grid", "prefix-sums", "windows"),
    arguments="grid: list[list[int]], k: int",
    result="int",
    entries=("square_sums", "sums_of_squares", "grid_windows"),
    draw=_squares,
    short="r = for each k by k square, row by row: sum of $w for its x with $cond\nreturn $agg<r>",
    stories=(
        (
            "Look at all squares of `k` by `k` neighbouring cells in `grid`, from the top row of squares down, each "
            "row from the left. "
            "Of each square take the values x that $cond, and add up $w. Of all these sums, return $agg."
        ),
    ),
    generator="""
        n = max(1, size)
        m = n + rng.randrange(3)
        k = rng.randint(1, max(1, n // 2)) if size < 25 else n // 3
        return [[[rng.randrange(100) for _ in range(m)] for _ in range(n)], k]
    """,
    sizes=(72, 75),
    small=(1, 2, 2, 3, 4, 5, 7, 9),
    steps=Steps.GRID,
    algorithms=(
        Algorithm(
            "visit-every-cell",
            "Visit all cells of every square.",
            {
                "loops": """
                out = []
                for i in range(len(grid) - k + 1):
                    for j in range(len(grid[0]) - k + 1):
                        t = 0
                        for a in range(i, i + k):
                            for b in range(j, j + k):
                                x = grid[a][b]
                                if $cond:
                                    t += $w
                        out.append(t)
                return $agg<out>
            """,
                "slices": """
                out = []
                for i in range(len(grid) - k + 1):
                    for j in range(len(grid[0]) - k + 1):
                        t = sum($w for row in grid[i:i + k] for x in row[j:j + k] if $cond)
                        out.append(t)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "row-slices",
            "Compute what each cell counts once, and sum slices of rows.",
            {
                "slices": """
                g = [[$w if $cond else 0 for x in row] for row in grid]
                out = []
                for i in range(len(g) - k + 1):
                    for j in range(len(g[0]) - k + 1):
                        t = 0
                        for row in g[i:i + k]:
                            t += sum(row[j:j + k])
                        out.append(t)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "column-sums",
            "Sums of columns of the square's height, and a window over them.",
            {
                "list": """
                g = [[$w if $cond else 0 for x in row] for row in grid]
                m = len(g[0])
                out = []
                c = [0] * m
                for i in range(len(g)):
                    for j in range(m):
                        c[j] += g[i][j]
                        if i >= k:
                            c[j] -= g[i - k][j]
                    if i >= k - 1:
                        t = sum(c[:k - 1])
                        for j in range(k - 1, m):
                            t += c[j]
                            out.append(t)
                            t -= c[j - k + 1]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "corner-sums",
            "Sums from the corner to each cell; a square is four of them.",
            {
                "lists": """
                m = len(grid[0])
                p = [[0] * (m + 1)]
                for row in grid:
                    a = [0]
                    t = 0
                    for j in range(m):
                        x = row[j]
                        if $cond:
                            t += $w
                        a.append(p[-1][j + 1] + t)
                    p.append(a)
                out = []
                for i in range(len(grid) - k + 1):
                    for j in range(m - k + 1):
                        out.append(p[i + k][j + k] - p[i][j + k] - p[i + k][j] + p[i][j])
                return $agg<out>
            """,
            },
        ),
    ),
)


def _ways(rng: Random, _difficulty: Difficulty) -> Drawn:
    best, word = rng.choice([("min", "least"), ("max", "greatest")])
    can_slide = phrases.coin(rng)
    # Where the third move is not allowed, it costs so much that nobody makes it.
    never = 10**6 if best == "min" else -(10**6)
    more = rng.randint(0, 60)
    return {
        "best": best,
        "word": word,
        "w": phrases.expression(rng),
        "c": rng.randint(0, 9),
        "a": more if can_slide else never,
        "moves": "right, down, or right-down" if can_slide else "right or down",
        "extra": f"a move right-down costs {more} more" if can_slide else "other moves are not allowed",
    }


GRID_WAYS = Family(
    name="grid-ways",
    title="The best way through a grid",
    tags=("grid", "dynamic-programming", "recursion"),
    arguments="grid: list[list[int]]",
    result="int",
    entries=("best_way", "cross_grid", "way_through"),
    draw=_ways,
    short="go from top left to bottom right, moves $moves; $extra\na cell x costs $w\nreturn the $word total cost plus $c",
    stories=(
        (
            "A way through `grid` starts in its top left cell, ends in its bottom right cell, and moves $moves by one "
            "cell; $extra. "
            "A cell with value x on the way costs $w. Return the $word total cost of a way, plus $c."
        ),
    ),
    generator="""
        n = max(1, size)
        m = max(1, n + rng.randrange(-1, 2)) if size < 8 else n
        return [[[rng.randrange(100) for _ in range(m)] for _ in range(n)]]
    """,
    sizes=(9, 9),
    small=(1, 2, 2, 3, 3, 4, 5, 5),
    steps=Steps.GRID,
    algorithms=(
        Algorithm(
            "plain-recursion",
            "Try all ways by recursion.",
            {
                "recursion": """
                n = len(grid)
                m = len(grid[0])

                def go(i, j):
                    x = grid[i][j]
                    c = $w
                    if i == n - 1 and j == m - 1:
                        return c
                    if i == n - 1:
                        return c + go(i, j + 1)
                    if j == m - 1:
                        return c + go(i + 1, j)
                    return c + $best(go(i, j + 1), go(i + 1, j), go(i + 1, j + 1) + $a)

                return go(0, 0) + $c
            """,
                "stack": """
                n = len(grid)
                m = len(grid[0])
                out = []
                q = [(0, 0, 0)]
                while q:
                    i, j, t = q.pop()
                    x = grid[i][j]
                    t += $w
                    if i == n - 1 and j == m - 1:
                        out.append(t)
                        continue
                    if i < n - 1:
                        q.append((i + 1, j, t))
                    if j < m - 1:
                        q.append((i, j + 1, t))
                    if i < n - 1 and j < m - 1:
                        q.append((i + 1, j + 1, t + $a))
                return $best(out) + $c
            """,
            },
        ),
        Algorithm(
            "remembered-recursion",
            "Recursion that remembers what each cell gave.",
            {
                "dict": """
                n = len(grid)
                m = len(grid[0])
                d = {}

                def go(i, j):
                    if (i, j) in d:
                        return d[i, j]
                    x = grid[i][j]
                    t = $w
                    a = []
                    if i < n - 1:
                        a.append(go(i + 1, j))
                    if j < m - 1:
                        a.append(go(i, j + 1))
                    if len(a) == 2:
                        a.append(go(i + 1, j + 1) + $a)
                    if a:
                        t += $best(a)
                    d[i, j] = t
                    return t

                return go(0, 0) + $c
            """,
                "cache": """
                from functools import cache
                n = len(grid)
                m = len(grid[0])

                @cache
                def go(i, j):
                    x = grid[i][j]
                    if i == 0 and j == 0:
                        return $w
                    if i == 0:
                        return go(0, j - 1) + $w
                    if j == 0:
                        return go(i - 1, 0) + $w
                    return $best(go(i - 1, j), go(i, j - 1), go(i - 1, j - 1) + $a) + $w

                return go(n - 1, m - 1) + $c
            """,
            },
        ),
        Algorithm(
            "full-table",
            "A table of the best totals, filled from the start.",
            {
                "lists": """
                n = len(grid)
                m = len(grid[0])
                d = [[0] * m for _ in range(n)]
                for i in range(n):
                    for j in range(m):
                        x = grid[i][j]
                        t = $w
                        if i > 0 and j > 0:
                            t += $best(d[i - 1][j], d[i][j - 1], d[i - 1][j - 1] + $a)
                        elif i > 0:
                            t += d[i - 1][j]
                        elif j > 0:
                            t += d[i][j - 1]
                        d[i][j] = t
                return d[-1][-1] + $c
            """,
                "dict": """
                d = {}
                for i, row in enumerate(grid):
                    for j, x in enumerate(row):
                        w = []
                        if i > 0:
                            w.append(d[i - 1, j])
                        if j > 0:
                            w.append(d[i, j - 1])
                        if i > 0 and j > 0:
                            w.append(d[i - 1, j - 1] + $a)
                        d[i, j] = $w + ($best(w) if w else 0)
                return d[len(grid) - 1, len(grid[0]) - 1] + $c
            """,
            },
        ),
        Algorithm(
            "one-row",
            "Only the row before is needed.",
            {
                "list": """
                p = []
                for row in grid:
                    out = []
                    for j, x in enumerate(row):
                        t = $w
                        if p and j > 0:
                            t += $best(p[j], out[j - 1], p[j - 1] + $a)
                        elif p:
                            t += p[j]
                        elif j > 0:
                            t += out[j - 1]
                        out.append(t)
                    p = out
                return p[-1] + $c
            """,
            },
        ),
    ),
)

FAMILIES = (SQUARE_SUMS, GRID_WAYS)
