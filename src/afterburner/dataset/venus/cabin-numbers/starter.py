def cabins_of(stays: list[list[int]]) -> list[int]:
    # TODO: return the cabin number of each guest
    pass
