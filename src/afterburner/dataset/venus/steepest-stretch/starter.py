def steepest_stretches(n: int, trails: list[list[int]], trips: list[list[int]]) -> list[int]:
    # TODO: return the largest grade on the way of each trip
    pass
