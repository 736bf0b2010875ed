import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    alphabet = "ab" if size < 20 else "abcde" if size < 100 else "aaabcdeeefghiiklmnooprstuwy"
    words = []
    while len(words) < size:
        if words and rng.random() < 0.4:
            letters = list(rng.choice(words))
            rng.shuffle(letters)
            words.append("".join(letters))
        else:
            length = rng.randint(0, 4) if size < 100 else min(4 + int(rng.expovariate(0.4)), 14)
            words.append("".join(rng.choice(alphabet) for _ in range(length)))
    return [words]
