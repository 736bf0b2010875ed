import random


def generate(seed: int, size: int):
    """size: the number of customers."""
    rng = random.Random(seed)
    n = size
    if size < 600:
        most = rng.choice([1, 2, 5, 30])
    else:
        most = 8
    wanted = [rng.randint(1, most) for _ in range(n)]
    if size < 600 and rng.random() < 0.3:
        wanted.sort(reverse=rng.random() < 0.5)
    return f"{n}\n" + " ".join(map(str, wanted)) + "\n"
