import random


def runs_of(total: int, average: int, letters: str, rng: random.Random) -> list:
    runs = []
    while total:
        length = min(total, rng.randint(1, 2 * average - 1))
        runs.append((length, rng.choice(letters)))
        total -= length
    return runs


def generate(seed: int, size: int) -> str:
    """size is the number of stitches of each row."""
    rng = random.Random(seed)
    if size < 2000:
        letters = rng.choice(["a", "ab", "abcdefghijklmnopqrstuvwxyz"])
        averages = [rng.choice([1, 2, 5, size]) for _ in range(2)]
    else:
        letters = "bgrwy"
        averages = [90, 110]
    rows = [runs_of(size, average, letters, rng) for average in averages]
    return "".join("".join(f"{length}{letter}" for length, letter in row) + "\n" for row in rows)
