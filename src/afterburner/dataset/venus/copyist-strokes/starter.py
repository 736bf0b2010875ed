def copyist_strokes(written: list[str], meant: list[str]) -> list[int]:
    # TODO: return, for each line, the least number of letters to scrape off and to add
    pass
