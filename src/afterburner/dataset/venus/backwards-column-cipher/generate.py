import random
import string


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    alphabet = string.ascii_lowercase * 6 + string.ascii_uppercase + " " * 30 + string.digits + ".,;!?'()-@[]{}"
    length = size if size > 3 else rng.randint(0, size)
    text = "".join(rng.choice(alphabet) for _ in range(length))
    width = rng.choice([1, 2, rng.randint(1, size + 2), rng.randint(1, 30)]) if size < 1000 else rng.randint(5, 60)
    return [text, rng.randint(0, 25), min(width, 1000)]
