def strokes(line, wish):
    table = [[0] * (len(wish) + 1) for _ in range(len(line) + 1)]
    for i in range(len(line) + 1):
        for j in range(len(wish) + 1):
            if i == 0 or j == 0:
                table[i][j] = i + j
            elif line[i - 1] == wish[j - 1]:
                table[i][j] = table[i - 1][j - 1]
            else:
                table[i][j] = 1 + min(table[i - 1][j], table[i][j - 1])
    return table[len(line)][len(wish)]


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
