from collections import Counter
from math import gcd


def contact_groups(teeth):
    counts = list(Counter(teeth).items())
    total = 0
    for i, (a, count_a) in enumerate(counts):
        total += a * count_a * (count_a - 1) // 2
        for b, count_b in counts[:i]:
            total += gcd(a, b) * count_a * count_b
    return total
