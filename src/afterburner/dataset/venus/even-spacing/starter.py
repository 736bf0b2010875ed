def even_triples(trees: list[int]) -> int:
    # TODO: return the number of evenly spaced triples of trees
    pass
