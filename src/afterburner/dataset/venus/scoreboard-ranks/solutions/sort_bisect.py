from bisect import bisect_right


def rank_scores(scores):
    board = sorted(scores)
    last = len(board) + 1
    return [last - bisect_right(board, score) for score in scores]
