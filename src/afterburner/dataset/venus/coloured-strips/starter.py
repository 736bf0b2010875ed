def count_strips(a, b, m, lengths):
    # TODO: return f(n) modulo m for each n in lengths
    pass
