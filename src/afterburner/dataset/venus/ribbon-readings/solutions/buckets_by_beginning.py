from collections import defaultdict


def ribbon_readings(ribbon, words):
    buckets = defaultdict(list)
    for word in set(words):
        buckets[word[:2]].append((word, len(word)))
    ways = [0] * (len(ribbon) + 1)
    ways[0] = 1
    for start, count in enumerate(ways):
        if count == 0:
            continue
        count %= 1_000_000_007
        beginning = ribbon[start:start + 2]
        for word, length in buckets.get(beginning, ()):
            if ribbon.startswith(word, start):
                ways[start + length] += count
        if len(beginning) == 2:
            for _, length in buckets.get(beginning[0], ()):
                ways[start + length] += count
    return ways[-1] % 1_000_000_007
