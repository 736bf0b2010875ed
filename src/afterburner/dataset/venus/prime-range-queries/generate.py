import random


def generate(seed: int, size: int) -> str:
    """N = size, about size / 50 queries."""
    rng = random.Random(seed)
    count = size // 50 + min(size, 5)
    lines = [f"{size} {count}"]
    for _ in range(count):
        kind = rng.random()
        if kind < 0.2:
            a = rng.randint(1, size)
            b = min(size, a + rng.randint(0, 12))
        else:
            a = rng.randint(1, size)
            b = rng.randint(1, size)
            if a > b:
                a, b = b, a
        lines.append(f"{a} {b}")
    return "\n".join(lines) + "\n"
