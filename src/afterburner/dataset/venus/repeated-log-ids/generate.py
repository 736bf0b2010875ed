import random


def generate(seed: int, size: int) -> list:
    """size is the number of log lines."""
    rng = random.Random(seed)
    n = size
    if n < 50:
        kinds = rng.choice([1, 2, max(1, n // 2), n, 10 * n])
        log = [f"u{rng.randrange(kinds)}" for _ in range(n)]
        return [log]
    # Mostly different ids; about one line in eight repeats an earlier id, late in the log.
    fresh = [f"user-{number}" for number in rng.sample(range(10**6, 10**7), n - n // 8)]
    log = fresh + [rng.choice(fresh) for _ in range(n // 8)]
    start = n // 2
    tail = log[start:]
    rng.shuffle(tail)
    return [log[:start] + tail]
