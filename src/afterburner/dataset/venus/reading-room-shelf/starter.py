def cellar_walks(requests: list[int], sizes: list[int]) -> list[int]:
    # TODO: return for each size how often a book has to be brought from the cellar
    pass
