import random


def generate(seed: int, size: int) -> list:
    """size is about the number of notes."""
    rng = random.Random(seed)
    if size < 500:
        letters = rng.choice(["a", "ab", "ab", "abc", "abcdefghijklmnopqrstuvwxyz"])
        motifs = ["".join(rng.choice(letters) for _ in range(rng.randint(1, 8))) for _ in range(4)]
        wrong = rng.choice([0.0, 0.1, 1.0])
        times = rng.choice([1, 2, 3, max(1, size // 3)])
        longest = rng.choice([1, 3, 12, 200])
    else:
        letters = "abcdefg"
        motifs = ["".join(rng.choice(letters) for _ in range(rng.randint(40, 60))) for _ in range(6)]
        wrong = 0.01
        times, longest = 2, 150
    song = []
    while len(song) < size:
        for note in rng.choice(motifs):
            song.append(rng.choice(letters) if rng.random() < wrong else note)
    return ["".join(song[:size]), times, longest]
