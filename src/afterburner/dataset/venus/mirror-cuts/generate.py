import random


def mirrored(length: int, letters: str, rng: random.Random) -> str:
    """A palindrome that repeats short pieces, so that it holds many others."""
    piece = "".join(rng.choice(letters) for _ in range(rng.randint(1, 5)))
    piece += piece[::-1][rng.randint(0, 1) :]
    half = (piece * length)[: length // 2]
    return half + rng.choice(["", rng.choice(letters)]) + half[::-1]


def generate(seed: int, size: int) -> list:
    """size is the number of letters of all texts together."""
    rng = random.Random(seed)
    most = 200 if size >= 400 else max(1, size // 3)
    texts = []
    while size:
        letters = rng.choice(["a", "ab", "abc"]) if most < 200 else "ab"
        length = min(size, most)
        size -= length
        text = ""
        while len(text) < length:
            if most < 200 and rng.random() < 0.3:
                text += "".join(rng.choice(letters) for _ in range(length))
            else:
                text += mirrored(rng.randint(1, max(1, length // 2)), letters, rng)
        texts.append(text[:length])
    return [texts]
