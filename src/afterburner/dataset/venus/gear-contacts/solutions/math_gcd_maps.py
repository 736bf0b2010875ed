from itertools import repeat
from math import gcd


def contact_groups(teeth):
    total = 0
    for i, first in enumerate(teeth):
        total += sum(map(gcd, repeat(first), teeth[i + 1:]))
    return total
