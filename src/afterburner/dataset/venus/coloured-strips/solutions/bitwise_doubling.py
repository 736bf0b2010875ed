def count_strips(a, b, m, lengths):
    answer_for = dict.fromkeys(lengths)
    for n in answer_for:
        # u, v: the counts for lengths k - 1 and k, where k is the number in the bits of n read so far
        u, v = 0, 1 % m
        for bit in bin(n)[2:]:
            u, v = u * (2 * v - a * u) % m, (v * v + b * u * u) % m
            if bit == "1":
                u, v = v, (a * v + b * u) % m
        answer_for[n] = v
    return [answer_for[n] for n in lengths]
