def count_strips(a, b, m, lengths):
    table = [1 % m, a % m]
    for i in range(2, max(lengths, default=0) + 1):
        table.append((a * table[i - 1] + b * table[i - 2]) % m)
    return [table[n] for n in lengths]
