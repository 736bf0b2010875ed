def best_ripening(prices: list[int], days: int) -> int:
    # TODO: return the largest gain of one wheel that ripens at least this many days
    pass
