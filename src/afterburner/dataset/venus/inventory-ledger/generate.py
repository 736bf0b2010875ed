import random

NAMES = ["bolt", "nut", "screw", "washer", "nail", "hinge", "plank", "pipe", "cable", "lamp", "fuse", "tile", "brush", "glue"]


def generate(seed: int, size: int) -> str:
    rng = random.Random(seed)
    items = []
    for i in range(size // 25 + 2):
        name = rng.choice(NAMES)
        items.append(name if i < 3 else f"{name}-{rng.randint(1, size)}")
    ids = []
    lines = [str(size)]
    for i in range(size):
        if ids and rng.random() < 0.15:
            tid = rng.choice(ids)
        else:
            tid = f"{rng.choice('ABCDEFGH')}{rng.randint(0, size * 20):06d}"
            ids.append(tid)
        direction = "in" if rng.random() < 0.52 else "out"
        quantity = 0 if rng.random() < 0.02 else rng.randint(1, 60)
        lines.append(f"{tid},{rng.choice(items)},{direction},{quantity}")
    return "\n".join(lines) + "\n"
