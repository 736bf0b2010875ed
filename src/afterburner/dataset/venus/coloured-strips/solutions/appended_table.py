def count_strips(a, b, m, lengths):
    answers = []
    for n in lengths:
        table = [1, a]
        while len(table) <= n:
            table.append((a * table[-1] + b * table[-2]) % m)
        answers.append(table[n] % m)
    return answers
