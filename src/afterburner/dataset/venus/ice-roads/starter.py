def group_counts(n: int, changes: list[list[int]]) -> list[int]:
    # TODO: return the number of groups after each change
    pass
