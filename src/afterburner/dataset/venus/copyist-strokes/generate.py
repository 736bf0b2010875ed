import random

LONGEST = 60


def changed(line: str, strokes: int, letters: str, rng: random.Random) -> str:
    """Scrape off and add about as many letters as ``strokes`` says, at random places."""
    for _ in range(strokes):
        place = rng.randint(0, len(line))
        if rng.random() < 0.5 and len(line) < LONGEST:
            line = line[:place] + rng.choice(letters) + line[place:]
        else:
            line = line[:place] + line[place + 1 :]
    return line


def generate(seed: int, size: int) -> list:
    """size is the number of lines."""
    rng = random.Random(seed)
    written, meant = [], []
    for index in range(size):
        if size < 100:
            letters = rng.choice(["a", "ab", "abc", "abcdefghijklmnopqrstuvwxyz"])
            line = "".join(rng.choice(letters) for _ in range(rng.choice([0, 1, 3, 8, 20, LONGEST])))
            strokes = rng.choice([0, 1, 2, 5, 15, 60])
        else:
            letters = "abcdefgh"
            line = "".join(rng.choice(letters) for _ in range(rng.randint(30, 42)))
            strokes = 4 + 4 * (index % 7)
        other = changed(line, strokes, letters, rng)
        written.append(line)
        meant.append(other)
    return [written, meant]
