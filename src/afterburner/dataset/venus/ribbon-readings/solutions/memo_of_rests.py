import sys


def ribbon_readings(ribbon, words):
    sys.setrecursionlimit(2 * len(ribbon) + 1000)
    known = set(words)
    longest = max(map(len, words), default=0)
    readings = {"": 1}

    def count(rest):
        if rest not in readings:
            total = 0
            for length in range(1, min(longest, len(rest)) + 1):
                if rest[:length] in known:
                    total += count(rest[length:])
            readings[rest] = total % 1_000_000_007
        return readings[rest]

    return count(ribbon)
