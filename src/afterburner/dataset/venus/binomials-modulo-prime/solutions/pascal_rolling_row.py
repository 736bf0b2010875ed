def choose_all(pairs, p):
    answers = [0] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda i: pairs[i][0])
    row = [1]
    for i in order:
        n, k = pairs[i]
        while len(row) <= n:
            row = [1] + [(a + b) % p for a, b in zip(row, row[1:])] + [1]
        if k <= n:
            answers[i] = row[k]
    return answers
