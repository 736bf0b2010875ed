from collections import Counter
from itertools import accumulate


def rank_scores(scores):
    counts = Counter(scores)
    different = sorted(counts, reverse=True)
    starts = accumulate(map(counts.__getitem__, different), initial=1)
    rank_of = dict(zip(different, starts))
    return list(map(rank_of.__getitem__, scores))
