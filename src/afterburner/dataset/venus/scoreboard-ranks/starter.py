def rank_scores(scores: list[int]) -> list[int]:
    # TODO: return the rank of every player
    pass
