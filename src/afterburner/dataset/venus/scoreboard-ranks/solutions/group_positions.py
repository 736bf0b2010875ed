from collections import defaultdict


def rank_scores(scores):
    players = defaultdict(list)
    for player, score in enumerate(scores):
        players[score].append(player)
    ranks = [0] * len(scores)
    rank = 1
    for score in sorted(players, reverse=True):
        for player in players[score]:
            ranks[player] = rank
        rank += len(players[score])
    return ranks
