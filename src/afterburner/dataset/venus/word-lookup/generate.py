import random


def generate(seed: int, size: int) -> str:
    """About `size` words of text and size // 100 + 1 queries."""
    rng = random.Random(seed)
    letters = "etaoinshrdlucmfwypvbgkjqxz"
    vocabulary = set()
    while len(vocabulary) < max(3, min(size // 6 + 3, 6000)):
        length = rng.choice([1, 2, 3, 4, 5, 6, 7, 8, 9])
        vocabulary.add("".join(letters[min(int(rng.expovariate(0.15)), 25)] for _ in range(length)))
    vocabulary = sorted(vocabulary)
    rng.shuffle(vocabulary)
    lines = []
    words = 0
    while words < size:
        if rng.random() < 0.05:
            lines.append(rng.choice(["", "  ", "* * *", "17", "---"]))
            if len(lines) > size:
                break
            continue
        line = []
        for _ in range(min(rng.randint(1, 16), size - words)):
            word = vocabulary[min(int(rng.expovariate(6.0 / len(vocabulary))), len(vocabulary) - 1)]
            style = rng.random()
            if style < 0.12:
                word = word.capitalize()
            elif style < 0.15:
                word = word.upper()
            elif style < 0.17:
                word = word + "'s"
            elif style < 0.19:
                word = '"' + word + '"'
            if rng.random() < 0.12:
                word += rng.choice([",", ".", "!", ";", ":", "?", " 42", " -", "..."])
            line.append(word)
        words += len(line)
        lines.append(rng.choice(["", "", "", "  "]) + " ".join(line))
    if not lines:
        lines.append("")
    queries = []
    for _ in range(size // 100 + 1):
        if rng.random() < 0.85:
            query = rng.choice(vocabulary)
        else:
            query = "".join(rng.choice(letters) for _ in range(rng.randint(1, 7)))
        queries.append(query.upper() if rng.random() < 0.1 else query)
    return f"{len(lines)} {len(queries)}\n" + "\n".join(lines + queries) + "\n"
