def multiply(x, y, m):
    return (
        (x[0] * y[0] + x[1] * y[2]) % m,
        (x[0] * y[1] + x[1] * y[3]) % m,
        (x[2] * y[0] + x[3] * y[2]) % m,
        (x[2] * y[1] + x[3] * y[3]) % m,
    )


def patterns(n, a, b, m):
    result = (1, 0, 0, 1)
    base = (a, b, 1, 0)
    while n > 0:
        if n % 2 == 1:
            result = multiply(result, base, m)
        base = multiply(base, base, m)
        n //= 2
    return result[0] % m


def count_strips(a, b, m, lengths):
    return [patterns(n, a, b, m) for n in lengths]
