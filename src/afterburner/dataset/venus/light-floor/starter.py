def shining_lamps(signals: list[list[int]]) -> int:
    # TODO: return how many lamps shine after all signals
    pass
