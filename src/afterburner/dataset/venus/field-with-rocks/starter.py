def count_ways(field):
    # TODO: return the number of ways from the upper left to the lower right cell
    pass
