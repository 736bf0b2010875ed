import random


def generate(seed: int, size: int) -> list:
    """size is the number of requests."""
    rng = random.Random(seed)
    if size < 1000:
        books = rng.choice([1, 2, 3, max(1, size // 3), size, 3 * size])
        most = rng.choice([2, books + 2, 2 * books])
        sizes = [rng.randint(1, most) for _ in range(rng.randint(1, 8))]
    else:
        books = size // 7
        sizes = [rng.randint(1, books) for _ in range(28)] + [1, 10**9]
        rng.shuffle(sizes)
    names = rng.sample(range(10**9 + 1), books) if rng.random() < 0.5 else list(range(books))
    kind = rng.randrange(3) if size < 1000 else 0
    if kind == 0:
        # Some books are asked for much more than others.
        requests = [names[int(books * rng.random() ** 2)] for _ in range(size)]
    elif kind == 1:
        # Round and round, with a few steps out of line.
        requests = [names[(i if rng.random() < 0.9 else rng.randrange(books)) % books] for i in range(size)]
    else:
        # Forwards and backwards.
        requests = [names[abs((i + books) % (2 * books) - books) % books] for i in range(size)]
    return [requests, sizes]
