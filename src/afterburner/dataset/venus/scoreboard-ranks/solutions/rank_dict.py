def rank_scores(scores):
    rank_of = {}
    for rank, score in enumerate(sorted(scores, reverse=True), 1):
        if score not in rank_of:
            rank_of[score] = rank
    return [rank_of[score] for score in scores]
