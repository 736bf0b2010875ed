def ribbon_readings(ribbon: str, words: list[str]) -> int:
    # TODO: return the number of ways to cut the ribbon into words, modulo 1 000 000 007
    pass
