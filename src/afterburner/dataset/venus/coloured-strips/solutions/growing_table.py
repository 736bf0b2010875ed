def count_strips(a, b, m, lengths):
    table = [1 % m, a % m]
    answers = []
    for n in lengths:
        while n >= len(table):
            table.append((a * table[-1] + b * table[-2]) % m)
        answers.append(table[n])
    return answers
