def rank_scores(scores):
    ranks = []
    for score in scores:
        board = sorted(scores, reverse=True)
        ranks.append(board.index(score) + 1)
    return ranks
