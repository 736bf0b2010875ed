import random


def generate(seed: int, size: int) -> str:
    """size is the number of laps."""
    rng = random.Random(seed)
    n = size
    if n < 1000:
        k = rng.choice([1, 2, max(1, n // 3), n, n + 5])
        most = rng.choice([0, 1, 5, n, 10**9])
    else:
        k = int(n * rng.uniform(0.28, 0.32))
        most = 10**9
    times = [rng.randint(0, most) for _ in range(n)]
    shape = rng.randrange(6)
    if shape == 0 and n < 1000:
        times.sort(reverse=rng.random() < 0.5)
    elif shape == 1:
        # The runner gets tired, slowly and not steadily.
        times = [time // 2 + most // 2 * i // n for i, time in enumerate(times)]
    return f"{n} {k}\n" + " ".join(map(str, times)) + "\n"
