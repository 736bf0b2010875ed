def common_refrains(song: str, times: int, longest: int) -> int:
    # TODO: return the number of different strings that occur often enough and are not too long
    pass
