import random


def generate(seed: int, size: int) -> list:
    """size is the number of bracelets."""
    rng = random.Random(seed)
    n = size
    if n < 200:
        letters = rng.choice(["a", "ab", "ab", "abc", "abcdefghijklmnopqrstuvwxyz"])
        longest = rng.choice([1, 2, 4, 8, 20])
        lengths = [rng.randint(1, longest) for _ in range(rng.randint(1, 3))]
        kinds = max(1, n // rng.choice([1, 2, 5]))
    else:
        letters = "abcd"
        lengths = list(range(17, 33))
        kinds = n // 4
    models = []
    for i in range(kinds):
        length = lengths[i % len(lengths)]
        piece = rng.choice([length, max(1, length // 2), max(1, length // 4)])
        if length % piece:
            piece = length
        # Some bracelets repeat a piece, and begin alike whatever the rotation.
        models.append("".join(rng.choice(letters) for _ in range(piece)) * (length // piece))
    bracelets = []
    for _ in range(n):
        model = rng.choice(models)
        cut = rng.randrange(len(model))
        bracelets.append(model[cut:] + model[:cut])
    return [bracelets]
