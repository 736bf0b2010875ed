def count_strips(a, b, m, lengths):
    def times(p, q):
        # (p0 + p1 x)(q0 + q1 x) with x * x = a x + b
        p0, p1 = p
        q0, q1 = q
        top = p1 * q1
        return (p0 * q0 + b * top) % m, (p0 * q1 + p1 * q0 + a * top) % m

    # powers[i] is x to the power 2 ** i
    powers = [(0, 1)]
    while 2 ** len(powers) <= max(lengths, default=0):
        powers.append(times(powers[-1], powers[-1]))
    answers = []
    for n in lengths:
        result = (1, 0)
        for power in powers:
            if n & 1:
                result = times(result, power)
            n >>= 1
        answers.append((result[0] + a * result[1]) % m)
    return answers
