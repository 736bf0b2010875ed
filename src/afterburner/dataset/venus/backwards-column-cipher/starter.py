def encipher(text: str, key: int, width: int) -> str:
    # TODO: shift the letters, read the columns, reverse
    pass
