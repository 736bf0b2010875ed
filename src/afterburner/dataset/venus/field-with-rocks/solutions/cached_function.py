import sys
from functools import lru_cache

sys.setrecursionlimit(5000)


def count_ways(field):
    @lru_cache(maxsize=None)
    def ways_to(r, c):
        if r < 0 or c < 0 or field[r][c] == "#":
            return 0
        if r == 0 and c == 0:
            return 1
        return ways_to(r - 1, c) + ways_to(r, c - 1)

    return ways_to(len(field) - 1, len(field[0]) - 1)
