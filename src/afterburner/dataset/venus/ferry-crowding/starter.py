def fullest_section(n: int, groups: list[list[int]]) -> list[int]:
    # TODO: return [largest load, first section with it, number of sections with it]
    pass
