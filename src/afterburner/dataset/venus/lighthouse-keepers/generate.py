import random


def roster(rng, n, longest_duty, longest_gap, start):
    duties = []
    now = start
    for _ in range(n):
        end = now + rng.randint(1, longest_duty)
        duties.append((now, end))
        now = end + rng.randint(1, longest_gap)
    return duties


def generate(seed: int, size: int):
    """size is about the number of duties of each keeper."""
    rng = random.Random(seed)
    if size < 50:
        n, m = rng.randint(1, size), rng.randint(1, size)
        duty, gap = rng.choice([1, 2, 10]), rng.choice([1, 2, 10])
        first = roster(rng, n, duty, gap, rng.randint(0, 5))
        shape = rng.randrange(5)
        if shape == 0:
            second = first
            m = n
        elif shape == 1:
            # On duty just when the other is not.
            second = [(a[1], b[0]) for a, b in zip(first, first[1:])] or [(first[0][1], first[0][1] + 1)]
            m = len(second)
        elif shape == 2:
            second = [(0, first[-1][1] + rng.randint(0, 2))]
            m = 1
        else:
            second = roster(rng, m, rng.choice([1, 3, 30]), gap, rng.randint(0, 20))
    else:
        n, m = size, size + rng.randint(0, size // 10)
        first = roster(rng, n, 18, 14, rng.randint(0, 50))
        second = roster(rng, m, 14, 16, rng.randint(0, 50))
    lines = [f"{n} {m}"] + [f"{s} {e}" for s, e in first + second]
    return "\n".join(lines) + "\n"
