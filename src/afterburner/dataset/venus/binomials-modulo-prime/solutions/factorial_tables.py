def choose_all(pairs, p):
    largest = max([n for n, _ in pairs], default=0)
    factorial = [1] * (largest + 1)
    value = 1
    for i in range(2, largest + 1):
        value = value * i % p
        factorial[i] = value
    inverse = [1] * (largest + 1)
    value = pow(value, -1, p)
    for i in range(largest, 0, -1):
        inverse[i] = value
        value = value * i % p
    return [factorial[n] * inverse[k] % p * inverse[n - k] % p if k <= n else 0 for n, k in pairs]
