import random


def generate(seed: int, size: int) -> str:
    """size is the number of integers and of questions."""
    rng = random.Random(seed)
    n = size
    q = size if size >= 50 else rng.randint(1, size + 3)
    limit = rng.choice([0, 5, 10**9]) if size < 50 else 100_000
    numbers = [rng.randint(-limit, limit) for _ in range(n)]
    lines = [f"{n} {q}", " ".join(map(str, numbers))]
    for _ in range(q):
        left, right = rng.randint(1, n), rng.randint(1, n)
        if left > right:
            left, right = right, left
        lines.append(f"{left} {right}")
    return "\n".join(lines) + "\n"
