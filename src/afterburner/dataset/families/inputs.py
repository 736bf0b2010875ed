"""Lines of generators that several families share."""

REPEATING_VALUES = """
top = rng.choice([4, size // 2 + 2, 2 * size + 9]) if size < 100 else 2 * size
xs = [rng.randrange(top) for _ in range(size)]
"""
"""Makes ``xs``, in which some values occur several times."""

INTERVALS = """
top = rng.choice([8, 2 * size + 9]) if size < 100 else size
ps = []
for _ in range(size):
    lo = rng.randrange(top)
    ps.append([lo, lo + rng.randint(1, $longest)])
return [ps]
"""
"""Returns intervals, many of which overlap; ``$longest`` is drawn by the family."""
