import heapq


def rank_scores(scores):
    heap = [(-score, player) for player, score in enumerate(scores)]
    heapq.heapify(heap)
    ranks = [0] * len(scores)
    previous = None
    rank = 0
    place = 0
    while heap:
        negative, player = heapq.heappop(heap)
        place += 1
        if negative != previous:
            previous = negative
            rank = place
        ranks[player] = rank
    return ranks
