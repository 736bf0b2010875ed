def rank_scores(scores):
    order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
    ranks = [0] * len(scores)
    previous = None
    rank = 0
    for place, player in enumerate(order, 1):
        if scores[player] != previous:
            previous = scores[player]
            rank = place
        ranks[player] = rank
    return ranks
