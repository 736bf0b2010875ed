def rank_scores(scores):
    board = sorted(scores, reverse=True)
    return [board.index(score) + 1 for score in scores]
