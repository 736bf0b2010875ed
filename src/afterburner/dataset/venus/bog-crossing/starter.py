def least_effort(effort: list[list[int]]) -> int:
    # TODO: return the least effort of a way from the top left to the bottom right cell
    pass
