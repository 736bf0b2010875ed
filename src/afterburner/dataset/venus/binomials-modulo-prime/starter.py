def choose_all(pairs: list[list[int]], p: int) -> list[int]:
    # TODO: return C(n, k) mod p for every pair [n, k]
    pass
