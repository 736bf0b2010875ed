def choose_all(pairs, p):
    largest = 0
    for n, k in pairs:
        largest = max(largest, n)
    table = [[1]]
    for n in range(1, largest + 1):
        above = table[n - 1]
        row = [1]
        for k in range(1, n):
            row.append((above[k - 1] + above[k]) % p)
        row.append(1)
        table.append(row)
    answers = []
    for n, k in pairs:
        if k > n:
            answers.append(0)
        else:
            answers.append(table[n][k])
    return answers
