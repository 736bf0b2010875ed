def count_walks(climbs: list[int], low: int, high: int) -> int:
    # TODO: return how many walks have a net climb from low to high
    pass
