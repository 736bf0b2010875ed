def patterns(n, a, b, m):
    table = [1 % m, a % m]
    for i in range(2, n + 1):
        table = table + [(a * table[i - 1] + b * table[i - 2]) % m]
    return table[n]


def count_strips(a, b, m, lengths):
    answers = []
    for n in lengths:
        answers.append(patterns(n, a, b, m))
    return answers
