import random


def generate(seed: int, size: int):
    """size: the number of commands."""
    rng = random.Random(seed)
    # Small inputs pop often (the stack runs empty), large ones grow.
    pop_share = 0.40 if size < 300 else 0.15
    max_share = 0.25 if size < 300 else 0.02
    limit = rng.choice([3, 50, 10**9]) if size < 300 else 10**9
    commands = []
    for _ in range(size):
        draw = rng.random()
        if draw < max_share:
            commands.append("max")
        elif draw < max_share + pop_share:
            commands.append("pop")
        else:
            commands.append("push " + str(rng.randint(-limit, limit)))
    return [commands]
