import random


def generate(seed: int, size: int) -> list:
    """size is about the number of letters of the ribbon."""
    rng = random.Random(seed)
    if size < 500:
        letters = rng.choice(["a", "ab", "ab", "abc"])
        longest = rng.choice([1, 2, 4, 30])
        count = rng.randint(1, 12)
    else:
        letters, longest, count = "abc", 13, size // 20
    words = ["".join(rng.choice(letters) for _ in range(rng.randint(1, longest))) for _ in range(count)]
    if size < 500 and rng.random() < 0.2:
        # Most likely no reading at all.
        return ["".join(rng.choice(letters + "d") for _ in range(size)), words]
    ribbon = ""
    while len(ribbon) < size:
        ribbon += rng.choice(words)
    return [ribbon, words]
