from collections import defaultdict


def bracelet_pairs(bracelets):
    buckets = defaultdict(list)
    for bracelet in bracelets:
        buckets["".join(sorted(bracelet))].append(bracelet)
    pairs = 0
    for rest in buckets.values():
        while rest:
            twice = rest[0] * 2
            others = [bracelet for bracelet in rest if bracelet not in twice]
            count = len(rest) - len(others)
            pairs += count * (count - 1) // 2
            rest = others
    return pairs
