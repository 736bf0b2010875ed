def heaviest_lorry(n: int, roads: list[list[int]]) -> int:
    # TODO: return the largest weight with which a lorry reaches every village, or -1
    pass
