def mirror_cuts(texts: list[str]) -> list[int]:
    # TODO: return, for each text, the number of ways to cut it into palindromes, modulo 1 000 000 007
    pass
