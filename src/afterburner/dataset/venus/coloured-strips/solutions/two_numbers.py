def patterns(n, a, b, m):
    here, after = 1 % m, a % m
    for _ in range(n):
        here, after = after, (a * after + b * here) % m
    return here


def count_strips(a, b, m, lengths):
    return [patterns(n, a, b, m) for n in lengths]
