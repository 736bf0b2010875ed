from bisect import bisect_right, insort


def rank_scores(scores):
    board = []
    for score in scores:
        insort(board, score)
    ranks = []
    for score in scores:
        ranks.append(len(board) - bisect_right(board, score) + 1)
    return ranks
