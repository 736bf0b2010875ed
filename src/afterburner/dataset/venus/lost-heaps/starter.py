def lost_heaps(n: int, moves: list[int]) -> int:
    # TODO: return how many heaps of 0 to n pebbles are lost for the player to move
    pass
