def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result = result * i
    return result


def choose_all(pairs, p):
    answers = []
    for n, k in pairs:
        if k > n:
            answers.append(0)
        else:
            value = factorial(n) // (factorial(k) * factorial(n - k))
            answers.append(value % p)
    return answers
