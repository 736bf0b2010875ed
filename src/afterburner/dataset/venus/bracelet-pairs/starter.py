def bracelet_pairs(bracelets: list[str]) -> int:
    # TODO: return the number of pairs of strings that are rotations of each other
    pass
