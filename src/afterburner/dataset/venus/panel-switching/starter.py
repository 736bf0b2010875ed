def switching_effort(settings: list[int], on_effort: int, off_effort: int) -> int:
    # TODO: return the total effort of all changes from a setting to a later one
    pass
