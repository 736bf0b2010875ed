from math import factorial


def choose_all(pairs, p):
    answers = []
    for n, k in pairs:
        if k > n:
            answers.append(0)
        else:
            answers.append(factorial(n) // (factorial(k) * factorial(n - k)) % p)
    return answers
