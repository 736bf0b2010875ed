def choose_all(pairs, p):
    largest = max((n for n, _ in pairs), default=0)
    factorial = [1 % p]
    for i in range(1, largest + 1):
        factorial.append(factorial[-1] * i % p)
    answers = []
    for n, k in pairs:
        if k > n:
            answers.append(0)
        else:
            bottom = factorial[k] * factorial[n - k] % p
            answers.append(factorial[n] * pow(bottom, p - 2, p) % p)
    return answers
