def trapped_water(heights: list[int]) -> int:
    # TODO: return the amount of water that stays between the columns
    pass
