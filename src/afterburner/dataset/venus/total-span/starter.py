def total_span(temperatures: list[int]) -> int:
    # TODO: return the sum of the spans of all periods
    pass
