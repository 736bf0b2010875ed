def finish_time(durations: list[int], rules: list[list[int]]) -> int:
    # TODO: return the minute at which the last job is finished, or -1 if the rules go round in a circle
    pass
