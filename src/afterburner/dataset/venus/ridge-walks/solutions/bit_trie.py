from itertools import accumulate


def count_walks(climbs, low, high):
    heights = list(accumulate(climbs, initial=0))
    base = min(heights)
    heights = [height - base for height in heights]
    bits = max(heights).bit_length()
    # counts[b][h]: how many heights so far are h after b bits are dropped
    counts = [{} for _ in range(bits + 1)]

    def below(value):
        """How many heights so far are less than value."""
        if value <= 0:
            return 0
        if value >> bits:
            return counts[bits].get(0, 0)
        return sum(level.get((value >> b) - 1, 0) for b, level in enumerate(counts) if value >> b & 1)

    count = 0
    for height in heights:
        count += below(height - low + 1) - below(height - high)
        for b, level in enumerate(counts):
            level[height >> b] = level.get(height >> b, 0) + 1
    return count
